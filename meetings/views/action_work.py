"""The coordinator's action points of a meeting."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from forum import dates
from forum.states import IllegalMove
from meetings.forms import actions as forms
from meetings.forms.confirming import give
from meetings.models import ActionPoint, AgendaItem, Meeting
from meetings.services import action_items, action_owners, actions
from meetings.views.access import coordinator_plans, staff_sees, the_meeting
from themes.services.clash import Clash

FORM = require_http_methods(["GET", "HEAD", "POST"])


@staff_sees
@FORM
def of_meeting(request: HttpRequest, public_id: str) -> HttpResponse:
    """The meeting's action points; the coordinator adds more under them."""
    meeting, may_plan = the_meeting(request, public_id), request.user.has_perm("meetings.plan")  # type: ignore[union-attr]
    if request.method == "POST" and not may_plan:
        raise PermissionDenied
    form = forms.ActionForm(request.POST or None, meeting=meeting) if may_plan else None
    if form and request.method == "POST" and form.is_valid():
        made = actions.add(meeting, by=request.user, **form.values())  # type: ignore[arg-type]
        messages.success(request, _("“%(title)s” has been added.") % {"title": made.title})
        return redirect("meetings:actions_of_meeting", public_id)
    about = {**_shown(meeting), "form": form, "may_plan": may_plan}
    return render(request, "meetings/actions_of_meeting.html", about, status=status_of(form))


def status_of(form: BaseForm | None) -> int:
    """422 for a form that comes back because something in it is not right."""
    return 422 if form is not None and form.is_bound else 200


def _shown(meeting: Meeting) -> dict[str, Any]:
    """The meeting's action points with whom letters go to, and those its agenda lists."""
    found = list(meeting.action_points.with_row().select_related("contact", "item").order_by("due", "pk"))  # type: ignore[attr-defined]
    receivers = action_owners.receivers(found)
    waiting = [one for one in found if not one.is_public and one.state != "dropped"]
    return {
        "section": "work",
        "tab": "actions",
        "meeting": meeting,
        "rows": [{"action": one, "receivers": receivers[one.pk]} for one in found],
        "unpublished": len(waiting),
        "missing": [words for one in waiting for words in actions.missing_languages(one)],
        "earlier": action_items.open_for(meeting),
        "on_agenda": meeting.agenda_items.filter(purpose=AgendaItem.Purpose.ACTION_POINTS).exists(),
    }


def _action(public_id: str) -> ActionPoint:
    rows = ActionPoint.objects.with_row().select_related(
        "contact", "meeting__cycle", "meeting__round", "meeting__theme"
    )
    return get_object_or_404(rows, public_id=public_id)


def _trail(action: ActionPoint) -> list[tuple[str, str]]:
    """The breadcrumb above a page about one action point."""
    return [(_back(action), _("Action points")), (reverse("meetings:action", args=[action.public_id]), str(action))]


def _back(action: ActionPoint) -> str:
    return reverse("meetings:actions_of_meeting", args=[action.meeting.public_id])


@coordinator_plans
@FORM
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Changes an action point; when somebody else has changed it meanwhile, both texts are shown."""
    action = _action(public_id)
    form = forms.ActionForm(request.POST or None, meeting=action.meeting, action=action)
    about: dict[str, Any] = {"section": "work", "form": form, "action": action, "meeting": action.meeting}
    if request.method == "POST" and form.is_valid():
        try:
            changed = give(form, lambda: _save(request, action, form), {})
        except Clash as clash:
            changed, about["clash"] = None, _both(form, clash.now)  # type: ignore[arg-type]
        if changed is not None:
            messages.success(request, _("The changes have been saved.") if changed else _("Nothing was changed."))
            return redirect(_back(action))
    return render(request, "meetings/action_edit.html", {**about, "trail": _trail(action)}, status=status_of(form))


def _save(request: HttpRequest, action: ActionPoint, form: forms.ActionForm) -> dict[str, Any]:
    revision = form.cleaned_data["revision"] or 0
    return actions.change(action, by=request.user, revision=revision, **form.values())  # type: ignore[arg-type]


def _both(form: forms.ActionForm, now: ActionPoint) -> list[dict[str, Any]]:
    """What is saved now beside what was typed, where they differ; saving again then means the typed text."""
    form.data = {**form.data.dict(), "revision": now.revision}  # type: ignore[attr-defined]
    rows = []
    for name, typed in form.values().items():
        saved = getattr(now, name)
        if saved != typed:
            rows.append({"label": form[name].label, "saved": saved or "–", "typed": typed or "–"})
    return rows


@coordinator_plans
@FORM
def drop(request: HttpRequest, public_id: str) -> HttpResponse:
    """Drops the action point, after its name has been shown and a reason given."""
    action = _action(public_id)
    form = forms.DropForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _move(request, action, "dropped", form.cleaned_data["reason"], _("The action point has been dropped."))
        return redirect(_back(action))
    title = _("Drop “%(title)s”?") % {"title": action.title}
    about = {"section": "work", "title": title, "form": form, "verb": _("Drop the action point"), "danger": True}
    text = _("It stays in the list and says why. Its owner gets no more letters. You can open it again.")
    about |= {"text": text, "cancel": _back(action), "trail": _trail(action)[:1]}
    return render(request, "confirm.html", about, status=status_of(form))


@coordinator_plans
@require_POST
def reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    """Opens again what was dropped or done."""
    action = _action(public_id)
    to = "open" if action.state == "dropped" else "under_way"
    _move(request, action, to, "", _("The action point is open again."))
    return redirect(_back(action))


def _move(request: HttpRequest, action: ActionPoint, to: str, words: str, done: str) -> None:
    """Moves the action point, for the secretariat; says when somebody else was quicker."""
    said: dict[str, Any] = {"by": request.user, "organisation": None, "language": dates.active()}
    try:
        actions.report(action, state=to, text=words, **said)
        messages.success(request, done)
    except (IllegalMove, ValidationError):
        messages.error(request, _("This cannot be done any more: the action point's state has changed."))


@coordinator_plans
@FORM
def day(request: HttpRequest, public_id: str) -> HttpResponse:
    """Takes the day that the owner proposes, or lets the present one stand."""
    action = _action(public_id)
    form = forms.DayForm(request.POST or None)
    if action.proposed_due is None:
        messages.info(request, _("No other day is proposed any more."))
        return redirect(_back(action))
    if request.method == "POST" and form.is_valid():
        said = {"accept": form.cleaned_data["decision"] == "accept", "reason": form.cleaned_data["reason"]}
        if give(form, lambda: actions.decide_day(action, by=request.user, **said) or True, {}):  # type: ignore[arg-type, func-returns-value]
            told = _("The owner and everybody else see your decision on the action point's page.")
            by_letter = "" if said["accept"] else " " + _("The owner also gets it by letter.")
            messages.success(request, told + by_letter)
            return redirect(_back(action))
    about = {
        "section": "work",
        "title": _("Proposed day"),
        "form": form,
        "verb": _("Save the decision"),
        "action": action,
    }
    about |= {"cancel": _back(action), "trail": _trail(action)}
    return render(request, "meetings/action_day.html", about, status=status_of(form))


@coordinator_plans
@require_POST
def publish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Makes the meeting's action points public and tells their owners."""
    meeting = the_meeting(request, public_id)
    reason = request.POST.get("override", "")[:500]
    try:
        count = actions.publish_of(meeting, by=request.user, override=reason)  # type: ignore[arg-type]
        words = ngettext("%(n)s action point is now public.", "%(n)s action points are now public.", count)
        messages.success(request, words % {"n": count} + " " + _("Their owners get a letter."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("meetings:actions_of_meeting", public_id)


@coordinator_plans
@require_POST
def put_on_agenda(request: HttpRequest, public_id: str) -> HttpResponse:
    """Puts the theme's open action points on the meeting's agenda by hand."""
    meeting = the_meeting(request, public_id)
    if action_items.put(meeting, by=request.user):  # type: ignore[arg-type]
        messages.success(request, _("The open action points are on the agenda."))
    return redirect("meetings:agenda", public_id)
