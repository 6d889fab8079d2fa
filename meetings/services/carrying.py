"""Carrying the officials' outcome to the politicians' agenda: items with their conclusions, and the points raised."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from forum.models import Person
from forum.services import audit
from forum.services.verbs import verb
from forum.texts import LANGUAGES
from meetings.models import AgendaItem, Meeting, NotesSection, Point
from meetings.services import agenda


@dataclass
class Offered:
    """An item of the officials' meeting: what was concluded, its points, and the item it has become, if any."""

    item: AgendaItem
    number: int
    section: NotesSection | None
    become: AgendaItem | None
    points: list[Point] = field(default_factory=list)
    carried: set[int] = field(default_factory=set)

    @property
    def new_points(self) -> list[Point]:
        """The points that have not been carried yet."""
        return [point for point in self.points if point.pk not in self.carried]

    @property
    def is_new(self) -> bool:
        """Whether there is anything left to carry."""
        return self.become is None or bool(self.new_points)

    @property
    def wanted(self) -> bool:
        """Whether it is ticked at first: something came out of it and has not been carried."""
        concluded = self.section is not None and bool(self.section.conclusions)
        return self.is_new and (concluded or bool(self.points))


def offer(meeting: Meeting) -> list[Offered]:
    """What the preparing meeting offers; nothing for a meeting that none prepares. Four queries."""
    before = preparing(meeting)
    if before is None:
        return []
    points = Prefetch("points", queryset=Point.objects.with_words().order_by("position", "pk"))
    items = before.agenda_items.filter(is_break=False).select_related("notes_section")  # type: ignore[attr-defined]
    known = _carried_items(meeting)
    copies = Point.objects.filter(item__meeting=meeting, carried_from__isnull=False)
    done = set(copies.values_list("carried_from", flat=True))
    return [
        Offered(item, number, getattr(item, "notes_section", None), known.get(item.pk), list(item.points.all()), done)
        for number, item in enumerate(items.prefetch_related(points).order_by("position"), 1)
    ]


def preparing(meeting: Meeting) -> Meeting | None:
    """The meeting whose outcome this one starts from, unless it was cancelled."""
    before: Meeting | None = getattr(meeting, "prepared_by", None)
    return before if before and before.state != "cancelled" else None


def _carried_items(meeting: Meeting) -> dict[int, AgendaItem]:
    """The items that have been carried here, by the item they come from."""
    found = AgendaItem.objects.filter(meeting=meeting, carried_from__isnull=False)
    return {item.carried_from_id: item for item in found if item.carried_from_id}


@verb
def carry(meeting: Meeting, *, items: Collection[str], points: Collection[str], by: Person) -> tuple[int, int]:
    """Copies the chosen items and points (by public id) to the end of the agenda; how many of each are new.

    What has been carried is not carried again, so that two who do this at once, or one who does it twice, do it once.
    """
    agenda.lock(meeting)
    made = [0, 0]
    for one in offer(meeting):
        if one.become is None and one.item.public_id not in items:
            continue
        if one.become is None:
            one.become = _copy_item(meeting, one, by)
            made[0] += 1
        for point in one.new_points:
            if point.public_id in points:
                _copy_point(one.become, point)
                made[1] += 1
    if any(made):
        audit.record("carrying.carry", by=by, about=meeting, details={"items": made[0], "points": made[1]})
    return made[0], made[1]


def _copy_item(meeting: Meeting, one: Offered, by: Person) -> AgendaItem:
    """A new item at the end, whose summary is what the officials concluded."""
    concluded = {f"summary_{code}": getattr(one.section, f"conclusions_{code}", "") for code in LANGUAGES}
    titles = {f"title_{code}": getattr(one.item, f"title_{code}") for code in LANGUAGES}
    return agenda.add(meeting, by=by, minutes=one.item.minutes, carried_from=one.item, **titles, **concluded)


def _copy_point(item: AgendaItem, point: Point) -> None:
    """The same words of the same body. The duty to answer stays with the point that was raised."""
    body = {"region": point.region, "organisation": point.organisation, "mandate": point.mandate}
    values = {**body, **point.copied_texts(), "position": point.position, "removed_at": None}
    Point.everything.update_or_create(item=item, carried_from=point, defaults=values)


@verb
def undo(meeting: Meeting, *, by: Person) -> tuple[int, list[str]]:
    """Takes carried items off the agenda again; how many, and the titles of those that stay because of later work.

    Refused once the agenda is public.
    """
    agenda.lock(meeting)
    if meeting.agenda_published_at:
        raise ValidationError(_("The agenda is public. Change or remove its items one by one."), code="public")
    gone, stay = 0, []
    carried = AgendaItem.objects.filter(meeting=meeting, carried_from__isnull=False)
    for item in carried.select_related("meeting", "thread", "carried_from__notes_section").order_by("-position"):
        if _as_it_came(item) and _removed(item, by):
            gone += 1
        else:
            stay.append(str(item.title))
    audit.record("carrying.undo", by=by, about=meeting, details={"items": gone})
    return gone, stay


def _as_it_came(item: AgendaItem) -> bool:
    """Whether its words are still those of the item it was copied from."""
    source = item.carried_from
    assert source
    section = getattr(source, "notes_section", None)
    return all(
        getattr(item, f"title_{code}") == getattr(source, f"title_{code}")
        and getattr(item, f"summary_{code}") == getattr(section, f"conclusions_{code}", "")
        for code in LANGUAGES
    )


def _removed(item: AgendaItem, by: Person) -> bool:
    """Removes it, unless something hangs on it."""
    try:
        agenda.remove(item, by=by)
    except ValidationError:
        return False
    return True
