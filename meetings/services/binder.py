"""The binder of a meeting: all that is to be read for it, as one document for one reader, in the active language.

Its parts come from the shelf `binder_parts`: each is a function(meeting=, reader=) that gives a documents.Part, a list
of them, or None. The positions of the regions stand between the brief and the open action points.
"""

from django.utils.translation import gettext as _

from forum import dates, shelves
from forum.documents import Block, Document, Part, Table, Text, Words
from meetings.models import ActionPoint, Meeting
from meetings.services import agenda_document, facts, participants
from meetings.services.agenda_document import name_of
from meetings.services.paper_lists import Listed
from meetings.services.readers import Reader, sees_agenda
from regions.models import Region
from themes.services import brief_document, brief_reading


def document(meeting: Meeting, reader: Reader) -> Document:
    """The binder. The meeting comes from `the_meeting`."""
    title = _("Binder: %(meeting)s") % {"meeting": name_of(meeting)}
    blocks = [*agenda_document.head(meeting), Text(scope_words(reader), "small")]
    return Document(title, agenda_document.kicker(meeting), blocks, parts_of(meeting, reader), contents=True)


def scope_words(reader: Reader) -> str:
    """For whom it was made."""
    if reader.is_staff:
        return _("For the secretariat and the chair: holds answers and papers that are not public.")
    if reader.is_invited:
        words = _("Made for %(name)s. Holds papers for the invited: do not pass it on.")
        return words % {"name": reader.person.name if reader.person else ""}
    return _("Holds only what is public.")


def parts_of(meeting: Meeting, reader: Reader) -> list[Part]:
    """What the shelf gives, in its order."""
    found: list[Part] = []
    for fetch in shelves.binder_parts.entries():
        part = fetch(meeting=meeting, reader=reader)
        found += part if isinstance(part, list) else [part] if part else []
    return found


def agenda_part(*, meeting: Meeting, reader: Reader) -> Part | None:
    """The agenda with its papers."""
    return agenda_document.part(meeting, reader) if sees_agenda(reader, meeting) else None


def brief_parts(*, meeting: Meeting, reader: Reader) -> list[Part]:
    """The public briefs that are read for the meeting, for the reader's own region or the whole country."""
    briefs = facts.briefs_of(meeting)
    regions = brief_reading.all_regions() if briefs else []
    own = {region.pk for region in reader.regions}
    region: Region | None = next((one for one in regions if one.pk in own), None)
    return [brief_document.part(brief, region=region, regions=regions) for brief in briefs]


def actions_part(*, meeting: Meeting, reader: Reader) -> Part | None:
    """The public action points that earlier meetings on the theme left open."""
    found = ActionPoint.objects.public().standing_before(meeting).with_row().order_by("due", "pk")
    rows: list[list[Words]] = [
        [point.title, point.owner.name, dates.numeric(point.due), state_words(point)] for point in found
    ]
    if not rows:
        return None
    table = Table("", [_("What"), _("Who"), _("By"), _("State")], rows, shares=[6, 4, 2, 2])
    return Part("actions", _("Open action points of the theme"), [table])


def state_words(point: ActionPoint) -> str:
    """How the action point stands."""
    if point.is_overdue:
        return _("Overdue")
    return _("Under way") if point.state == ActionPoint.State.UNDER_WAY else _("Open")


def participants_part(*, meeting: Meeting, reader: Reader) -> Part | None:
    """Who takes part, as far as the reader may know (rule 4)."""
    blocks: list[Block] = participants.blocks(meeting, reader)
    return Part("participants", _("Participants"), blocks) if blocks else None


def papers_part(*, meeting: Meeting, reader: Reader) -> Part | None:
    """All papers once more, one below another: what to fetch where there is a network."""
    if not sees_agenda(reader, meeting):
        return None
    papers = agenda_document.papers_of(meeting, reader)
    all_papers: list[Listed] = [one for found in papers.by_item.values() for one in found]
    if not all_papers:
        return None
    words = Text(_("The papers are fetched from the portal."), "small")
    return Part("papers", _("Papers"), [words, agenda_document.links(all_papers)])
