"""What papers, documents and prints put on the shelves."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.models import Person

POSITIONS = 30
"""Where the positions of the regions stand in a binder: between the brief and the open action points."""
DEEDS = {
    "agenda.copy": _("Agenda copied from another meeting"),
    "agenda.duplicate": _("Agenda item duplicated"),
    "papers.add": _("Paper added"),
    "papers.change": _("Paper changed"),
    "papers.move": _("Paper moved"),
    "papers.put_back": _("Removed paper put back"),
    "papers.remove": _("Paper removed"),
    "papers.take_file_back": _("File of a paper taken away"),
}
FIELDS: dict[str, Any] = {
    "copied_from": _("Copied from"),
    "files": _("Files"),
    "for_seats_only": _("Only for those who are invited"),
    "item": _("Agenda item"),
    "items": _("Number of items"),
}


def fill() -> None:
    """Fills the shelves; called once when the floor is ready."""
    from meetings import paper_furnishing
    from meetings.services import binder

    shelves.binder_parts.put("agenda", binder.agenda_part, order=10)
    shelves.binder_parts.put("brief", binder.brief_parts, order=20)
    shelves.binder_parts.put("actions", binder.actions_part, order=40)
    shelves.binder_parts.put("participants", binder.participants_part, order=50)
    shelves.binder_parts.put("papers", binder.papers_part, order=60)
    shelves.personal_data.put("papers", own_data)
    shelves.examples.put("papers", paper_furnishing.furnish, order=90)
    shelves.put_log_words(deeds=DEEDS, kinds={"paper": _("paper")}, fields=FIELDS)


def own_data(person: Person) -> dict[str, Any]:
    """The files a person has added to papers, for their own export."""
    from meetings.models import PaperFile

    found = PaperFile.objects.filter(added_by=person).without_content().order_by("added_at")
    return {
        "papers": [
            {"paper": str(one.paper), "file": one.name, "language": one.language, "at": one.added_at.isoformat()}
            for one in found
        ]
    }
