"""The year clock as a calendar file: whole days for deadlines, hours for meetings. No links to join, no names."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Event, vText

from forum import clock, dates
from forum.services import rendering
from meetings import calendar
from meetings.services.year_clock import Due


def name() -> str:
    """What calendar programs call the feed, in the active language."""
    return f"{rendering.site(dates.active()).name}: {_('deadlines')}"


def file_of(dues: Iterable[Due]) -> bytes:
    """The feed as a file, in the active language."""
    stamp = clock.now().replace(microsecond=0)
    return calendar.file_of([_event(due, stamp) for due in dues], method=calendar.PUBLISH, name=name())


def _event(due: Due, stamp: datetime) -> Event:
    meeting = due.meeting
    event = Event()
    event.add("uid", vText(f"{due.key}.{meeting.public_id}@{settings.MAIL_DOMAIN}"))
    event.add("dtstamp", stamp)
    if due.is_meeting:
        zone = ZoneInfo(settings.TIME_ZONE)
        event.add("dtstart", meeting.starts_at.astimezone(zone))
        event.add("dtend", meeting.ends_at.astimezone(zone))
        event.add("summary", calendar.title(meeting))
        event.add("location", calendar.place(meeting))
    else:
        event.add("dtstart", due.day)
        event.add("dtend", due.day + timedelta(days=1))
        event.add("summary", f"{_sign(due)}{due.label}: {calendar.title(meeting)}")
        event.add("transp", "TRANSPARENT")
    event.add("url", settings.SITE_URL + reverse("meetings:workspace", args=[meeting.public_id]))
    return event


def _sign(due: Due) -> str:
    """A tick before what has been done."""
    return "✓ " if due.step.done else ""
