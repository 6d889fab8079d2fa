"""A meeting's pages to take away: agenda, notes and binder for everybody, and what is the invited's own."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forum import dates
from forum.documents import Document
from forum.rules import is_staff
from forum.services import copies, one_file, pdf
from forum.views.files import download
from meetings.models import Meeting
from meetings.services import agenda_document, binder, invitation_document, notes_document, readers
from meetings.services.readers import EVERYBODY, Reader
from meetings.views.access import the_meeting

Make = Callable[[], bytes]


@require_safe
def agenda_pdf(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The published agenda; staff get its draft too."""
    meeting = the_meeting(request, public_id)
    if meeting.agenda_published_at:
        made = for_everybody("agenda", meeting, lambda: printed(agenda_document.document(meeting, EVERYBODY)))
    elif is_staff(request.user):
        made = printed(agenda_document.document(meeting, readers.staff(request.user)))
    else:
        raise Http404
    return as_pdf(request, made, meeting, _("agenda"))


@require_safe
def notes_pdf(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The public notes in their newest version; staff get the draft while there is none."""
    meeting = the_meeting(request, public_id)
    version = notes_document.newest(meeting)
    if version:
        made = for_everybody("notes", meeting, lambda: printed(notes_document.of_version(meeting, version)))
    elif is_staff(request.user):
        made = printed(notes_document.of_draft(meeting))
    else:
        raise Http404
    return as_pdf(request, made, meeting, _("notes"))


@require_safe
def binder_pdf(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """What is public, bound; once the agenda is published."""
    meeting = with_agenda(request, public_id)
    made = for_everybody("binder.pdf", meeting, lambda: printed(binder.document(meeting, EVERYBODY)))
    return as_pdf(request, made, meeting, _("binder"))


@require_safe
def binder_html(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The same as one file for a browser without network."""
    meeting = with_agenda(request, public_id)
    made = for_everybody("binder.html", meeting, lambda: written(binder.document(meeting, EVERYBODY)))
    return as_html(request, made, meeting, _("binder"))


@never_cache
@login_required
@require_safe
def my_binder_pdf(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The binder of one who is invited, with what is for the seats only; 404 for others."""
    meeting, reader = as_invited(request, public_id)
    return as_pdf(request, printed(binder.document(meeting, reader)), meeting, _("binder"))


@never_cache
@login_required
@require_safe
def my_binder_html(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The same as one file for a browser without network."""
    meeting, reader = as_invited(request, public_id)
    return as_html(request, written(binder.document(meeting, reader)), meeting, _("binder"))


@never_cache
@login_required
@require_safe
def my_invitation_pdf(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One's own invitation as a letter on paper; 404 for who is not invited."""
    meeting, reader = as_invited(request, public_id)
    wanted = request.GET.get("seat")
    chosen = next((one for one in reader.invitations if one.public_id == wanted), reader.invitations[0])
    made = letter(invitation_document.letter(chosen, meeting), meeting)
    return as_pdf(request, made, meeting, _("invitation"))


def with_agenda(request: HttpRequest, public_id: str) -> Meeting:
    """The meeting, whose agenda is published, or 404."""
    meeting = the_meeting(request, public_id)
    if meeting.agenda_published_at is None:
        raise Http404
    return meeting


def as_invited(request: HttpRequest, public_id: str) -> tuple[Meeting, Reader]:
    """The meeting and its reader as one of the invited, or 404."""
    meeting = the_meeting(request, public_id)
    reader = readers.invited(request.user, meeting)
    if reader is None:
        raise Http404
    return meeting, reader


def for_everybody(what: str, meeting: Meeting, make: Make) -> bytes:
    """A copy that all readers of the language share; the end of a meeting changes what may be said of it."""
    return copies.kept(f"{what} {meeting.public_id} {dates.active()} {meeting.is_over}", make)


def printed(document: Document) -> bytes:
    """The document as PDF in the active language."""
    return pdf.document(document, language=dates.active())


def written(document: Document) -> bytes:
    """The document as one HTML file in the active language."""
    return one_file.html(document, language=dates.active())


def letter(data: dict[str, object], meeting: Meeting) -> bytes:
    """An invitation on paper."""
    return pdf.typeset("letter", data, language=dates.active(), title=invitation_document.heading(meeting))


def file_name(meeting: Meeting, what: str, ending: str) -> str:
    """2027-03-18 agenda.pdf, in the reader's language."""
    return f"{meeting.day:%Y-%m-%d} {what}.{ending}"


def as_pdf(request: HttpRequest, content: bytes, meeting: Meeting, what: str) -> HttpResponseBase:
    """The file as a download."""
    return download(request, content, name=file_name(meeting, what, "pdf"), content_type=pdf.CONTENT_TYPE)


def as_html(request: HttpRequest, content: bytes, meeting: Meeting, what: str) -> HttpResponseBase:
    """The file as a download."""
    return download(request, content, name=file_name(meeting, what, "html"), content_type=one_file.CONTENT_TYPE)
