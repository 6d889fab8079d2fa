"""Notes for readers: a version's plain data in the active language, with the answers that have come since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from forum.texts import LocalText, from_dict
from meetings.models import AgendaItem, Meeting, Notes, NotesVersion, Point
from regions.models import Region

SHOWN = 12


@dataclass(frozen=True)
class PointShown:
    """A point as readers see it; `live` is its row, where the answer is."""

    id: str
    by: LocalText
    seat: LocalText
    region: str
    carried: bool
    text: LocalText
    to: LocalText
    due: date | None
    live: Point | None

    @property
    def answer(self) -> Point | None:
        """The point's row when its answer can be read: given, and in every required language (rule 7)."""
        point = self.live
        return point if point and point.answered_at and not point.answer_lacks else None


@dataclass(frozen=True)
class Voice:
    """The points that one region or organisation raised on an item."""

    by: LocalText
    region: str
    points: list[PointShown] = field(default_factory=list)


@dataclass(frozen=True)
class ItemShown:
    """What the notes say of one item."""

    id: str
    number: int
    title: LocalText
    background: LocalText
    voices: list[Voice]
    conclusions: LocalText
    contact: str

    @property
    def has_text(self) -> bool:
        """Whether anything was written."""
        return bool(self.background or self.voices or self.conclusions)


def shown(content: Mapping[str, Any]) -> list[ItemShown]:
    """The items in the active language. One query, for the answers."""
    ids = [point["id"] for item in content["items"] for point in item["points"]]
    live = Point.everything.select_related("answers_by").in_bulk(ids, field_name="public_id") if ids else {}
    return [_item(item, live) for item in content["items"]]


def _item(item: Mapping[str, Any], live: Mapping[str, Point]) -> ItemShown:
    texts = {name: from_dict(item[name]) for name in ("title", "background", "conclusions")}
    points = [_point(point, live.get(point["id"])) for point in item["points"]]
    return ItemShown(item["id"], item["number"], voices=voices(points), contact=item["contact"], **texts)


def _point(point: Mapping[str, Any], live: Point | None) -> PointShown:
    due = date.fromisoformat(point["due"]) if point["due"] else None
    by, seat, text, to = (from_dict(point[name]) for name in ("by", "as", "text", "to"))
    return PointShown(point["id"], by, seat, point["region"], point["carried"], text, to, due, live)


def voices(points: list[PointShown]) -> list[Voice]:
    """The points of each region and organisation together, in the order in which they first spoke."""
    found: dict[str, Voice] = {}
    for point in points:
        found.setdefault(str(point.by), Voice(point.by, point.region)).points.append(point)
    return list(found.values())


def versions(meeting: Meeting) -> list[NotesVersion]:
    """The public versions, newest first, without their content."""
    return list(NotesVersion.objects.filter(notes__meeting=meeting).defer("content"))


def version(meeting: Meeting, number: int | None = None) -> NotesVersion | None:
    """One public version; the newest when no number is given."""
    found = NotesVersion.objects.filter(notes__meeting=meeting)
    return (found if number is None else found.filter(number=number)).order_by("-number").first()


@dataclass(frozen=True)
class Raised:
    """A point that a region has raised, and in which meeting."""

    meeting: Meeting
    point: PointShown


def raised_by(region: Region) -> list[Raised]:
    """The region's points in public notes, newest meeting first, as the newest version has them. Two queries."""
    own = Point.objects.filter(region=region, carried_from=None)
    return [one for one in in_public_notes(own) if one.point.region == region.code]


def in_public_notes(points: QuerySet[Point]) -> list[Raised]:
    """Those that stand in public notes, newest meeting first, as the newest version has them. Two queries."""
    known = points.filter(item__notes_section__notes__state="public").select_related(
        "region", "organisation", "mandate__seat", "answers_by", "item__meeting__kind"
    )
    rows = list(known.order_by("-item__meeting__starts_at", "pk")[:SHOWN])
    words = published_words({row.item.meeting_id for row in rows})
    return [Raised(row.item.meeting, _point(words[row.public_id], row)) for row in rows if row.public_id in words]


def published_words(meetings: set[int]) -> dict[str, Any]:
    """The points of the meetings' newest public versions, by id. One query."""
    newest = NotesVersion.objects.filter(notes=OuterRef("notes")).order_by("-number").values("pk")[:1]
    found = NotesVersion.objects.filter(notes__meeting__in=meetings, pk=Subquery(newest)) if meetings else []
    return {point["id"]: point for one in found for item in one.content["items"] for point in item["points"]}


def is_public(notes: Notes | None) -> bool:
    """Whether everybody may read them."""
    return notes is not None and notes.state == Notes.State.PUBLIC


@dataclass(frozen=True)
class Concluded:
    """What was concluded of one item, for the meeting's page."""

    number: int
    title: LocalText
    conclusions: LocalText


def concluded(meeting: Meeting) -> list[Concluded]:
    """The conclusions of public notes. One query, none before the notes are public."""
    found = version(meeting) if meeting.state == Meeting.State.NOTES_PUBLIC else None
    items = found.content["items"] if found else []
    return [
        Concluded(item["number"], from_dict(item["title"]), from_dict(item["conclusions"]))
        for item in items
        if any(item["conclusions"].values())
    ]


def carried_points(items: Iterable[AgendaItem]) -> dict[int, list[Point]]:
    """The points that were carried to the items from the officials' meeting. One query, none without such items."""
    carried = [item.pk for item in items if item.carried_from_id]
    if not carried:
        return {}
    found: dict[int, list[Point]] = {}
    for point in Point.objects.filter(item__in=carried, carried_from__isnull=False).with_words():
        found.setdefault(point.item_id, []).append(point)
    return found
