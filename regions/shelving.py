"""What the regions' floor puts on the ground floor's shelves."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.shelves import Drawer, MenuItem
from regions import desk, furnishing, furnishing_figures, log_words, network_shelves, people, rules, subjects, topics
from regions.models import Indicator, Network, Region
from regions.services import departures


def fill() -> None:
    """Called once, when the app is ready."""
    shelves.furnishings.put("places", furnishing.furnish, order=20)
    shelves.examples.put("people", furnishing.furnish_people, order=20)
    shelves.furnishings.put("figures", furnishing_figures.furnish, order=30)
    shelves.example_people.put("places", furnishing.people_to_try, order=20)
    shelves.letter_kinds.put("seat_appointment", _("Seat appointment"))
    shelves.desk_head.put("mandates", Drawer("regions/_desk_head.html", desk.acting_for), order=10)
    shelves.person_facts.put("has_mandate", rules.has_mandate)
    shelves.person_facts.put("figures_wait", desk.figures_wait)
    shelves.person_facts.put("tables_in_trouble", desk.tables_in_trouble)
    shelves.departures.put("places", departures.leave_places, order=20)
    shelves.main_menu.put("regions", MenuItem(_("Regions"), "regions:regions", "regions"), order=30)
    shelves.site_map.put("places", public_pages, order=30)
    shelves.front_lead.put("regions", Drawer("regions/_front_lead.html", how_many), order=30)
    shelves.desk_tasks.put("seats", desk.empty_seats, order=60)
    shelves.desk_tasks.put("figures", desk.figures_waiting, order=70)
    shelves.footer.put("open-data", (_("Open data"), "regions:indicators"))
    shelves.desk_page.put("my-region", Drawer("regions/_desk_seats.html", desk.region_state), order=40)
    shelves.personal_data.put("mandates", people.own_data, order=20)
    shelves.person_page.put("mandates", Drawer("regions/_person_mandates.html", people.mandates), order=20)
    shelves.people_duties.put("mandates", people.duties, order=20)
    for order, entry in enumerate(people.FILTERS):
        shelves.people_filters.put(entry.name, entry, order=order)
    for one in people.LETTER_FILTERS:
        shelves.letter_filters.put(one.name, one)
    shelves.letter_subjects.put("seat", people.named_seats)
    staff_menu()
    topics.fill()
    subjects.fill()
    network_shelves.fill()
    log_words.fill()


def how_many(request: HttpRequest) -> dict[str, Any] | None:
    """The number of regions, for the sentence at the top of the front page."""
    number = Region.objects.count()
    return {"number": number} if number else None


def staff_menu() -> None:
    """The coordinator's tools of this floor, and the people of the floor below (listed here in one order)."""
    for order, (name, label, permission) in enumerate(
        [
            ("seats", _("Seats"), "regions.see_seats"),
            ("organisations", _("Organisations"), "regions.manage_organisations"),
            ("networks_staff", _("Networks"), "regions.manage_networks"),
            ("imports", _("Tables in and out"), "regions.manage_seats"),
            ("indicators_staff", _("Indicators"), "regions.manage_figures"),
            ("figure_imports", _("Figures in"), "regions.manage_figures"),
        ]
    ):
        shelves.staff_menu.put(name, MenuItem(label, f"regions:{name}", "work", permission), order=31 + order)


def public_pages() -> list[tuple[str, dict[str, Any]]]:
    """The floor's public pages, for the site map."""
    regions = [("regions:region", {"code": code}) for code in Region.objects.values_list("code", flat=True)]
    networks = [
        ("regions:network", {"public_id": public_id})
        for public_id in Network.objects.active().values_list("public_id", flat=True)
    ]
    slugs = Indicator.objects.filter(observations__isnull=False).distinct().values_list("slug", flat=True)
    data = [("regions:indicator", {"slug": slug}) for slug in slugs]
    lists: list[tuple[str, dict[str, Any]]] = [
        ("regions:regions", {}),
        ("regions:networks", {}),
        ("regions:indicators", {}),
    ]
    return [*lists, *regions, *networks, *data]
