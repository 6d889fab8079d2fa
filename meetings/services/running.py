"""Running a meeting: which item is on, how far behind the clock we are, and what the regions said on the item."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from forum import clock
from forum.models import Person
from forum.services import audit
from forum.services.verbs import quiet_verb
from meetings.models import AgendaItem, Meeting
from meetings.services import agenda
from themes.models import Comment


@dataclass
class Running:
    """The agenda on its day. `row` is the item that is on, None before the first and after the last.

    `behind` are minutes behind the agenda (negative: ahead); `left` minutes left of the item; both 0 without `row`.
    """

    rows: list[agenda.Row]
    row: agenda.Row | None = None
    behind: int = 0
    left: int = 0
    said: list[Comment] = field(default_factory=list)

    def ends_at(self, row: agenda.Row) -> datetime:
        """When an item that is on or still to come ends, if the rest takes its time."""
        return row.ends_at + timedelta(minutes=self.behind)


def of(meeting: Meeting) -> Running:
    """How the meeting runs now. The item that was begun last is on; until one is begun, the clock decides."""
    rows = agenda.timed(meeting)
    now = clock.now()
    begun = [row for row in rows if row.item.begun_at]
    if begun:
        row = max(begun, key=lambda one: one.item.begun_at or now)
        assert row.item.begun_at
        behind = minutes(row.item.begun_at - row.starts_at)
        left = row.item.minutes - minutes(now - row.item.begun_at)
        return Running(rows, row, behind + max(-left, 0), left, said_on(row.item))
    on = next((one for one in rows if one.starts_at <= now < one.ends_at), None)
    return Running(rows, on, 0, minutes(on.ends_at - now) if on else 0, said_on(on.item) if on else [])


def minutes(span: timedelta) -> int:
    """Whole minutes, rounded down."""
    return int(span.total_seconds() // 60)


def said_on(item: AgendaItem) -> list[Comment]:
    """What has been said on the item, officials' preparation first, by region."""
    if item.thread_id is None:
        return []
    found = Comment.objects.filter(thread=item.thread_id).standing_out().roots().select_related("region")
    return sorted(found, key=lambda one: (one.standing != "preparation", one.region.code if one.region else "~"))


@quiet_verb
def begin(item: AgendaItem, *, by: Person) -> None:
    """The chair goes on to this item."""
    AgendaItem.objects.filter(pk=item.pk).update(begun_at=clock.now())
    audit.record("agenda.begin", by=by, about=item)


@quiet_verb
def take_back(item: AgendaItem, *, by: Person) -> None:
    """The item was not begun after all; the one before it is on again."""
    AgendaItem.objects.filter(pk=item.pk).update(begun_at=None)
    audit.record("agenda.take_back_begin", by=by, about=item)
