"""What staff print or take along: participants, badges, table signs, the binder with everything, letters."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forum.services.tables import XLSX
from forum.views import downloads
from meetings.models import Invitation
from meetings.services import binder, invitation_document, participants, prints, readers
from meetings.views.access import allowed, the_meeting
from meetings.views.documents import as_html, as_pdf, letter, printed, written

sees_participants = allowed("meetings.see_participants")
invites = allowed("meetings.invite")


@sees_participants
@never_cache
@require_safe
def binder_pdf(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The binder with drafts, papers for the seats, and who comes."""
    meeting = the_meeting(request, public_id)
    return as_pdf(request, printed(binder.document(meeting, readers.staff(request.user))), meeting, _("binder"))


@sees_participants
@never_cache
@require_safe
def binder_html(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The same as one file for a browser without network."""
    meeting = the_meeting(request, public_id)
    return as_html(request, written(binder.document(meeting, readers.staff(request.user))), meeting, _("binder"))


@sees_participants
@never_cache
@require_safe
def participants_pdf(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Who comes, for print."""
    meeting = the_meeting(request, public_id)
    made = printed(participants.document(meeting, readers.staff(request.user)))
    return as_pdf(request, made, meeting, _("participants"))


@sees_participants
@never_cache
@require_safe
def participants_xlsx(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Who comes, for a spreadsheet."""
    return downloads.download(participants.table(the_meeting(request, public_id)), XLSX)


@sees_participants
@never_cache
@require_safe
def badges_pdf(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Name badges of everybody who comes to the room."""
    meeting = the_meeting(request, public_id)
    return as_pdf(request, prints.badges(meeting), meeting, _("name badges"))


@sees_participants
@never_cache
@require_safe
def signs_pdf(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Table signs of everybody who comes to the room."""
    meeting = the_meeting(request, public_id)
    return as_pdf(request, prints.signs(meeting), meeting, _("table signs"))


@invites
@never_cache
@require_safe
def letter_pdf(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Anybody's invitation on paper, in the language of the page."""
    invitation = get_object_or_404(Invitation.objects.with_seat().select_related("meeting"), public_id=public_id)
    meeting = the_meeting(request, invitation.meeting.public_id)
    return as_pdf(request, letter(invitation_document.letter(invitation, meeting), meeting), meeting, _("invitation"))
