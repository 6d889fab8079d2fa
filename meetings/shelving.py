"""What the meetings put on the lower floors' shelves."""

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.shelves import Drawer, MenuItem
from meetings import drawers, furnishing, log_words, subjects, talk_shelves, topics
from meetings.homes import homes_of_agenda_items
from meetings.views import desk
from themes.homes import homes


def fill() -> None:
    """Fills the shelves."""
    log_words.fill()
    subjects.fill()
    topics.fill()
    talk_shelves.fill()
    shelves.main_menu.put("year", MenuItem(_("Year"), "meetings:year", "year"), order=10)
    shelves.staff_menu.put(
        "years", MenuItem(_("Years of meetings"), "meetings:cycles", "work", "meetings.see_workspace"), order=10
    )
    shelves.front_hero.put("next meeting", Drawer("meetings/_hero.html", drawers.hero), order=10)
    shelves.theme_page.put("meetings", Drawer("meetings/_theme_meetings.html", drawers.of_theme), order=50)
    shelves.region_page.put("meetings", Drawer("meetings/_region_meetings.html", drawers.of_region), order=50)
    shelves.brief_head.put("meetings", Drawer("meetings/_brief_meetings.html", drawers.of_brief), order=20)
    shelves.desk_page.put("in preparation", Drawer("meetings/_in_preparation.html", desk.in_preparation), order=15)
    shelves.desk_page.put("my meetings", Drawer("meetings/_my_meetings.html", desk.my_meetings), order=10)
    shelves.theme_notes.put("rounds", drawers.theme_notes)
    shelves.site_map.put("meetings", drawers.public_pages, order=50)
    shelves.furnishings.put("kinds", furnishing.furnish_kinds, order=60)
    shelves.examples.put("meetings", furnishing.furnish, order=60)
    homes.put("agenda items", homes_of_agenda_items)
