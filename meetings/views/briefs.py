"""The workspace's ways into the brief workshop: a brief for the meeting, and the joint interpretation after it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forum.states import IllegalMove
from meetings.services import brief_days
from meetings.views.access import coordinator_plans, the_meeting
from themes.models import Brief


@coordinator_plans
@require_POST
def begin(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begins a brief for the meeting."""
    brief = brief_days.begin(the_meeting(request, public_id), by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The draft has been made. Only the secretariat sees it."))
    return redirect("themes:brief_editor", brief.public_id)


@coordinator_plans
@require_POST
def interpretation(request: HttpRequest, public_id: str, brief: str) -> HttpResponse:
    """Begins the joint interpretation in a new version of a brief that was read for the meeting."""
    meeting = the_meeting(request, public_id)
    found = get_object_or_404(Brief.objects.public(), public_id=brief, pk__in=meeting.meeting_briefs.values("brief"))
    try:
        block = brief_days.begin_interpretation(found, by=request.user)  # type: ignore[arg-type]
    except (IllegalMove, ValidationError):
        messages.info(request, _("The brief is being checked now. Take it back to a draft first."))
        return redirect("themes:brief_editor", found.public_id)
    return redirect("themes:brief_block", block.public_id)
