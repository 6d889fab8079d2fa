"""Verbs of periods without meetings: entered by hand, or taken in from a calendar file after a look at it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from forum import clock
from forum.models import Person
from forum.services import audit
from forum.services.verbs import quiet_verb
from meetings.models import BlockedPeriod
from meetings.services.calendar_reading import Entry
from meetings.services.planning import refusal

YEARS_AHEAD = 4
SEAL = "meetings.blocked_periods"
SEAL_HOLDS = 24 * 3600
NEW, CHANGED, SAME, GONE = "new", "changed", "same", "gone"


@quiet_verb
def add(*, by: Person, **values: Any) -> BlockedPeriod:
    """A new period. Raises ValidationError by field."""
    check(values)
    made = BlockedPeriod.objects.create(added_by=by, added_at=clock.now(), **values)
    audit.record("blocked_periods.add", by=by, about=made, details=values)
    return made


@quiet_verb
def change(period: BlockedPeriod, *, by: Person, **values: Any) -> None:
    """Changes the period. Raises ValidationError by field."""
    check(values)
    details = audit.changes(period, values)
    for name, value in values.items():
        setattr(period, name, value)
    period.save(update_fields=list(values))
    audit.record("blocked_periods.change", by=by, about=period, details=details)


@quiet_verb
def remove(period: BlockedPeriod, *, by: Person) -> None:
    """Removes the period: its days may hold meetings again."""
    audit.record("blocked_periods.remove", by=by, about=period)
    BlockedPeriod.objects.filter(pk=period.pk).delete()


def check(values: dict[str, Any]) -> None:
    """Refuses a period that ends before it begins, or has no name."""
    if values["last_day"] < values["first_day"]:
        raise refusal("last_day", _("The last day must not come before the first."), "order")
    if not any(values[f"name_{code}"] for code in ("fi", "sv", "en")):
        raise refusal("name_fi", _("Give the period a name in one language at least."), "name")


def window() -> tuple[date, date]:
    """The days that are read from calendar files: from today to the end of the years that can soon be planned."""
    today = clock.today()
    return today, date(today.year + YEARS_AHEAD, 12, 31)


@dataclass(frozen=True)
class Import:
    """What is to be taken in from a file: as which calendar's, in which language its names are, whom it concerns."""

    source: str
    language: str
    level: str
    entries: Sequence[Entry]

    def values(self, entry: Entry) -> dict[str, Any]:
        """The entry as a row's values."""
        return {
            f"name_{self.language}": entry.name,
            "first_day": entry.first,
            "last_day": entry.last,
            "level": self.level,
        }

    def sealed(self) -> str:
        """Everything in one text that comes back from the preview's form unchanged, or not at all."""
        rows = [[one.uid, one.name, one.first.isoformat(), one.last.isoformat()] for one in self.entries]
        return signing.dumps([self.source, self.language, self.level, rows], salt=SEAL, compress=True)


def unsealed(text: str) -> Import:
    """What `sealed` made. Raises signing.BadSignature when it is not that, or is older than a day."""
    source, language, level, rows = signing.loads(text, salt=SEAL, max_age=SEAL_HOLDS)
    entries = [Entry(uid, name, date.fromisoformat(first), date.fromisoformat(last)) for uid, name, first, last in rows]
    return Import(source, language, level, entries)


@dataclass(frozen=True)
class Row:
    """A line of the preview: what the file says (or a period that it no longer has), and what taking in would do."""

    uid: str
    name: str
    first: date
    last: date
    what: str


def preview(given: Import) -> list[Row]:
    """What taking in would do, by day; periods of the calendar that the file no longer has come last. One query."""
    known = {one.uid: one for one in of_source(given.source)}
    rows = [
        Row(entry.uid, entry.name, entry.first, entry.last, what_happens(given, entry, known.get(entry.uid)))
        for entry in given.entries
    ]
    first, last = window()
    found = {entry.uid for entry in given.entries}
    gone = [one for uid, one in known.items() if uid not in found and one.last_day >= first and one.first_day <= last]
    return rows + [Row(one.uid, str(one.name), one.first_day, one.last_day, GONE) for one in gone]


def what_happens(given: Import, entry: Entry, known: BlockedPeriod | None) -> str:
    """Whether the entry is new, changes a period, or says what is known."""
    if known is None:
        return NEW
    return SAME if all(getattr(known, name) == value for name, value in given.values(entry).items()) else CHANGED


def of_source(source: str) -> Iterable[BlockedPeriod]:
    """The periods taken in from a calendar of that name."""
    return BlockedPeriod.objects.filter(source=source).exclude(uid="")


@quiet_verb
def take_in(given: Import, *, chosen: Iterable[str], by: Person) -> dict[str, int]:
    """Takes in the chosen entries (by uid), and removes the chosen ones that the file no longer has; counts by deed.

    Taking in twice is harmless.
    """
    chosen, counts = set(chosen), {NEW: 0, CHANGED: 0, GONE: 0}
    by_uid = {entry.uid: entry for entry in given.entries}
    for row in preview(given):
        if row.uid not in chosen or row.what == SAME:
            continue
        counts[row.what] += 1
        mine = BlockedPeriod.objects.filter(source=given.source, uid=row.uid)
        if row.what == GONE:
            mine.delete()
        elif row.what == CHANGED:
            mine.update(**given.values(by_uid[row.uid]))
        else:
            at = {"added_by": by, "added_at": clock.now()}
            BlockedPeriod.objects.create(source=given.source, uid=row.uid, **at, **given.values(by_uid[row.uid]))
    audit.record("blocked_periods.take_in", by=by, about=None, name=given.source, details=counts)
    return counts
