"""What the regions' floor shows on somebody's desk."""

from typing import Any

from django.db.models import Exists
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.models import Person
from forum.shelves import Task
from regions import rules
from regions.models import FigureImport, FigureSource, Seat
from regions.people import role_words


def empty_seats(person: Person) -> list[Task]:
    """Seats that nobody alive and reachable holds wait for the coordinator."""
    if not person.has_perm("regions.manage_seats"):
        return []
    count = Seat.objects.without_living_holder().count()
    if not count:
        return []
    title = ngettext(
        "%(count)d seat has no holder who can be reached",
        "%(count)d seats have no holder who can be reached",
        count,
    )
    return [
        Task(
            title=title % {"count": count},
            text=_("Appoint a holder or correct the address, so that no region is silent by accident."),
            url=f"{reverse('regions:seats')}?show=empty",
            verb=_("Look at the seats"),
            kind="seats",
        )
    ]


def figures_wait() -> Exists:
    """Whether any file of figures waits: asked in the same query as the signed-in person."""
    return Exists(FigureImport.objects.waiting())


def tables_in_trouble() -> Exists:
    """Whether any live table cannot be fetched: asked in the same query as the signed-in person."""
    return Exists(FigureSource.objects.in_trouble())


def figures_waiting(person: Person) -> list[Task]:
    """Files of figures that wait for the coordinator, and live tables that cannot be fetched. Two queries, if any."""
    some = getattr(person, "figures_wait", True) or getattr(person, "tables_in_trouble", True)
    if not some or not person.has_perm("regions.manage_figures"):
        return []
    waiting, trouble = FigureImport.objects.waiting().count(), FigureSource.objects.in_trouble().count()
    url = reverse("regions:figure_imports")
    tasks = []
    if waiting:
        title = ngettext("%(n)s file of figures waits", "%(n)s files of figures wait", waiting) % {"n": waiting}
        text = _("Look at what would change, and take it in or drop it.")
        tasks.append(Task(title=title, text=text, url=url, verb=_("Look at the figures"), kind="figures"))
    if trouble:
        title = ngettext("%(n)s live table does not answer", "%(n)s live tables do not answer", trouble) % {
            "n": trouble
        }
        text = _("It has failed several times in a row. Correct its address, or wait.")
        tasks.append(Task(title=title, text=text, url=url, verb=_("Look at the tables"), kind="figures"))
    return tasks


def acting_for(request: HttpRequest) -> dict[str, Any] | None:
    """The seats and duties of the reader, in words; nothing for those who have none."""
    mandates = rules.mandates_of(request.user)
    return (
        {"words": [role_words(mandate) for mandate in sorted(mandates, key=lambda mandate: mandate.seat is None)]}
        if mandates
        else None
    )


def region_state(request: HttpRequest) -> dict[str, Any] | None:
    """The seats of the regions the reader acts for, whose deputies its contact names; nothing for others."""
    regions = rules.person_regions(request.user)
    if not regions:
        return None
    seats = Seat.objects.in_use().filter(region__in=regions).with_people().order_by("-kind", "number")
    of_region = {region: [seat for seat in seats if seat.region_id == region.pk] for region in regions}
    names_in = [region for region in regions if rules.contact_of(request.user, region)]
    return {"region_seats": of_region, "reader": request.user, "names_in": names_in}
