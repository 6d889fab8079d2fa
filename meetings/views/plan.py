"""One draft of a year: its rounds as a form, its months, its rules; naming, copying, removing, accepting it."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forum import dates
from forum.states import IllegalMove
from meetings.deadline_words import LABELS
from meetings.deadlines import DEFAULT_OFFSETS, day_of
from meetings.forms.confirming import give
from meetings.forms.plan import HALVES, NameForm, RoundsForm, RulesForm, moved
from meetings.models import Plan
from meetings.services import plan_acceptance, plan_calendar, plan_checks, plans
from meetings.services.plan_facts import Planned
from meetings.services.plan_reading import Draft
from meetings.services.plan_rules import LEVELS
from meetings.views.access import coordinator_plans, staff_sees
from meetings.views.plans import the_draft
from themes.services.clash import Clash

FORM = require_http_methods(["GET", "HEAD", "POST"])


@staff_sees
@FORM
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The draft: what speaks against it, its rounds to change, its months. POST saves the rounds."""
    draft = the_draft(public_id)
    may_plan = request.user.has_perm("meetings.plan")  # type: ignore[union-attr]
    may_change = may_plan and draft.plan.state == "draft"
    form = RoundsForm(draft=draft)
    if request.method == "POST":
        if not may_plan:
            raise PermissionDenied
        form = RoundsForm(request.POST, draft=draft)
        if may_change and form.is_valid() and saved(request, draft, form):
            return redirect(reverse("meetings:plan", args=[public_id]) + anchor(request))
    return render(request, "meetings/plan.html", {**shown(draft, form), "may_plan": may_plan, "may_change": may_change})


def anchor(request: HttpRequest) -> str:
    """Back to the round whose button was pressed."""
    number = request.POST.get("move", "").partition(" ")[0]
    return f"#round-{number}" if number.isdecimal() else ""


def saved(request: HttpRequest, draft: Draft, form: RoundsForm) -> bool:
    """Saves what was typed and moves what a button asked for; False when somebody else was quicker."""
    rounds = moved(form.rounds(), request.POST.get("move", ""))
    try:
        plans.change(draft.plan, revision=form.cleaned_data["revision"], rounds=rounds, by=request.user)  # type: ignore[arg-type]
    except Clash:
        message = _(
            "Somebody else changed this draft while you were looking at it. "
            "Your dates are still here, not saved; saving again puts them in the place of what is saved now."
        )
        form.add_error(None, message)
        data = cast(QueryDict, form.data).copy()
        data["revision"] = str(draft.plan.revision)
        form.data = data
        return False
    messages.success(request, said(rounds, request.POST.get("move", "")))
    return True


def said(rounds: list[Planned], wish: str) -> str:
    """What was done, in words: the new days of a round that was moved."""
    number = wish.partition(" ")[0]
    for one in rounds:
        if str(one.number) == number:
            days = {level: dates.short(one.half(level).day) for level in LEVELS}
            text = _("Round %(number)s: officials' meeting %(officials)s, politicians' meeting %(politicians)s.")
            return text % {"number": number, **days}
    return _("The draft has been saved.")


def shown(draft: Draft, form: RoundsForm) -> dict[str, Any]:
    """What the page shows."""
    return {
        "section": "work",
        "draft": draft,
        "plan": draft.plan,
        "form": form,
        "rows": [round_row(draft, form, one) for one in draft.rounds],
        "lines": table_lines(draft),
        "months": plan_calendar.months(draft),
        "next_year": draft.plan.year + 1,
        "name_form": NameForm(initial={"name": draft.plan.name}),
    }


def round_row(draft: Draft, form: RoundsForm, one: Planned) -> dict[str, Any]:
    """One round: its fields, its theme, what speaks against it."""
    halves = [
        {
            "level": level,
            "name": HALVES[level],
            "day": form[f"{one.number}_{level}_day"],
            "where": form[f"{one.number}_{level}_where"],
            "half": one.half(level),
            "place": draft.where(one.half(level)),
            "week": one.half(level).day.isocalendar().week,
        }
        for level in LEVELS
    ]
    about = {"number": one.number, "theme": draft.themes[one.theme], "lead": one.lead, "snags": draft.of_round(one)}
    return {**about, "halves": halves, "theme_field": form[f"{one.number}_theme"]}


def table_lines(draft: Draft) -> list[dict[str, Any]]:
    """The year as a table: each meeting in order of time with its week, place, and days since the meeting before."""
    lines: list[dict[str, Any]] = []
    for one in plan_checks.in_time(draft.rounds):
        for level in LEVELS:
            half = one.half(level)
            since = (half.day - lines[-1]["day"]).days if lines else None
            line = {"round": one.number, "name": HALVES[level], "level": level, "day": half.day, "since": since}
            lines.append({**line, "week": half.day.isocalendar().week, "where": draft.where(half)})
            lines[-1]["theme"] = draft.themes[one.theme]
    return lines


@coordinator_plans
@FORM
def rules(request: HttpRequest, public_id: str) -> HttpResponse:
    """Other rules, and the draft is proposed anew."""
    draft = the_draft(public_id)
    plan = draft.plan
    form = RulesForm(request.POST or None, rules=draft.rules, programme=plan.programme)
    if request.method == "POST" and form.is_valid() and proposed(request, plan, form):
        return redirect("meetings:plan", public_id)
    return render(request, "meetings/plan_rules.html", {"section": "work", "form": form, "plan": plan})


def proposed(request: HttpRequest, plan: Plan, form: RulesForm) -> bool:
    """Proposes again; False when the draft was accepted, or somebody else was quicker."""
    wanted = {"programme": form.cleaned_data["programme"], "rules": form.rules()}
    try:
        plans.propose_again(plan, revision=plan.revision, by=request.user, **wanted)  # type: ignore[arg-type]
    except Clash as clash:
        form.add_error(None, stopped(clash.now))  # type: ignore[arg-type]
        return False
    messages.success(request, _("The draft has been proposed anew."))
    return True


def stopped(plan: Plan) -> str:
    """Why a draft could not be changed."""
    if plan.state == "accepted":
        return _("This draft has been accepted, so it stays as it is.")
    return _("Somebody else changed this draft just now. Look at it, and try again.")


@coordinator_plans
@require_POST
def rename(request: HttpRequest, public_id: str) -> HttpResponse:
    """Another name for the draft."""
    plan = get_object_or_404(Plan, public_id=public_id)
    form = NameForm(request.POST)
    if form.is_valid() and give(form, lambda: renamed(request, plan, form)):
        messages.success(request, _("The draft is now called “%(name)s”.") % {"name": plan.name})
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("meetings:plan", public_id)


def renamed(request: HttpRequest, plan: Plan, form: NameForm) -> bool:
    """Gives the draft the form's name."""
    plans.rename(plan, name=form.cleaned_data["name"], by=request.user)  # type: ignore[arg-type]
    return True


@coordinator_plans
@require_POST
def copy(request: HttpRequest, public_id: str) -> HttpResponse:
    """A draft like this one."""
    made = plans.copy(get_object_or_404(Plan, public_id=public_id), by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("This is the copy: “%(name)s”.") % {"name": made.name})
    return redirect("meetings:plan", made.public_id)


@coordinator_plans
@FORM
def remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Asks, then removes the draft."""
    plan = get_object_or_404(Plan, public_id=public_id)
    if request.method == "POST":
        try:
            plans.remove(plan, by=request.user)  # type: ignore[arg-type]
        except IllegalMove:
            messages.error(request, stopped(plan))
            return redirect("meetings:plan", public_id)
        messages.success(request, _("The draft “%(name)s” has been removed.") % {"name": plan.name})
        return redirect("meetings:plans", plan.year)
    context = {
        "title": _("Remove the draft “%(name)s” of %(year)s?") % {"name": plan.name, "year": plan.year},
        "text": _("Its days, themes and hosts are lost. Other drafts of the year stay."),
        "verb": _("Remove the draft"),
        "cancel": reverse("meetings:plan", args=[public_id]),
        "danger": True,
        "trail": [(reverse("meetings:plans", args=[plan.year]), _("Drafts of %(year)s") % {"year": plan.year})],
    }
    return render(request, "confirm.html", {"section": "work", **context})


@coordinator_plans
@FORM
def accept(request: HttpRequest, public_id: str) -> HttpResponse:
    """Shows what the year will be, with every deadline; POST makes it."""
    draft = the_draft(public_id)
    plan = draft.plan
    if plan.state == "accepted":
        messages.info(request, _("This draft has been accepted: here is its year."))
        return redirect("meetings:cycle", plan.year)
    if request.method == "POST" and accepted(request, plan):
        return redirect("meetings:cycle", plan.year)
    meetings = table_lines(draft)
    context = {
        "plan": plan,
        "draft": draft,
        "lines": meetings,
        "deadlines": deadline_lines(draft, meetings),
        "taken": plan_acceptance.taken_words(plan.year) if plan_acceptance.is_taken(plan.year) else "",
    }
    return render(request, "meetings/plan_accept.html", {"section": "work", **context})


def accepted(request: HttpRequest, plan: Plan) -> bool:
    """Makes the year; False when it cannot be made."""
    try:
        revision = int(request.POST.get("revision", ""))
        cycle = plan_acceptance.accept(plan, revision=revision, by=request.user)  # type: ignore[arg-type]
    except ValueError:
        messages.error(request, _("Look at the draft once more before you accept it."))
        return False
    except IllegalMove as error:
        if error.row.state == "accepted":  # type: ignore[attr-defined]
            messages.info(request, _("This draft has been accepted: here is its year."))
            return True
        messages.error(request, _("The draft was changed just now. Look at it once more before you accept it."))
        return False
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return False
    said = _("The year %(year)s has been made with %(n)s meetings and their deadlines. It is not public yet.")
    messages.success(request, said % {"year": cycle.year, "n": cycle.meetings.count()})
    return True


def deadline_lines(draft: Draft, meetings: list[dict[str, Any]]) -> list[tuple[Any, list[Any]]]:
    """Each deadline with its day for each of the meetings."""

    def offset(key: str) -> int:
        return int(draft.offsets.get(key, DEFAULT_OFFSETS[key]))

    return [(label, [day_of(key, line["day"], offset) for line in meetings]) for key, label in LABELS.items()]
