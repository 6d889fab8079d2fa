"""What notes and points put on the shelves of the floors below."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.shelves import Drawer, MenuItem
from regions.models import Region


def fill() -> None:
    """Fills the shelves; called once when the floor is ready."""
    from meetings.notes_furnishing import furnish
    from meetings.services import notes_letters, notes_people, notes_tasks

    shelves.person_facts.put("notes_are_open", notes_tasks.notes_are_open)
    shelves.person_facts.put("points_wait", notes_tasks.points_wait)
    shelves.desk_tasks.put("notes", notes_tasks.tasks, order=20)
    shelves.region_page.put("points", Drawer("meetings/_region_points.html", points_of_region), order=45)
    shelves.site_map.put("notes", public_pages, order=55)
    item = MenuItem(_("Points to the ministries"), "meetings:points", "work", "meetings.see_workspace")
    shelves.staff_menu.put("points", item, order=25)
    shelves.letter_kinds.put(notes_letters.CHECKING, _("Notes for checking"))
    shelves.letter_kinds.put(notes_letters.PUBLISHED, _("Notes published"))
    shelves.letter_kinds.put(notes_letters.CORRECTED, _("Public notes corrected"))
    shelves.letter_secrets.put(notes_letters.CHECKING, notes_letters.fresh_link)
    shelves.personal_data.put("notes", notes_people.own_data)
    shelves.departures.put("notes", notes_people.leave_notes, order=40)
    shelves.examples.put("notes", furnish, order=85)


def points_of_region(request: HttpRequest, *, region: Region) -> dict[str, Any] | None:
    """What the region raised in public notes, and what came of it. At most two queries."""
    from meetings.services import notes_reading

    raised = notes_reading.raised_by(region)
    return {"raised": raised} if raised else None


def public_pages() -> list[tuple[str, dict[str, Any]]]:
    """The public notes, for the site map. One query."""
    from meetings.models import Meeting

    ids = Meeting.objects.public().filter(notes__state="public").values_list("public_id", flat=True)
    return [("meetings:meeting_notes", {"public_id": public_id}) for public_id in ids]
