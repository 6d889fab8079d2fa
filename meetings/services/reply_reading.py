"""Reading the calendar part of a mail: what METHOD:REPLY says. Never raises; what is not whole is no reply."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from icalendar import Calendar

from forum.services import harmless
from forum.services.opened_mail import AN_ADDRESS, Opened, Part

KINDS = {"text/calendar", "application/ics", "application/calendar"}
LONGEST = 200_000
MOST_ATTENDEES = 20
MOST_SEQUENCE = 2_000_000_000
ANSWERS = {"ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"}
METHOD = re.compile(r"(?im)^METHOD:\s*([A-Z-]{1,20})\s*$")


@dataclass(frozen=True)
class Attendee:
    """Who answers what: `partstat` in capitals, addresses in lower case."""

    address: str
    partstat: str
    name: str = ""
    delegated_to: str = ""


@dataclass(frozen=True)
class Reply:
    """A calendar part that answers, or proposes otherwise (`method` COUNTER). `stamped_at` is None when not said."""

    method: str
    uid: str
    sequence: int
    stamped_at: datetime | None
    organizer: str
    attendees: tuple[Attendee, ...]
    comment: str

    def attendee(self, wanted: set[str]) -> Attendee | None:
        """The one who answers: the only one, or the only one whose address is wanted."""
        known = [one for one in self.attendees if one.address in wanted]
        found = known or list(self.attendees)
        return found[0] if len({one.address for one in found}) == 1 else None


def read(mail: Opened) -> Reply | None:
    """The first calendar part of the sender's own that replies; None when there is none."""
    found = (of_part(part) for part in mail.own if part.kind in KINDS or part.name.lower().endswith(".ics"))
    return next((reply for reply in found if reply), None)


def of_part(part: Part) -> Reply | None:
    """What one part says, if it is METHOD:REPLY or COUNTER in its body or, failing that, in its header."""
    text = part.text
    if len(text) > LONGEST or "VCALENDAR" not in text.upper():
        return None
    said = METHOD.search(text.replace("\r\n", "\n").replace("\r", "\n"))
    method = (said.group(1) if said else part.params.get("method", "")).upper()
    return of_text(text, method) if method in {"REPLY", "COUNTER"} else None


def of_text(text: str, method: str) -> Reply | None:
    """The only event of the calendar file."""
    try:
        events = [one for one in Calendar.from_ical(text.strip()).walk("VEVENT") if one.get("UID")]
        return of_event(events[0], method) if len({str(one["UID"]) for one in events}) == 1 else None
    except Exception:  # a parser of other people's files may raise anything
        return None


def of_event(event: Any, method: str) -> Reply:
    """The event's answer; a property given twice counts once."""
    answering = several(event.get("ATTENDEE"))[:MOST_ATTENDEES]
    beside = (getattr(one, "params", {}).get("X-RESPONSE-COMMENT") for one in answering)  # Google's place for it
    said = [one for one in (*several(event.get("COMMENT")), *beside) if one is not None]
    comments = [harmless.line(str(one).replace("\\n", " ")) for one in said]
    return Reply(
        method=method,
        uid=harmless.line(str(first(event.get("UID"))))[:300],
        sequence=number(first(event.get("SEQUENCE"))),
        stamped_at=stamp(first(event.get("DTSTAMP"))),
        organizer=address(first(event.get("ORGANIZER"))),
        attendees=tuple(attendee(one) for one in answering),
        comment=" ".join(one for one in comments if one)[:500],
    )


def attendee(value: Any) -> Attendee:
    """An ATTENDEE with its parameters."""
    params = {key.upper(): one for key, one in getattr(value, "params", {}).items()}
    return Attendee(
        address=address(value),
        partstat=harmless.line(str(params.get("PARTSTAT", ""))).upper()[:20],
        name=harmless.line(str(params.get("CN", "")))[:200],
        delegated_to=address(first(params.get("DELEGATED-TO"))),
    )


def several(value: Any) -> list[Any]:
    """A property that may be missing, there once or many times."""
    return [] if value is None else value if isinstance(value, list) else [value]


def first(value: Any) -> Any:
    """The property's first value, or None."""
    return next(iter(several(value)), None)


def address(value: Any) -> str:
    """The address of MAILTO:somebody@example.org, in lower case; "" when there is none."""
    found = AN_ADDRESS.search(re.sub(r"(?i)mailto:", "", str(value or ""))[:500])
    return found[0].lower() if found else ""


def number(value: Any) -> int:
    """SEQUENCE; 0 when it is missing (RFC 5545) or nonsense."""
    try:
        return min(max(int(str(value).strip()), 0), MOST_SEQUENCE)
    except (ValueError, TypeError):
        return 0


def stamp(value: Any) -> datetime | None:
    """DTSTAMP, in UTC."""
    moment = getattr(value, "dt", None)
    try:
        return moment.astimezone(UTC) if isinstance(moment, datetime) and moment.tzinfo else None
    except (ValueError, OverflowError, OSError):
        return None
