"""Dates in words, in three languages: weekday, year and time zone where they matter (design: Language)."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

WEEKDAYS = {
    "fi": ["maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai"],
    "sv": ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
SHORT_WEEKDAYS = {
    "fi": ["ma", "ti", "ke", "to", "pe", "la", "su"],
    "sv": ["må", "ti", "on", "to", "fr", "lö", "sö"],
    "en": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
}
MONTHS = {
    "fi": "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu".split(),
    "sv": "januari februari mars april maj juni juli augusti september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}
ZONES = {
    "Europe/Helsinki": {"fi": "Suomen aikaa", "sv": "finsk tid", "en": "Helsinki time"},
    "Europe/Stockholm": {"fi": "Ruotsin aikaa", "sv": "svensk tid", "en": "Stockholm time"},
}


def active() -> str:
    """The active language's two letters."""
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def as_day(value: date | datetime) -> date:
    """The day of a moment, in the profile's zone."""
    return timezone.localdate(value) if isinstance(value, datetime) else value


def read(value: Any) -> Any:
    """An ISO day or moment as a date or an aware datetime; anything else is given back as it came."""
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    except ValueError:
        return value


def month(number: int) -> str:
    """The month's name: "maaliskuu", "mars", "March"."""
    return MONTHS[active()][number - 1] + ("kuu" if active() == "fi" else "")


def numeric(value: date | datetime) -> str:
    """18.3.2027 (fi, sv), 18 March 2027 (en)."""
    day = as_day(value)
    if active() == "en":
        return f"{day.day} {MONTHS['en'][day.month - 1]} {day.year}"
    return f"{day.day}.{day.month}.{day.year}"


def short(value: date | datetime) -> str:
    """to 18.3.2027, Thu 18 March 2027."""
    return f"{SHORT_WEEKDAYS[active()][as_day(value).weekday()]} {numeric(value)}"


def long(value: date | datetime) -> str:
    """torstai 18.3.2027, Thursday 18 March 2027."""
    return f"{WEEKDAYS[active()][as_day(value).weekday()]} {numeric(value)}"


def clock_time(value: datetime) -> str:
    """10.00 (fi, sv), 10:00 (en), in the profile's zone."""
    return timezone.localtime(value).strftime("%H:%M" if active() == "en" else "%-H.%M")


def hours(starts_at: datetime, ends_at: datetime) -> str:
    """klo 10.00–12.30, kl. 10.00–12.30, 10:00–12:30."""
    lead = {"fi": "klo ", "sv": "kl. ", "en": ""}[active()]
    return f"{lead}{clock_time(starts_at)}–{clock_time(ends_at)}"


def zone() -> str:
    """The profile's time zone in words: "Suomen aikaa"."""
    return ZONES.get(settings.TIME_ZONE, {}).get(active(), settings.TIME_ZONE)


def span(starts_at: datetime, ends_at: datetime) -> str:
    """torstai 18.3.2027 klo 10.00–12.30 (Suomen aikaa); with both days when it ends on another day."""
    comma = "," if active() == "en" else ""
    if as_day(starts_at) == as_day(ends_at):
        return f"{long(starts_at)}{comma} {hours(starts_at, ends_at)} ({zone()})"
    return f"{moment(starts_at)} – {moment(ends_at)} ({zone()})"


def moment(value: datetime) -> str:
    """to 18.3.2027 klo 10.00."""
    lead = {"fi": " klo ", "sv": " kl. ", "en": ", "}[active()]
    return f"{short(value)}{lead}{clock_time(value)}"


def near(value: date | datetime) -> str:
    """to 18.3., Thu 18 March: for days so close that the year is plain."""
    return short(value).removesuffix(str(as_day(value).year)).rstrip()
