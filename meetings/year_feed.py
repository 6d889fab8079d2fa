"""The year clock as a calendar file: whole days for deadlines, hours for meetings. No links to join, no names."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from forum import clock, dates
from forum.services import rendering
from meetings.calendar import PUBLISHER, title, vtimezone
from meetings.services.year_clock import Due

FRESH_FOR = timedelta(hours=1)


def name() -> str:
    """What calendar programs call the feed, in the active language."""
    return f"{rendering.site(dates.active()).name}: {_('deadlines')}"


def file_of(dues: Iterable[Due]) -> bytes:
    """The feed as a file, in the active language."""
    calendar = Calendar()
    calendar.add("prodid", PUBLISHER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name())
    calendar.add("refresh-interval", FRESH_FOR, parameters={"VALUE": "DURATION"})
    calendar.add_component(vtimezone(settings.TIME_ZONE))
    stamp = clock.now().replace(microsecond=0)
    for due in dues:
        calendar.add_component(_event(due, stamp))
    content: bytes = calendar.to_ical()
    return content


def mark(content: bytes) -> str:
    """A mark of what the file says, whenever it was made: a weak ETag."""
    said = b"\n".join(line for line in content.splitlines() if not line.startswith(b"DTSTAMP"))
    return f'W/"{sha256(said).hexdigest()[:32]}"'


def _event(due: Due, stamp: datetime) -> Event:
    meeting = due.meeting
    event = Event()
    event.add("uid", vText(f"{due.key}.{meeting.public_id}@{settings.MAIL_DOMAIN}"))
    event.add("dtstamp", stamp)
    if due.is_meeting:
        zone = ZoneInfo(settings.TIME_ZONE)
        event.add("dtstart", meeting.starts_at.astimezone(zone))
        event.add("dtend", meeting.ends_at.astimezone(zone))
        event.add("summary", title(meeting))
        event.add("location", ", ".join(part for part in (str(meeting.place), meeting.street) if part))
    else:
        event.add("dtstart", due.day)
        event.add("dtend", due.day + timedelta(days=1))
        event.add("summary", f"{_sign(due)}{due.label}: {title(meeting)}")
        event.add("transp", "TRANSPARENT")
    event.add("url", settings.SITE_URL + reverse("meetings:workspace", args=[meeting.public_id]))
    return event


def _sign(due: Due) -> str:
    """A tick before what has been done."""
    return "✓ " if due.step.done else ""
