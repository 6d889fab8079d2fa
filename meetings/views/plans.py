"""Drafts of a year: the list, a new one from rules or from an earlier year, several side by side."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum import clock
from meetings.forms.confirming import give
from meetings.forms.plan import RulesForm
from meetings.models import Cycle, Plan
from meetings.services import plan_acceptance, plan_grounds, plan_reading, plans
from meetings.views.access import coordinator_plans, staff_sees
from themes.models import Programme

FORM = require_http_methods(["GET", "HEAD", "POST"])
FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_COMPARED = 5


def drafts(year: int) -> QuerySet[Plan]:
    """The drafts of a year, oldest first, with what their pages need. 404 for years that cannot be planned."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    found = Plan.objects.filter(year=year).select_related("programme", "made_by", "cycle")
    return found.prefetch_related("rounds").order_by("made_at", "pk")


def next_year() -> int:
    """The year to plan next: the one after the newest that has been begun."""
    newest = Cycle.objects.order_by("-year").values_list("year", flat=True).first()
    return min(max(newest or 0, clock.today().year) + 1, LAST_YEAR)


@staff_sees
@require_safe
def index(request: HttpRequest, year: int) -> HttpResponse:
    """All drafts of the year, and the ways to begin another."""
    found = plan_reading.read(list(drafts(year)))
    context = {
        "section": "work",
        "year": year,
        "drafts": found,
        "all_of_them": "&".join(f"plan={draft.plan.public_id}" for draft in found[:MOST_COMPARED]),
        "before": plan_grounds.last_cycle(year),
        "cycle": Cycle.objects.filter(year=year).first(),
        "years": [other for other in (year - 1, year + 1) if FIRST_YEAR <= other <= LAST_YEAR],
        "may_plan": request.user.has_perm("meetings.plan"),  # type: ignore[union-attr]
    }
    return render(request, "meetings/plans.html", context)


@coordinator_plans
@FORM
def new(request: HttpRequest, year: int) -> HttpResponse:
    """The rules, and from them a draft."""
    drafts(year)
    name = plans.free_name(year, _("Draft"))
    form = RulesForm(request.POST or None, plan_name=name, rules=plans.usual_rules(), programme=usual_programme(year))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = give(
            form,
            lambda: plans.make(
                year,
                name=given["name"],
                programme=given["programme"],
                rules=form.rules(),
                by=request.user,  # type: ignore[arg-type]
            ),
        )
        if made:
            messages.success(
                request, _("The year has been proposed. Nothing is public, and everything can be changed.")
            )
            return redirect("meetings:plan", made.public_id)
    context = {
        "year": year,
        "form": form,
        "before": plan_grounds.last_cycle(year),
        "taken": plan_acceptance.is_taken(year),
        "cancel": reverse("meetings:plans", args=[year]),
    }
    return render(request, "meetings/plan_new.html", {"section": "work", **context})


def usual_programme(year: int) -> Programme | None:
    """The programme of the year when it has been begun, or of the newest year, or else the forum's own."""
    newest = Cycle.objects.filter(year__lte=year).select_related("programme").order_by("-year").first()
    return newest.programme if newest else Programme.objects.filter(is_default=True).first()


@coordinator_plans
@require_POST
def from_year(request: HttpRequest, year: int) -> HttpResponse:
    """A draft with the weeks of the newest year before."""
    drafts(year)
    before = plan_grounds.last_cycle(year)
    if before is None:
        messages.error(request, _("There is no earlier year whose weeks could be copied."))
        return redirect("meetings:plans", year)
    made = plans.copy_year(year, before=before, rules=plans.usual_rules(), by=request.user)  # type: ignore[arg-type]
    said = _("The weeks of %(year)s have been copied, and its days moved to good ones where that was needed.")
    messages.success(request, said % {"year": before.year})
    return redirect("meetings:plan", made.public_id)


@staff_sees
@require_safe
def compare(request: HttpRequest, year: int) -> HttpResponse:
    """The chosen drafts (`plan`, as often as there are) side by side; all of them when none is chosen."""
    found = list(drafts(year))
    chosen = [plan for plan in found if plan.public_id in request.GET.getlist("plan")] or found
    shown = plan_reading.read(chosen[:MOST_COMPARED])
    groups = plan_reading.compared(shown)
    context: dict[str, Any] = {
        "section": "work",
        "year": year,
        "drafts": shown,
        "groups": groups,
        "lines": sum(len(lines) for _name, lines in groups),
        "differing": sum(line.differs for _name, lines in groups for line in lines),
        "left_out": len(chosen) - len(shown),
    }
    return render(request, "meetings/plans_compare.html", context)


def the_draft(public_id: str) -> plan_reading.Draft:
    """The draft with everything its pages say, or 404."""
    rows = Plan.objects.select_related("programme", "made_by", "cycle").prefetch_related("rounds")
    [draft] = plan_reading.read([get_object_or_404(rows, public_id=public_id)])
    return draft
