"""The statistics of a year of meetings: a page for everybody, and one for staff; each table can be taken away."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from forum.rules import is_staff
from forum.services.tables import Table
from forum.views.downloads import download, wanted
from meetings.models import Cycle
from meetings.views import statistics_sheets
from meetings.views.access import staff_sees, the_cycle
from meetings.views.statistics_sheets import Sheet


@require_safe
def public(request: HttpRequest, year: int) -> HttpResponseBase:
    """What everybody may know of the year; staff see also years that are not public."""
    cycles = Cycle.objects.select_related("programme")
    cycle = get_object_or_404(cycles if is_staff(request.user) else cycles.public(), year=year)
    sheets = statistics_sheets.of(cycle, request.user, answers=False, drafts=False)
    return _draw(request, cycle, sheets, {"section": "year"})


@staff_sees
@require_safe
def work(request: HttpRequest, year: int) -> HttpResponseBase:
    """The same for staff; how seats have answered is for the coordinator."""
    cycle = the_cycle(year)
    answers = request.user.has_perm("meetings.see_answers_in_full")  # type: ignore[union-attr]
    sheets = statistics_sheets.of(cycle, request.user, answers=answers, drafts=True)
    return _draw(request, cycle, sheets, {"section": "work", "work": True})


def _draw(request: HttpRequest, cycle: Cycle, sheets: list[Sheet], about: dict[str, Any]) -> HttpResponseBase:
    """The page, or one of its tables as a file."""
    if kind := wanted(request):
        chosen = next((sheet for sheet in sheets if sheet.key == request.GET.get("table", "")), None)
        if chosen is None:
            raise Http404
        name = f"{cycle.year}-{chosen.key}"
        return download(Table(name, [str(head) for head in chosen.heads], chosen.rows, str(chosen.title)), kind)
    return render(request, "meetings/statistics.html", {**about, "cycle": cycle, "sheets": sheets})
