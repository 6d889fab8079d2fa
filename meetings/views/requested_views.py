"""The regions' views of a meeting: which round is asked for it, and when."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forum.models import Person
from forum.views.staff import done
from meetings.forms.requested_views import LinkForm
from meetings.models import Meeting, RequestedView
from meetings.services import requested_views
from meetings.views.access import coordinator_plans, staff_sees, the_meeting
from themes.services import view_board


@staff_sees
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The round of the meeting with its board in short; the coordinator names or makes one."""
    meeting, person = the_meeting(request, public_id), cast(Person, request.user)
    may_plan = person.has_perm("meetings.plan")
    if request.method == "POST" and not may_plan:
        raise PermissionDenied
    one = requested_views.of(meeting)
    usable = may_plan and not meeting.is_over and meeting.state != "cancelled"
    form = LinkForm(request.POST or None, meeting=meeting) if usable else None
    if (
        form
        and request.method == "POST"
        and done(form, lambda: requested_views.link(meeting, by=person, **form.values()))
    ):  # type: ignore[arg-type]
        messages.success(request, _("Saved. The meeting's plan of letters asks the regions and reminds them."))
        return redirect("meetings:meeting_views", public_id)
    about: dict[str, Any] = {"section": "work", "tab": "views", "meeting": meeting, "form": form, "one": one}
    about |= {"may_plan": may_plan, "board": view_board.board(one.round) if one else None}
    about |= days_of(meeting, one)
    return render(request, "meetings/meeting_views.html", about, status=422 if form and form.errors else 200)


def linked(form: LinkForm, meeting: Meeting, person: Person) -> bool:
    """Names the round; False with the form's errors."""
    return done(form, lambda: requested_views.link(meeting, by=person, **form.values()))


def days_of(meeting: Meeting, one: RequestedView | None) -> dict[str, Any]:
    """When the round is closed, and whether its last day lies too late for that."""
    late = bool(one and one.round.due and one.round.due > requested_views.last_due(meeting))
    return {"closes_on": requested_views.closes_on(one) if one else None, "due_too_late": late}


@coordinator_plans
@require_POST
def leave(request: HttpRequest, public_id: str) -> HttpResponse:
    """The meeting does without views."""
    requested_views.unlink(the_meeting(request, public_id), by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The meeting asks for no views any more. The round itself goes on."))
    return redirect("meetings:meeting_views", public_id)
