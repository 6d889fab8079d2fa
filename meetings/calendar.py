"""Calendar files: a public event without anybody's name, in a time zone that old calendar programs understand."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur, vText

from forum import clock
from forum.services import harmless
from meetings.models import Meeting

ZONES = {"Europe/Helsinki": (2, "EET", "EEST"), "Europe/Stockholm": (1, "CET", "CEST")}
Half = TimezoneDaylight | TimezoneStandard
PUBLISHER = "-//Aluefoorumi//FI"
PUBLISH = "PUBLISH"
FRESH_FOR = timedelta(hours=1)


@cache
def vtimezone(name: str) -> Timezone:
    """The zone with its two yearly rules (last Sundays of March and October), as they stand in the EU."""
    hours, winter, summer = ZONES[name]
    at_winter, at_summer = timedelta(hours=hours), timedelta(hours=hours + 1)
    zone = Timezone()
    zone.add("tzid", name)
    zone.add_component(_half(TimezoneDaylight(), summer, at_winter, at_summer, 3, hours + 1))
    zone.add_component(_half(TimezoneStandard(), winter, at_summer, at_winter, 10, hours + 2))
    return zone


def _half(half: Half, name: str, before: timedelta, after: timedelta, month: int, hour: int) -> Half:
    """Half of a zone's year: from the month's last Sunday at the local hour on."""
    half.add("tzname", name)
    half.add("tzoffsetfrom", before)
    half.add("tzoffsetto", after)
    half.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, hour))
    half.add("rrule", vRecur(freq="YEARLY", bymonth=month, byday="-1SU"))
    return half


def uid(meeting: Meeting) -> str:
    """The public event's name in calendars; it never changes."""
    return f"{meeting.public_id}@{settings.MAIL_DOMAIN}"


def address(meeting: Meeting) -> str:
    """The meeting's public page, in the active language."""
    return settings.SITE_URL + reverse("meetings:meeting", args=[meeting.public_id])


def title(meeting: Meeting) -> str:
    """The event's heading: the kind of meeting and its theme."""
    return f"{meeting.kind.name}: {meeting.theme.name}"


def place(meeting: Meeting) -> str:
    """Where the meeting is, in one line."""
    return ", ".join(part for part in (str(meeting.place), meeting.street) if part)


def event(meeting: Meeting, *, uid: str, sequence: int, cancelled: bool = False) -> Event:
    """What anybody may know of the meeting, in the active language. Never the link to join.

    Whoever has the event in a calendar takes it for the same by its `uid`, and for newer by a higher `sequence`.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    made = Event()
    made.add("uid", vText(uid))
    made.add("sequence", sequence)
    made.add("dtstamp", clock.now().replace(microsecond=0))
    made.add("dtstart", meeting.starts_at.astimezone(zone))
    made.add("dtend", meeting.ends_at.astimezone(zone))
    made.add("summary", harmless.line(title(meeting)))
    made.add("location", harmless.line(place(meeting)))
    made.add("url", address(meeting))
    made.add("description", _("Agenda and papers: %(address)s") % {"address": address(meeting)})
    made.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return made


def public_event(meeting: Meeting) -> Event:
    """The meeting as everybody's calendar shows it; `meeting` comes `with_calendar`. A cancelled one says so twice:
    many programs show no status.
    """
    cancelled = meeting.state == Meeting.State.CANCELLED
    made = event(meeting, uid=uid(meeting), sequence=meeting.released + cancelled, cancelled=cancelled)  # type: ignore[attr-defined]
    if cancelled:
        retitle(made, _("Cancelled: %(meeting)s"))
    return made


def retitle(made: Event, words: str) -> None:
    """Gives the event the heading `words`, in which %(meeting)s is the heading it had."""
    before = str(made.pop("summary"))
    made.add("summary", words % {"meeting": before})


def file_of(events: Iterable[Event], *, method: str, name: str = "") -> bytes:
    """A calendar file with these events and the profile's zone. With a `name` it is a feed: programs show the name and
    ask again within the hour.
    """
    calendar = Calendar()
    calendar.add("prodid", PUBLISHER)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("name", harmless.line(name))
        calendar.add("x-wr-calname", vText(harmless.line(name)))
        calendar.add("refresh-interval", FRESH_FOR, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vText("PT1H"))
    calendar.add_component(vtimezone(settings.TIME_ZONE))
    for one in events:
        calendar.add_component(one)
    content: bytes = calendar.to_ical()
    return content


def mark(content: bytes) -> str:
    """A mark of what the file says, whenever it was made: a weak ETag."""
    said = b"\n".join(line for line in content.splitlines() if not line.startswith(b"DTSTAMP"))
    return f'W/"{sha256(said).hexdigest()[:32]}"'


def public_file(meeting: Meeting) -> bytes:
    """The file that adds the meeting to a calendar; `meeting` comes `with_calendar`."""
    return file_of([public_event(meeting)], method=PUBLISH)
