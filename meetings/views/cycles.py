"""The coordinator's years: list, one year, its rounds."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.forms.confirming import give
from meetings.forms.cycle import CycleForm, RoundForm, RoundThemeForm
from meetings.models import Cycle, Plan, Round
from meetings.services import cycles, rounds, years
from meetings.views.access import coordinator_plans, staff_sees, the_cycle
from meetings.views.plans import next_year
from themes.models import Programme

FORM = require_http_methods(["GET", "HEAD", "POST"])


@staff_sees
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All years."""
    found = Cycle.objects.select_related("programme").prefetch_related("rounds__theme", "meetings")
    may_plan = request.user.has_perm("meetings.plan")  # type: ignore[union-attr]
    drafts = list(Plan.objects.order_by("-year").values("year").annotate(n=Count("pk")))
    year = next_year()
    context = {"cycles": found, "drafts": drafts, "plan_year": year, "may_plan": may_plan}
    context["has_drafts"] = any(row["year"] == year for row in drafts)
    return render(request, "meetings/cycles.html", {"section": "work", **context})


@coordinator_plans
@FORM
def new(request: HttpRequest) -> HttpResponse:
    """Begins a year."""
    newest = Cycle.objects.order_by("-year").first()
    first = {
        "year": newest.year + 1 if newest else None,
        "programme": Programme.objects.filter(is_default=True).first(),
    }
    form = CycleForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("year", "programme")}
        cycle = give(form, lambda: cycles.create(by=request.user, **values))  # type: ignore[arg-type]
        if cycle:
            messages.success(request, _("The year %(year)s has been made. Add its first round.") % {"year": cycle.year})
            return redirect("meetings:cycle", cycle.year)
    return render(request, "meetings/cycle_form.html", {"section": "work", "form": form})


@staff_sees
@require_safe
def one(request: HttpRequest, year: int) -> HttpResponse:
    """A year: its rounds with their meetings, and which themes it covers."""
    cycle = the_cycle(year)
    return render(request, "meetings/cycle.html", {"section": "work", **_plan(request, cycle)})


def _plan(request: HttpRequest, cycle: Cycle) -> dict[str, Any]:
    """What the page of a year shows."""
    meetings = years.meetings_of(cycle, request.user)
    found = years.rounds_of(cycle, meetings)
    return {
        "cycle": cycle,
        "rounds": found,
        "loose": years.loose(cycle, meetings),
        "waiting": years.waiting(cycle, found),
        "next_year": cycle.year + 1,
        "turns": years.turns(cycle, request.user),
        "may_plan": request.user.has_perm("meetings.plan"),  # type: ignore[union-attr]
    }


@coordinator_plans
@FORM
def edit(request: HttpRequest, year: int) -> HttpResponse:
    """Changes a year's programme."""
    cycle = the_cycle(year)
    form = CycleForm(request.POST or None, cycle=cycle, initial={"programme": cycle.programme_id})
    if request.method == "POST" and form.is_valid():
        programme = form.cleaned_data["programme"]
        if give(form, lambda: cycles.change(cycle, by=request.user, programme=programme) or True):  # type: ignore[arg-type, func-returns-value]
            messages.success(request, _("The changes have been saved."))
            return redirect("meetings:cycle", cycle.year)
    return render(request, "meetings/cycle_form.html", {"section": "work", "form": form, "cycle": cycle})


@coordinator_plans
@require_POST
def publish(request: HttpRequest, year: int) -> HttpResponse:
    """Makes the year public."""
    cycle = the_cycle(year)
    cycles.publish(cycle, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The year %(year)s is now public.") % {"year": cycle.year})
    return redirect("meetings:cycle", cycle.year)


@coordinator_plans
@FORM
def round_new(request: HttpRequest, year: int) -> HttpResponse:
    """One form makes a round: theme, officials' meeting, politicians' meeting."""
    cycle = the_cycle(year)
    form = RoundForm(request.POST, cycle=cycle) if request.method == "POST" else _proposed(cycle)
    if form.is_bound and form.is_valid():
        halves = {half: form.values(half) for half in ("officials", "politicians")}
        made = give(form, lambda: rounds.add(cycle, theme=form.cleaned_data["theme"], by=request.user, **halves))  # type: ignore[arg-type]
        if made:
            said = _("Round %(number)s has been made with its two meetings. They are not public yet.")
            messages.success(request, said % {"number": made.number})
            return redirect("meetings:cycle", cycle.year)
    return render(request, "meetings/round_form.html", {"section": "work", "form": form, "cycle": cycle})


def _proposed(cycle: Cycle) -> RoundForm:
    """The form with the days and the theme that the portal proposes."""
    days = dict(zip(("officials_day", "politicians_day"), rounds.proposal(cycle) or (), strict=False))
    waiting = cycles.waiting_themes(cycle, cycle.rounds.values_list("theme_id", flat=True))
    theme = min(waiting, key=lambda one: one.order).theme if waiting else None
    return RoundForm(cycle=cycle, initial={**days, "theme": theme})


@coordinator_plans
@FORM
def round_edit(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Another theme for a round, or its removal while nobody outside has seen it."""
    found = get_object_or_404(
        Round.objects.select_related("cycle__programme", "theme"), cycle__year=year, number=number
    )
    form = RoundThemeForm(request.POST if request.POST.get("do") == "theme" else None, round=found)
    if request.method == "POST" and _changed(request, found, form):
        return redirect("meetings:cycle", year)
    return render(request, "meetings/round_edit.html", {"section": "work", "form": form, "round": found})


def _changed(request: HttpRequest, found: Round, form: RoundThemeForm) -> bool:
    """Does what the page's button asks; False when it cannot be done."""
    try:
        if request.POST.get("do") == "remove":
            rounds.remove(found, by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("The round has been removed."))
            return True
        if form.is_valid():
            rounds.change(found, theme=form.cleaned_data["theme"], by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("The round has a new theme."))
            return True
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return False
