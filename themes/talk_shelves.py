"""What regional development discussions put on the floors' shelves."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.shelves import Drawer, MenuItem
from regions.models import Region
from themes import talk_furnishing
from themes.models import Brief, Talk, Theme
from themes.services import talk_reading

LINES = "themes/_talks.html"


def fill() -> None:
    """Fills the shelves."""
    shelves.region_page.put("talks", Drawer(LINES, of_region), order=60)
    shelves.theme_page.put("talks", Drawer(LINES, of_theme), order=60)
    shelves.brief_page.put("talks", Drawer(LINES, of_brief), order=60)
    item = MenuItem(_("Regional development discussions"), "themes:talks_work", "work", "themes.write_talks")
    shelves.staff_menu.put("talks", item, order=25)
    shelves.footer.put("talks", (_("Regional development discussions"), "themes:talks"), order=20)
    shelves.site_map.put("talks", public_pages, order=45)
    shelves.examples.put("talks", talk_furnishing.furnish, order=91)


def of_region(request: HttpRequest, *, region: Region, **about: Any) -> dict[str, Any] | None:
    """Discussions with the region. One query."""
    return listed(regions=region)


def of_theme(request: HttpRequest, *, theme: Theme, **about: Any) -> dict[str, Any] | None:
    """Discussions on the theme. One query."""
    return listed(themes=theme)


def of_brief(request: HttpRequest, *, brief: Brief, **about: Any) -> dict[str, Any] | None:
    """Discussions held on the ground of the brief. One query."""
    return listed(briefs=brief)


def listed(**about: Any) -> dict[str, Any] | None:
    """The section, when there is something in it."""
    found = talk_reading.public_of(**about)
    return {"talks": found, "kinds": talk_reading.KINDS} if found else None


def public_pages() -> list[tuple[str, dict[str, Any]]]:
    """The list and the public records, for the site map. One query."""
    ids = Talk.objects.public().values_list("public_id", flat=True)
    return [("themes:talks", {}), *(("themes:talk", {"public_id": one}) for one in ids)]
