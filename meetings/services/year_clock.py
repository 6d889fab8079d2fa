"""The year clock: what of all meetings is due when, on one line of time; and its feed for calendar programs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.functional import cached_property

from forum import clock, dates
from meetings.deadline_words import LABELS
from meetings.deadlines import CHECKING_ENDS
from meetings.models import Meeting
from meetings.services import standing, steps
from meetings.services.standing import Standing
from meetings.services.steps import MEETING, Step

FEED = "year-clock"
AROUND = timedelta(days=400)
"""How far before and after today meetings are looked at: notes and follow-up come months after, announcing before."""
WEEKS_AHEAD = 4


@dataclass(frozen=True)
class Due:
    """A deadline of a meeting, or the meeting itself (`key` meeting), on its day; how it stands is its step's."""

    day: date
    key: str
    meeting: Meeting
    step: Step

    @property
    def label(self) -> str:
        """What is due, in words."""
        return str(LABELS.get(self.key, self.step.label))

    @property
    def is_meeting(self) -> bool:
        """Whether it is the meeting itself."""
        return self.key == MEETING

    @property
    def waits(self) -> bool:
        """Whether somebody must do it: it is neither over nor done by the portal itself."""
        return not self.step.over and self.step.by_hand

    @property
    def late(self) -> bool:
        """Whether somebody should have done it before today."""
        return self.waits and self.day < clock.today()


@dataclass(frozen=True)
class Agenda:
    """What is due now: `overdue`, until Sunday, and in the four weeks after it."""

    overdue: list[Due]
    this_week: list[Due]
    later: list[Due]

    def __bool__(self) -> bool:
        return bool(self.overdue or self.this_week or self.later)


@dataclass
class Month:
    """A month of a year with what is due in it."""

    number: int
    dues: list[Due] = field(default_factory=list)

    @cached_property
    def name(self) -> str:
        """The month's name."""
        return dates.month(self.number).capitalize()


def around(day: date) -> list[Meeting]:
    """The meetings whose deadlines can fall near the day, the cancelled ones left out. One query."""
    near = Meeting.objects.filter(starts_at__date__gte=day - AROUND, starts_at__date__lte=day + AROUND)
    return list(near.exclude(state="cancelled").with_page().order_by("starts_at"))


def dues(meetings: Iterable[Meeting]) -> list[Due]:
    """Everything that is or was due of the meetings, by day. Seven queries."""
    found = list(meetings)
    stand = standing.of(found)
    every = [due for meeting in found for due in of_meeting(meeting, stand[meeting.pk])]
    return sorted(every, key=lambda due: (due.day, due.meeting.starts_at, due.step.by_hand, due.key))


def of_meeting(meeting: Meeting, known: Standing) -> Iterable[Due]:
    """The meeting's deadlines, one by one. No queries."""
    for step in steps.of(meeting, known):
        parts = steps.PARTS.get(step.key, (step.key,))
        for key in parts:
            yield Due(_day(key, step, meeting, known, alone=len(parts) == 1), key, meeting, step)


def _day(key: str, step: Step, meeting: Meeting, known: Standing, *, alone: bool) -> date:
    """A deadline's day; of a step with one deadline the step's own, which is the real one once it has been taken."""
    if alone:
        return step.day
    if key == CHECKING_ENDS and known.checking_until:
        return known.checking_until
    if key in known.letters and not step.done:
        return known.letters[key].day
    return step.day if key == step.key and step.done else meeting.deadline(key)


def now(meetings: Iterable[Meeting]) -> Agenda:
    """What is overdue, due this week, and due in the four weeks after it."""
    today = clock.today()
    sunday = today + timedelta(days=6 - today.weekday())
    last = sunday + timedelta(weeks=WEEKS_AHEAD)
    coming = [due for due in dues(meetings) if due.late or (today <= due.day <= last and not due.step.over)]
    return Agenda(
        [due for due in coming if due.day < today],
        [due for due in coming if today <= due.day <= sunday],
        [due for due in coming if due.day > sunday],
    )


def year(number: int) -> list[Month]:
    """The year's months with everything that is or was due in them. Eight queries."""
    middle = date(number, 7, 1)
    months = [Month(month) for month in range(1, 13)]
    for due in dues(around(middle)):
        if due.day.year == number:
            months[due.day.month - 1].dues.append(due)
    return months


def years() -> list[int]:
    """The years of meetings, for turning the pages. One query."""
    return sorted({day.year for day in Meeting.objects.order_by().dates("starts_at", "year")})
