"""What deadlines, the year clock and change notices put on the shelves of the floors below."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.models import Person
from forum.shelves import Drawer, MenuItem


def fill() -> None:
    """Fills the shelves; called once when the floor is ready."""
    from meetings.views import year_clock

    shelves.staff_menu.put(
        "year clock", MenuItem(_("Year clock"), "meetings:year_clock", "work", "meetings.plan"), order=15
    )
    shelves.desk_page.put("year clock", Drawer("meetings/_year_clock.html", year_clock.on_desk), order=12)
    shelves.personal_data.put("calendar feeds", own_data)
    shelves.departures.put("calendar feeds", forget)


def own_data(person: Person) -> dict[str, Any]:
    """The person's calendar feeds, for their own export; not the secret addresses themselves."""
    from meetings.models import FeedKey

    found = FeedKey.objects.filter(person=person).order_by("feed")
    return {"calendar_feeds": [{"feed": one.feed, "made_at": one.made_at.isoformat()} for one in found]}


def forget(*, person: Person, by: Person | None = None) -> None:
    """Secret addresses of somebody who is anonymised open nothing any more."""
    from meetings.models import FeedKey

    FeedKey.objects.filter(person=person).delete()
