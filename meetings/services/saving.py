"""How sections and points of notes are saved; see themes.services.saving."""

from typing import Any

from meetings.models import NotesRevision, NotesSection, Point
from themes.services import saving
from themes.services.saving import Saved as Saved
from themes.services.saving import Seen as Seen
from themes.services.saving import Sort, in_languages
from themes.services.saving import begin as begin
from themes.services.saving import read_seen as read_seen
from themes.services.saving import refuse as refuse
from themes.services.saving import save as save
from themes.services.saving import seen_all as seen_all
from themes.services.saving import write_seen as write_seen

SECTION_PARTS = {**in_languages("background", "conclusions"), "contact": ("contact", "contact_text")}
POINT_PARTS = {
    **in_languages("text"),
    "raised_by": ("region", "organisation", "mandate"),
    "duty": ("to_ministry", "answers_by", "answer_due"),
    **in_languages("answer"),
}


def parts_of_section(row: Any) -> saving.Parts:
    """Each text in each language, and the contact."""
    return SECTION_PARTS


def parts_of_point(row: Any) -> saving.Parts:
    """Each text in each language, who raised it, who answers by when."""
    return POINT_PARTS


saving.sorts[NotesSection] = Sort(parts_of_section, NotesRevision, "section")
saving.sorts[Point] = Sort(parts_of_point, NotesRevision, "point")
