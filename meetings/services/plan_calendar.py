"""A draft's year as twelve months: the weeks, the meetings, and the days on which there should be none."""

from calendar import Calendar
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from forum import dates
from meetings.services.obstacles import WEEKEND, Obstacles
from meetings.services.plan_facts import Planned
from meetings.services.plan_reading import Draft
from meetings.services.plan_rules import LEVELS, OFFICIALS, POLITICIANS
from meetings.working_days import SATURDAY

MONDAY = 0


@dataclass(frozen=True)
class Mark:
    """A meeting on a day of the calendar."""

    day: date
    level: str
    round: int

    @property
    def name(self) -> str:
        """Which meeting it is: "officials' meeting, round 2"."""
        words = (
            _("officials' meeting, round %(number)s")
            if self.level == OFFICIALS
            else _("politicians' meeting, round %(number)s")
        )
        return words % {"number": self.round}


@dataclass(frozen=True)
class Day:
    """A day of a month's table; `number` is 0 for days of other months."""

    number: int
    closed: bool = False
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Span:
    """Days in a row with the same reason against meetings."""

    first: date
    last: date
    reason: str

    @property
    def days(self) -> str:
        """5., 5.–8. (en: 5, 5–8)."""
        dot = "" if dates.active() == "en" else "."
        return f"{self.first.day}{dot}" + (f"–{self.last.day}{dot}" if self.last > self.first else "")


@dataclass
class Month:
    """A month with its weeks (number and seven days), its meetings and its closed days in words."""

    name: str
    weeks: list[tuple[int, list[Day]]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    closed: list[Span] = field(default_factory=list)


def months(draft: Draft) -> list[Month]:
    """The twelve months of the draft's year."""
    marks = marks_by_day(draft.rounds)
    return [month(draft.plan.year, number, draft.known.obstacles, marks) for number in range(1, 13)]


def marks_by_day(rounds: list[Planned]) -> dict[date, tuple[Mark, ...]]:
    """The draft's meetings by day."""
    found: dict[date, tuple[Mark, ...]] = {}
    for one in rounds:
        for level in LEVELS:
            day = one.half(level).day
            found[day] = (*found.get(day, ()), Mark(day, level, one.number))
    return found


def month(year: int, number: int, obstacles: Obstacles, marks: dict[date, tuple[Mark, ...]]) -> Month:
    """One month."""
    made = Month(dates.month(number).capitalize())
    reasons: dict[date, list[str]] = {}
    for week in Calendar(MONDAY).monthdatescalendar(year, number):
        row = []
        for day in week:
            if day.month != number:
                row.append(Day(0))
                continue
            reasons[day] = reasons_of(obstacles, day)
            row.append(Day(day.day, bool(reasons[day]) or day.weekday() >= SATURDAY, marks.get(day, ())))
        made.weeks.append((week[0].isocalendar().week, row))
    made.marks = [
        mark for day, found_marks in sorted(marks.items()) if in_month(day, year, number) for mark in found_marks
    ]
    made.closed = spans(reasons)
    return made


def reasons_of(obstacles: Obstacles, day: date) -> list[str]:
    """Why there should be no meeting on the day, weekends left aside; one level's own reasons say whose they are."""
    of_level = {level: [str(one) for one in obstacles.on(day, level) if one.kind != WEEKEND] for level in LEVELS}
    whose = {OFFICIALS: _("%(reason)s (officials)"), POLITICIANS: _("%(reason)s (politicians)")}
    shared = [reason for reason in of_level[OFFICIALS] if reason in of_level[POLITICIANS]]
    own = [(level, reason) for level in LEVELS for reason in of_level[level] if reason not in shared]
    return [*shared, *(whose[level] % {"reason": reason} for level, reason in own)]


def in_month(day: date, year: int, number: int) -> bool:
    """Whether the day is in the month."""
    return (day.year, day.month) == (year, number)


def spans(reasons: dict[date, list[str]]) -> list[Span]:
    """Reasons against days, days in a row with the same reason joined; by their first day."""
    open_spans: dict[str, Span] = {}
    found: list[Span] = []
    for day in sorted(reasons):
        for reason in reasons[day]:
            before = open_spans.get(reason)
            if before and before.last + timedelta(days=1) == day:
                open_spans[reason] = Span(before.first, day, reason)
            else:
                found += [before] if before else []
                open_spans[reason] = Span(day, day, reason)
    return sorted([*found, *open_spans.values()], key=lambda span: (span.first, span.reason))
