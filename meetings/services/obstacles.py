"""Days on which nobody should be called to a meeting, and why: weekends, public holidays and their eves, periods
without meetings (the profile's, and those entered or imported here), other meetings of the forum.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from forum import dates
from forum.texts import languages_to_try
from meetings import working_days
from meetings.models import BlockedPeriod, Meeting

MONTHS = dates.MONTHS["en"]
HOLIDAY_LANGUAGES: dict[str, str | dict[str, str]] = {
    "fi": {"FI": "fi", "SE": "sv"},
    "sv": {"FI": "sv_FI", "SE": "sv"},
    "en": "en_US",
}
WEEKEND, HOLIDAY, EVE, PERIOD, MEETING = "weekend", "holiday", "eve", "period", "meeting"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Obstacle:
    """One reason against a day. `name` is the holiday's, the period's or the meeting's, in the active language."""

    kind: str
    name: str = ""

    def __str__(self) -> str:
        """The reason in words, as it stands after "18.3.2027: "."""
        words = {
            WEEKEND: _("weekend"),
            HOLIDAY: _("public holiday (%(name)s)"),
            EVE: _("eve of a public holiday (%(name)s)"),
            PERIOD: "%(name)s",
            MEETING: _("another meeting on the same day (%(name)s)"),
        }
        return words[self.kind] % {"name": self.name}


@dataclass(frozen=True)
class Period:
    """Days without meetings, both ends included, or a yearly `rule` ("every July", "20 December to 7 January").

    `level` is empty when it concerns every kind of meeting.
    """

    names: Mapping[str, str]
    level: str = ""
    first: date = date.min
    last: date = date.max
    rule: str = ""

    @property
    def name(self) -> str:
        """The name in the active language, or in the first that has one."""
        return next((self.names[code] for code in languages_to_try(dates.active()) if self.names.get(code)), "")

    def holds(self, day: date, level: str) -> bool:
        """Whether the day is in it, for meetings of the level."""
        if self.level not in {"", level}:
            return False
        return rule_holds(self.rule, day) if self.rule else self.first <= day <= self.last


def rule_holds(rule: str, day: date) -> bool:
    """Whether a yearly rule of a profile holds the day."""
    words = rule.split()
    if words[0] == "every":
        return day.month == MONTHS.index(words[1]) + 1
    first = (MONTHS.index(words[1]) + 1, int(words[0]))
    last = (MONTHS.index(words[4]) + 1, int(words[3]))
    this = (day.month, day.day)
    return first <= this <= last if first <= last else this >= first or this <= last


@dataclass(frozen=True)
class Obstacles:
    """What stands in the way in some span of days; asking about a day of it costs no query."""

    periods: tuple[Period, ...] = ()
    meetings: Mapping[date, tuple[str, ...]] = field(default_factory=dict)

    def on(self, day: date, level: str) -> list[Obstacle]:
        """Everything that speaks against a meeting of the level on the day."""
        found = [Obstacle(WEEKEND)] if day.weekday() >= working_days.SATURDAY else []
        if holiday := public_holiday(day):
            found.append(Obstacle(HOLIDAY, holiday))
        elif holiday := holiday_tomorrow(day):
            found.append(Obstacle(EVE, holiday))
        found += [Obstacle(PERIOD, period.name) for period in self.periods if period.holds(day, level)]
        return found + [Obstacle(MEETING, name) for name in self.meetings.get(day, ())]

    def free(self, day: date, level: str) -> bool:
        """Whether nothing speaks against the day."""
        return not self.on(day, level)

    def bad_days(self, days: Iterable[date], level: str) -> frozenset[date]:
        """Those of the days that are not free."""
        return frozenset(day for day in days if not self.free(day, level))


def between(first: date, last: date) -> Obstacles:
    """What stands in the way from the first day to the last, other meetings left aside. One query."""
    return Obstacles(periods=(*profile_periods(), *entered_periods(first, last)))


def in_year(year: int) -> Obstacles:
    """What stands in the way of planning a year; meetings of the year's own rounds do not. Two queries."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return Obstacles(periods=between(first, last).periods, meetings=other_meetings(year))


def profile_periods() -> list[Period]:
    """The country profile's periods without meetings."""
    return [
        Period(
            names=row["name"],
            level=row.get("applies_to", ""),
            first=date.fromisoformat(row.get("from", "0001-01-01")),
            last=date.fromisoformat(row.get("until", "9999-12-31")),
            rule=row.get("rule", ""),
        )
        for row in settings.PROFILE["blocked_periods"]
    ]


def entered_periods(first: date, last: date) -> list[Period]:
    """The coordinators' periods that touch the span. One query."""
    found = BlockedPeriod.objects.filter(first_day__lte=last, last_day__gte=first)
    return [
        Period(
            names={code: getattr(row, f"name_{code}") for code in ("fi", "sv", "en")},
            level=row.level,
            first=row.first_day,
            last=row.last_day,
        )
        for row in found
    ]


def other_meetings(year: int) -> dict[date, tuple[str, ...]]:
    """The forum's meetings in the year that no round of the year's own is made of, by day. One query."""
    start, end = datetime(year, 1, 1, tzinfo=UTC) - ONE_DAY, datetime(year + 1, 1, 1, tzinfo=UTC) + ONE_DAY
    found = Meeting.objects.filter(Q(round=None) | ~Q(cycle__year=year), starts_at__gte=start, starts_at__lt=end)
    named: dict[date, tuple[str, ...]] = {}
    for one in found.exclude(state="cancelled").select_related("kind").order_by("starts_at"):
        named[one.day] = (*named.get(one.day, ()), str(one.kind.name))
    return named


def public_holiday(day: date) -> str:
    """The public holiday's name in the active language, or nothing. The profile names what the library cannot."""
    country = settings.PROFILE["holidays_country"]
    language = HOLIDAY_LANGUAGES[dates.active()]
    code = language[country] if isinstance(language, dict) else language
    name = holidays_of(country, day.year, code).get(day, "")
    return settings.PROFILE.get("holiday_names", {}).get(dates.active(), {}).get(name, name)


def holiday_tomorrow(day: date) -> str:
    """The public holiday whose eve the day is, or nothing. The day before an eve is no eve, though the eve be a day of
    rest itself (Midsummer Eve in Finland).
    """
    country = settings.PROFILE["holidays_country"]
    tomorrow, then = day + ONE_DAY, day + 2 * ONE_DAY
    rests = working_days.resting_days(country, day.year)
    if day not in rests and then in working_days.resting_days(country, then.year):
        return ""
    return public_holiday(tomorrow)


@lru_cache(maxsize=64)
def holidays_of(country: str, year: int, language: str) -> dict[date, str]:
    """The public holidays of a country's year, in the language or else in the country's own."""
    import holidays

    known = holidays.country_holidays(country).supported_languages
    return dict(holidays.country_holidays(country, years=year, language=language if language in known else None))
