"""Calendar files: a public event without anybody's name, in a time zone that old calendar programs understand."""

from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur, vText

from forum import clock
from meetings.models import Meeting

ZONES = {"Europe/Helsinki": (2, "EET", "EEST"), "Europe/Stockholm": (1, "CET", "CEST")}
Half = TimezoneDaylight | TimezoneStandard
PUBLISHER = "-//Aluefoorumi//FI"


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


def public_event(meeting: Meeting) -> Event:
    """What anybody may know of the meeting, in the active language. Never the link to join."""
    zone = ZoneInfo(settings.TIME_ZONE)
    event = Event()
    event.add("uid", vText(uid(meeting)))
    event.add("sequence", meeting.revision - 1)
    event.add("dtstamp", clock.now().replace(microsecond=0))
    event.add("dtstart", meeting.starts_at.astimezone(zone))
    event.add("dtend", meeting.ends_at.astimezone(zone))
    event.add("summary", title(meeting))
    event.add("location", ", ".join(part for part in (str(meeting.place), meeting.street) if part))
    event.add("url", address(meeting))
    event.add("description", _("Agenda and papers: %(address)s") % {"address": address(meeting)})
    event.add("status", "CANCELLED" if meeting.state == "cancelled" else "CONFIRMED")
    return event


def public_file(meeting: Meeting) -> bytes:
    """The file that adds the meeting to a calendar."""
    calendar = Calendar()
    calendar.add("prodid", PUBLISHER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(vtimezone(settings.TIME_ZONE))
    calendar.add_component(public_event(meeting))
    content: bytes = calendar.to_ical()
    return content
