"""The coordinator's workspace of a meeting."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.states import IllegalMove
from meetings.forms.briefs import BriefForm
from meetings.forms.confirming import give
from meetings.forms.meeting import CancelForm, MeetingForm
from meetings.services import agenda, facts, meetings, planning, standing
from meetings.views import step_acts
from meetings.views.access import coordinator_plans, staff_sees, the_cycle, the_meeting

FORM = require_http_methods(["GET", "HEAD", "POST"])


@staff_sees
@require_safe
def overview(request: HttpRequest, public_id: str) -> HttpResponse:
    """Where the meeting stands, and what is to be done next."""
    meeting = the_meeting(request, public_id)
    rows, read = agenda.timed(meeting), facts.briefs_of(meeting)
    stand = standing.of_one(meeting)
    may_plan = request.user.has_perm("meetings.plan")  # type: ignore[union-attr]
    context = {
        "section": "work",
        "tab": "overview",
        "meeting": meeting,
        "briefs": read,
        "drafts": facts.drafts_of(meeting),
        "brief_form": BriefForm(meeting=meeting, read=read) if may_plan else None,
        "lines": step_acts.lines(meeting, stand, may_plan=may_plan),
        "changing": stand.changing,
        "invited": facts.invited(meeting),
        "rows": rows,
        "overrun": agenda.overrun(meeting, rows),
        "warnings": [] if meeting.is_over else planning.warnings(meeting),
        "may_plan": may_plan,
    }
    return render(request, "meetings/workspace.html", context)


@coordinator_plans
@require_POST
def briefs(request: HttpRequest, public_id: str) -> HttpResponse:
    """Puts a brief among those read for the meeting, or (`drop`) takes one away."""
    meeting = the_meeting(request, public_id)
    read = facts.briefs_of(meeting)
    form = BriefForm(request.POST, meeting=meeting, read=read)
    dropped = next((brief for brief in read if brief.public_id == request.POST.get("drop")), None)
    if dropped:
        meetings.drop_brief(meeting, brief=dropped, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("“%(title)s” is no longer read for the meeting.") % {"title": dropped.heading})
    elif form.is_valid():
        brief = form.cleaned_data["brief"]
        meetings.read_brief(meeting, brief=brief, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("“%(title)s” is read for the meeting.") % {"title": brief.heading})
    else:
        messages.error(request, _("Choose a brief from the list."))
    return redirect("meetings:workspace", public_id)


@coordinator_plans
@FORM
def new(request: HttpRequest, year: int) -> HttpResponse:
    """Plans one meeting, in a round or outside the rounds."""
    cycle = the_cycle(year)
    form = MeetingForm(request.POST or None, cycle=cycle)
    if request.method == "POST" and form.is_valid():
        made = give(form, lambda: meetings.create(cycle, by=request.user, **form.values()))  # type: ignore[arg-type]
        if made:
            messages.success(request, _("The meeting has been planned. Nobody outside sees it before you announce it."))
            return redirect("meetings:workspace", made.public_id)
    return render(request, "meetings/meeting_form.html", {"section": "work", "form": form, "cycle": cycle})


@coordinator_plans
@require_POST
def announce(request: HttpRequest, public_id: str) -> HttpResponse:
    """Tells everybody the day."""
    meeting = the_meeting(request, public_id)
    done = _try(request, lambda: meetings.announce(meeting, by=request.user))  # type: ignore[arg-type]
    if done:
        messages.success(request, _("The meeting has been announced: everybody can see its day."))
    return redirect("meetings:workspace", public_id)


@coordinator_plans
@require_POST
def hold(request: HttpRequest, public_id: str) -> HttpResponse:
    """Says that the meeting was held."""
    meeting = the_meeting(request, public_id)
    if _try(request, lambda: meetings.hold(meeting, by=request.user)):  # type: ignore[arg-type]
        messages.success(request, _("The meeting has been marked as held."))
    return redirect("meetings:workspace", public_id)


@coordinator_plans
@FORM
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Cancels the meeting, after its name and a reason have been said."""
    meeting = the_meeting(request, public_id)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if _try(request, lambda: meetings.cancel(meeting, by=request.user, reason=reason)):  # type: ignore[arg-type]
            messages.success(request, _("The meeting has been cancelled."))
        return redirect("meetings:workspace", public_id)
    return render(request, "meetings/cancel.html", {"section": "work", "form": form, "meeting": meeting})


def _try(request: HttpRequest, act: Any) -> bool:
    """Runs a verb; says in words why it cannot be done."""
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    except IllegalMove:
        messages.error(request, _("This cannot be done any more: the meeting's state has changed."))
        return False
    return True
