"""The year's public pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from forum.rules import is_staff
from meetings.models import Cycle
from meetings.services import years


@require_safe
def present(request: HttpRequest) -> HttpResponse:
    """The year of the next meeting, or word that none has been published."""
    return _draw(request, years.present(request.user))


@require_safe
def one(request: HttpRequest, year: int) -> HttpResponse:
    """One year; staff see also years that are not public."""
    cycles = Cycle.objects.select_related("programme")
    return _draw(request, get_object_or_404(cycles if is_staff(request.user) else cycles.public(), year=year))


def _draw(request: HttpRequest, cycle: Cycle | None) -> HttpResponse:
    """The page of the year, or of no year."""
    context: dict[str, Any] = {"section": "year", "cycle": cycle, "others": years.others(cycle)}
    if cycle is not None:
        meetings = years.meetings_of(cycle, request.user)
        rounds = years.rounds_of(cycle, meetings)
        context |= {
            "rounds": rounds,
            "meetings": meetings,
            "months": years.months(cycle, meetings),
            "legend": years.legend(meetings),
            "loose": years.loose(cycle, meetings),
            "turns": years.turns(cycle, request.user) if rounds else [],
            "waiting": years.waiting(cycle, rounds),
            "paired": any(one.prepares for one in rounds),
            "next_year": cycle.year + 1,
        }
    return render(request, "meetings/year.html", context)
