"""Reading an uploaded calendar file (iCalendar) as days without meetings. The file is hostile until it is read: it is
bounded before the library sees it, its time zones are thrown away, and its repetitions are counted here, never unrolled
from their beginning.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDDDLists

from meetings.services.repeating import Unreadable, starts

MOST_BYTES, MOST_EVENTS, MOST_PERIODS, MOST_DEEP = 500_000, 1_000, 300, 8
LONGEST = timedelta(days=200)
FIRST_YEAR, LAST_YEAR = 1970, 2100
LONGEST_NAME, LONGEST_UID = 200, 255


@dataclass(frozen=True)
class Entry:
    """A period found in the file, both days included; `uid` names it in that file, also next time."""

    uid: str
    name: str
    first: date
    last: date


@dataclass
class Reading:
    """What a file holds: its calendar's name, its periods, how many lie outside the window, what is not read."""

    name: str = ""
    entries: list[Entry] = field(default_factory=list)
    rejected: list[tuple[str, str]] = field(default_factory=list)
    outside: int = 0


def read(content: bytes, *, window: tuple[date, date]) -> Reading:
    """The file's periods that touch the window of days. Raises ValidationError, in words, when it is no such file."""
    calendar = parsed(bounded(content))
    found = Reading(name=clean(calendar.get("X-WR-CALNAME")))
    events = [part for part in calendar.subcomponents if isinstance(part, Event)]
    moved = moved_days(events)
    for event in events:
        name = clean(event.get("SUMMARY"))
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        try:
            entries = list(entries_of(event, name, window, moved))
        except Unreadable as error:
            found.rejected.append((name or _("without a name"), str(error)))
            continue
        found.entries += entries
        found.outside += not entries
    found.entries = sorted({one.uid: one for one in found.entries}.values(), key=lambda one: (one.first, one.uid))
    if len(found.entries) > MOST_PERIODS:
        raise refused(_("The file has more than %(most)s periods in the coming years.") % {"most": MOST_PERIODS})
    return found


def refused(message: str) -> ValidationError:
    """The whole file is refused."""
    return ValidationError(message, code="calendar")


def bounded(content: bytes) -> str:
    """The file's text without its time zones. Raises ValidationError when it is too large, too deep or no calendar."""
    if len(content) > MOST_BYTES:
        raise refused(_("The file is larger than %(kb)s kB.") % {"kb": MOST_BYTES // 1000})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refused(_("The file is not text in UTF-8, so it cannot be read.")) from None
    lines, depth, events, zone = [], 0, 0, False
    for line in text.splitlines():
        word = line.strip().upper()
        depth += word.startswith("BEGIN:") - word.startswith("END:")
        events += word == "BEGIN:VEVENT"
        zone = zone or word == "BEGIN:VTIMEZONE"
        if not zone:
            lines.append(line)
        zone = zone and word != "END:VTIMEZONE"
        if depth > MOST_DEEP or events > MOST_EVENTS:
            raise refused(_("The file has more in it than a calendar of periods would have."))
    if not lines or lines[0].strip().upper() != "BEGIN:VCALENDAR":
        raise refused(_("This is not a calendar file. Choose a file in the iCalendar format (.ics)."))
    return "\r\n".join(lines)


def parsed(text: str) -> Calendar:
    """The calendar. Raises ValidationError when the file is broken: the library raises whatever it stumbles over."""
    try:
        found = Calendar.from_ical(text)
    except Exception:
        raise refused(_("The calendar file is broken and cannot be read.")) from None
    if not isinstance(found, Calendar):
        raise refused(_("The calendar file is broken and cannot be read."))
    return found


def clean(value: Any) -> str:
    """One line of visible characters; nothing that turns the direction of writing."""
    if isinstance(value, list):
        value = value[0]
    text = "".join(letter if letter.isprintable() else " " for letter in str(value or ""))
    return " ".join(text.split())[:LONGEST_NAME]


def moved_days(events: list[Event]) -> dict[str, set[date]]:
    """By uid, the days of repetitions that the file tells of separately."""
    found: dict[str, set[date]] = {}
    for event in events:
        day = value_of(event.get("RECURRENCE-ID"))
        if isinstance(day, date):
            found.setdefault(clean(event.get("UID")), set()).add(local(day))
    return found


def entries_of(event: Event, name: str, window: tuple[date, date], moved: dict[str, set[date]]) -> Iterator[Entry]:
    """The event's periods in the window. Raises Unreadable with the reason."""
    if not name:
        raise Unreadable(_("it has no name"))
    first, last = days_of(event)
    if not FIRST_YEAR <= first.year <= LAST_YEAR or last - first > LONGEST:
        raise Unreadable(_("its days cannot be right"))
    uid, single = clean(event.get("UID")), "RECURRENCE-ID" in event
    if "RRULE" not in event and "RDATE" not in event:
        if first <= window[1] and last >= window[0]:
            yield Entry(key(uid, name, first if single or not uid else None), name, first, last)
        return
    left_out = excluded(event) | (set() if single else moved.get(uid, set()))
    for day in starts(event, first, (window[0] - (last - first), window[1])):
        if day not in left_out:
            yield Entry(key(uid, name, day), name, day, day + (last - first))


def key(uid: str, name: str, day: date | None) -> str:
    """The name of one period in its file, short enough to keep."""
    found = (uid or name) + (f"/{day.isoformat()}" if day else "")
    return found if len(found) <= LONGEST_UID else sha256(found.encode()).hexdigest()


def days_of(event: Event) -> tuple[date, date]:
    """The event's first and last day in the profile's zone. Ends are not included, as the format has it."""
    start = moment(event, "DTSTART")
    if start is None:
        raise Unreadable(_("it does not say when it begins"))
    try:
        end = moment(event, "DTEND") or start + (length(event) or timedelta())
    except (OverflowError, TypeError):
        raise Unreadable(_("its days cannot be right")) from None
    if isinstance(end, datetime) != isinstance(start, datetime):
        raise Unreadable(_("its days cannot be right"))
    first, last = local(start), local(end)
    if end > start and (not isinstance(end, datetime) or is_midnight(end)):
        last -= timedelta(days=1)
    if last < first:
        raise Unreadable(_("it ends before it begins"))
    return first, last


def moment(event: Event, name: str) -> date | datetime | None:
    """A day or a moment of the event; naive moments are in the profile's zone."""
    if name not in event:
        return None
    value = value_of(event[name])
    if not isinstance(value, date):
        raise Unreadable(_("its days cannot be right"))
    if isinstance(value, datetime) and timezone.is_naive(value):
        return timezone.make_aware(value)
    return value


def length(event: Event) -> timedelta | None:
    """How long the event says that it lasts."""
    if "DURATION" not in event:
        return None
    value = value_of(event["DURATION"])
    if not isinstance(value, timedelta):
        raise Unreadable(_("its days cannot be right"))
    return value


def value_of(part: Any) -> Any:
    """The day, moment or length that a part of an event holds, or None when it is broken or there are several."""
    try:
        return getattr(part, "dt", None)
    except ValueError:
        return None


def local(value: date | datetime) -> date:
    """The day in the profile's zone."""
    if not isinstance(value, datetime):
        return value
    try:
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    except (OverflowError, ValueError):
        raise Unreadable(_("its days cannot be right")) from None


def is_midnight(value: datetime) -> bool:
    """Whether the moment is the beginning of a day in the profile's zone."""
    here = timezone.localtime(value)
    return (here.hour, here.minute, here.second) == (0, 0, 0)


def excluded(event: Event) -> set[date]:
    """The days that the event's repetitions leave out."""
    found = event.get("EXDATE", [])
    parts = found if isinstance(found, list) else [found]
    days = (value_of(one) for part in parts if isinstance(part, vDDDLists) for one in part.dts)
    return {local(day) for day in days if isinstance(day, date)}
