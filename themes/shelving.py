"""What themes and briefs put on the lower floors' shelves."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.shelves import Drawer, MenuItem
from themes import (
    brief_furnishing,
    drawers,
    following_furnishing,
    furnishing,
    log_words,
    subjects,
    talk_shelves,
    topics,
)
from themes.models import Brief, BriefSeries, Theme


def fill() -> None:
    """Called once, when the app is ready."""
    log_words.fill()
    topics.fill()
    subjects.fill()
    talk_shelves.fill()
    shelves.furnishings.put("programmes", furnishing.furnish_programmes, order=40)
    shelves.examples.put("networks", furnishing.join_networks, order=40)
    shelves.examples.put("briefs", brief_furnishing.furnish, order=60)
    shelves.examples.put("following", following_furnishing.furnish, order=92)
    shelves.furnishings.put("briefs", furnishing.furnish_briefs, order=45)
    shelves.main_menu.put("themes", MenuItem(_("Themes"), "themes:themes", "themes"), order=20)
    shelves.main_menu.put("briefs", MenuItem(_("Briefs"), "themes:briefs", "briefs"), order=40)
    tool = MenuItem(_("Briefs in the making"), "themes:brief_work", "work", "themes.see_draft_brief")
    shelves.staff_menu.put("briefs", tool, order=27)
    shelves.front_page.put("brief", Drawer("themes/_front_brief.html", drawers.newest_brief), order=10)
    shelves.front_page.put("themes", Drawer("themes/_front_themes.html", drawers.own_themes), order=20)
    shelves.region_page.put("figures", Drawer("themes/_region_figures.html", drawers.region_figures), order=20)
    shelves.region_list.put("figures", Drawer("themes/_compare_link.html", drawers.comparable), order=20)
    shelves.site_map.put("themes", public_pages, order=20)


def public_pages() -> list[tuple[str, dict[str, Any]]]:
    """The public pages of themes and briefs, for the site map."""
    themes = [
        ("themes:theme", {"programme": programme, "slug": slug})
        for programme, slug in Theme.objects.values_list("programme__key", "slug")
    ]
    briefs = [
        ("themes:brief", {"public_id": public_id})
        for public_id in Brief.objects.public().values_list("public_id", flat=True)
    ]
    series = [("themes:brief_series", {"slug": slug}) for slug in BriefSeries.objects.values_list("slug", flat=True)]
    return [("themes:themes", {}), ("themes:briefs", {}), *themes, *briefs, *series]
