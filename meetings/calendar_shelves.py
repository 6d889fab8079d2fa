"""What calendars put on the shelves of the floors below."""

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.shelves import Drawer


def fill() -> None:
    """Fills the shelves; called once when the floor is ready."""
    from meetings.views import calendars

    shelves.footer.put("calendars", (_("Calendars and feeds"), "meetings:calendars"))
    shelves.profile_page.put("my calendar", Drawer("meetings/_my_calendar.html", calendars.on_profile))
    shelves.site_map.put("calendars", lambda: [("meetings:calendars", {})], order=55)
