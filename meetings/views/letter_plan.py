"""The plan of letters of a meeting: what leaves when and to whom, and what the coordinator does about it."""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF
from csp.decorators import csp, csp_update
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from forum.services import harmless
from forum.states import IllegalMove
from forum.views.mail_room import FRAME
from forum.views.staff import done
from meetings.forms.letter_plan import CallForm, MoveForm, SkipForm
from meetings.services import calls, ladder, letter_plan, letter_steps
from meetings.services.letter_rules import Situation, letter_rules
from meetings.views import dry_run_words, letter_words
from meetings.views.access import coordinator_plans, staff_sees, the_meeting, the_meeting_head
from meetings.views.invitations import answers_on_behalf, the_invitation
from meetings.views.letter_words import Line

FORM = require_http_methods(["GET", "HEAD", "POST"])


@staff_sees
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every step; for the coordinator with who gets it and the way to decide about it."""
    meeting = the_meeting(request, public_id)
    may_plan = request.user.has_perm("meetings.plan")  # type: ignore[union-attr]
    about = {
        "section": "work",
        "tab": "letters",
        "meeting": meeting,
        "lines": letter_words.lines(meeting, in_full=may_plan),
        "may_plan": may_plan,
    }
    return render(request, "meetings/letter_plan.html", about)


@coordinator_plans
@FORM
@csp_update({"frame-src": [SELF]})
def step(request: HttpRequest, public_id: str, rule: str) -> HttpResponse:
    """One step: who gets it and why, who does not and why; a POST does what the pressed button says."""
    meeting = the_meeting(request, public_id)
    row = next((one for one in letter_plan.of(meeting) if one.rule == rule), None)
    if row is None:
        raise Http404
    row.meeting = meeting
    line = letter_words.line(row, Situation(meeting))
    given = request.POST or None
    does = request.POST.get("do", "")
    forms = {
        "move": MoveForm(given if does == "move" else None, initial={"day": line.suggested}),
        "skip": SkipForm(given if does == "skip" else None),
    }
    if request.method == "POST" and _do(request, does, line, forms):
        return redirect("meetings:letter_plan", public_id)
    about = {"section": "work", "tab": "letters", "meeting": meeting, "line": line, **forms}
    about |= dry_run_words.of(meeting, rule, line.to)
    return render(request, "meetings/letter_step.html", about, status=422 if _wrong(forms) else 200)


def _wrong(forms: dict[str, Any]) -> bool:
    return any(form.errors for form in forms.values())


def _do(request: HttpRequest, does: str, line: Line, forms: dict[str, Any]) -> bool:
    """Does what the button says; False when the page is to be shown again."""
    row, by, form = line.row, request.user, forms.get(does)
    try:
        if does in {"send", "release"}:
            return _let_go(request, does, line)
        if does == "move":
            kept = done(form, lambda: letter_steps.move(row, to=form.cleaned_data["day"], by=by))  # type: ignore
        elif does == "skip":
            kept = done(form, lambda: letter_steps.skip(row, reason=form.cleaned_data["reason"], by=by))  # type: ignore
        else:
            kept = does in ACTS and (ACTS[does](row, by=by) or True)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    except IllegalMove:
        messages.error(request, _("Somebody else was quicker: the step stands otherwise now."))
        return True
    if kept:
        messages.success(request, _("“%(step)s”: done.") % {"step": line.rule.label})
    return bool(kept)


ACTS: dict[str, Callable[..., Any]] = {
    "take_back": letter_steps.take_back,
    "pause": letter_steps.pause,
    "resume": letter_steps.resume,
    "follow": letter_steps.follow_again,
}


def _let_go(request: HttpRequest, does: str, line: Line) -> bool:
    """Sends or releases to those who were shown; when they have changed they are shown again."""
    if request.POST.get("seen") != line.seen:
        messages.warning(request, _("Who gets the letter has changed meanwhile. Look at the list again."))
        return False
    reason = request.POST.get("reason", "")
    if does == "release":
        letter_steps.release(line.row, by=request.user, reason=reason)  # type: ignore[arg-type]
        messages.success(request, _("“%(step)s”: released.") % {"step": line.rule.label})
        return True
    count = len(ladder.send_now(line.row, by=request.user, reason=reason))  # type: ignore[arg-type]
    messages.success(request, dry_run_words.left(count))
    return True


@coordinator_plans
@xframe_options_sameorigin
@csp(FRAME)
@require_safe
def example(request: HttpRequest, public_id: str, rule: str) -> HttpResponse:
    """A chosen receiver's letter of the step as it would be written now, for the frame."""
    meeting = the_meeting_head(request, public_id)
    if not letter_rules.has(rule):
        raise Http404
    return HttpResponse(dry_run_words.example(meeting, rule, harmless.line(request.GET.get("as", ""))))


def on_desk(request: HttpRequest) -> dict[str, Any] | None:
    """What of all plans leaves today, waits for release, or was missed; for coordinators. One query."""
    if not request.user.has_perm("meetings.plan"):  # type: ignore[union-attr]
        return None
    found = [letter_words.line(row, None) for row in letter_plan.on_desk()]
    return {"groups": _groups(found)} if found else None


def _groups(found: list[Line]) -> list[tuple[str, list[Line]]]:
    missed = [line for line in found if line.row.state == "missed"]
    waiting = [line for line in found if line.waits]
    today = [line for line in found if line not in missed and line not in waiting]
    named = [(_("Missed"), missed), (_("Waits for your release"), waiting), (_("Leaves today"), today)]
    return [(words, lines) for words, lines in named if lines]


@answers_on_behalf
@FORM
def call(request: HttpRequest, public_id: str) -> HttpResponse:
    """Notes a call about a silent seat; then the answer can be recorded."""
    invitation = the_invitation(public_id)
    form = CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        calls.note(invitation, text=form.cleaned_data["text"], by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The call has been noted."))
        target = "meetings:invitation" if request.POST.get("do") == "answer" else "meetings:call_list"
        return redirect(target, public_id if request.POST.get("do") == "answer" else invitation.meeting.public_id)
    noted = calls.of([invitation]).get(invitation.pk, [])
    about = {"section": "work", "invitation": invitation, "meeting": invitation.meeting, "form": form, "noted": noted}
    return render(request, "meetings/call_note.html", about, status=422 if form.errors else 200)
