"""The notes of a meeting as a document: a public version as it was frozen, or for staff the notes as they are now."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from forum import dates
from forum.documents import Block, Document, Facts, Heading, Listing, Part, Table, Text, Words
from forum.texts import LocalText, from_dict
from meetings.models import ActionPoint, Meeting, NotesVersion
from meetings.services import agenda_document, coverage, notes_content


def newest(meeting: Meeting) -> NotesVersion | None:
    """The newest public version. One query."""
    return NotesVersion.objects.filter(notes__meeting=meeting, notes__state="public").order_by("-number").first()


def of_version(meeting: Meeting, version: NotesVersion) -> Document:
    """The frozen version."""
    words = _("Version %(number)s, published %(day)s.")
    said = words % {"number": version.number, "day": dates.numeric(version.made_at)}
    return document(meeting, version.content, said)


def of_draft(meeting: Meeting) -> Document:
    """The notes as they are written now."""
    return document(meeting, notes_content.of(meeting), _("This is a draft. The notes have not been published yet."))


def document(meeting: Meeting, content: Mapping[str, Any], standing: str) -> Document:
    """The notes with the meeting's facts, who was represented, and the action points."""
    title = _("Notes: %(meeting)s") % {"meeting": agenda_document.name_of(meeting)}
    facts: list[Block] = [*agenda_document.head(meeting)[:1], Text(standing, "small")]
    parts = [item_part(item) for item in content["items"]]
    parts += [part for part in (represented(meeting), actions(meeting)) if part]
    return Document(title, agenda_document.kicker(meeting), facts, parts)


def item_part(item: Mapping[str, Any]) -> Part:
    """What the notes say of one item."""
    blocks: list[Block] = []
    if background := from_dict(item["background"]):
        blocks.append(Text(background))
    if item["points"]:
        blocks += [Heading(_("Points raised")), Listing([point(one) for one in item["points"]])]
    if conclusions := from_dict(item["conclusions"]):
        blocks += [Heading(_("Conclusions")), Text(conclusions)]
    if item["contact"]:
        blocks.append(Facts([(_("Contact"), item["contact"])]))
    if not blocks:
        blocks.append(Text(_("Nothing has been written down on this item."), "small"))
    title = from_dict(item["title"])
    numbered = LocalText(f"{item['number']}. {title}", title.lang, title.fallback)
    return Part(f"item-{item['id']}", numbered, blocks)


def point(one: Mapping[str, Any]) -> Words:
    """A point with who raised it, and who answers by when."""
    who = ", ".join(filter(None, [from_dict(one["by"]), from_dict(one["as"])])) or _("The participants together")
    pieces: tuple[Any, ...] = (f"{who}: ", from_dict(one["text"]))
    if one["due"]:
        words = _("%(who)s answers by %(day)s")
        day = dates.numeric(date.fromisoformat(one["due"]))
        pieces = (*pieces, " (" + words % {"who": from_dict(one["to"]), "day": day} + ")")
    return pieces


def represented(meeting: Meeting) -> Part | None:
    """The regions that were at the table."""
    regions = coverage.represented_regions(meeting)
    if not regions:
        return None
    return Part("represented", _("Represented regions"), [Listing(sorted((one.name for one in regions), key=str))])


def actions(meeting: Meeting) -> Part | None:
    """The public action points that the meeting gave."""
    found = ActionPoint.objects.public().filter(meeting=meeting).select_related("owner")
    rows: list[list[Words]] = [[one.title, one.owner.name, dates.numeric(one.due)] for one in found]
    if not rows:
        return None
    table = Table("", [_("What"), _("Who"), _("By")], rows, shares=[6, 4, 2])
    return Part("actions", _("Action points"), [table])
