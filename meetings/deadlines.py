"""Deadlines are offsets from the meeting's day (product rule 6): what each is counted in, and from where."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from meetings import working_days

SAVE_THE_DATE = "save_the_date"
INVITATION = "invitation"
REMIND_SILENT = "remind_silent"
ASK_DEPUTY = "ask_deputy"
ASK_CONTACT = "ask_contact"
LAST_REMINDER = "last_reminder"
CALL_LIST = "call_list"
REGISTRATION_CLOSES = "registration_closes"
AGENDA_OUT = "agenda_out"
JOINING = "joining"
DRAFT_NOTES = "draft_notes"
CHECKING_ENDS = "checking_ends"
NOTES_PUBLISHED = "notes_published"
ACTION_REMINDERS = "action_reminders"

DAYS, WORKING_DAYS, MONTHS = "days", "working_days", "months"


@dataclass(frozen=True)
class Deadline:
    """A deadline's usual offset, the unit it is counted in, the bounds it must keep, and what it is counted from.

    `since` names another deadline; empty means the meeting's day. Monthly ones come again every `usual` months, and
    the first is their day.
    """

    key: str
    usual: int
    least: int
    most: int
    unit: str = DAYS
    since: str = ""

    @property
    def before(self) -> bool:
        """Whether it comes before the meeting: its offsets are not above zero, and people say "days before"."""
        return self.most <= 0

    def day(self, start: date, offset: int) -> date:
        """The day that lies `offset` units from `start`."""
        if self.unit == WORKING_DAYS:
            return working_days.after(start, offset)
        return months_after(start, offset) if self.unit == MONTHS else start + timedelta(days=offset)


YEAR, QUARTER = 365, 90
DEADLINES: dict[str, Deadline] = {
    one.key: one
    for one in (
        Deadline(SAVE_THE_DATE, -84, -YEAR, 0),
        Deadline(INVITATION, -42, -YEAR, 0),
        Deadline(REMIND_SILENT, -21, -YEAR, 0),
        Deadline(ASK_DEPUTY, -17, -YEAR, 0),
        Deadline(ASK_CONTACT, -14, -YEAR, 0),
        Deadline(LAST_REMINDER, -12, -YEAR, 0),
        Deadline(CALL_LIST, -11, -YEAR, 0),
        Deadline(REGISTRATION_CLOSES, -10, -YEAR, 0),
        Deadline(AGENDA_OUT, -7, -YEAR, 0),
        Deadline(JOINING, -1, -YEAR, 0),
        Deadline(DRAFT_NOTES, 5, 0, QUARTER, WORKING_DAYS),
        Deadline(CHECKING_ENDS, 10, 1, QUARTER, WORKING_DAYS),
        Deadline(NOTES_PUBLISHED, 2, 0, QUARTER, WORKING_DAYS, since=CHECKING_ENDS),
        Deadline(ACTION_REMINDERS, 1, 1, 12, MONTHS),
    )
}
DEFAULT_OFFSETS: dict[str, int] = {key: one.usual for key, one in DEADLINES.items()}

IN_ORDER: tuple[tuple[str, str], ...] = (
    (SAVE_THE_DATE, INVITATION),
    (INVITATION, REMIND_SILENT),
    (REMIND_SILENT, ASK_DEPUTY),
    (ASK_DEPUTY, ASK_CONTACT),
    (ASK_CONTACT, LAST_REMINDER),
    (LAST_REMINDER, CALL_LIST),
    (INVITATION, REGISTRATION_CLOSES),
    (DRAFT_NOTES, CHECKING_ENDS),
)
"""The first of each pair must not come after the second."""
APART = frozenset({(INVITATION, REMIND_SILENT), (INVITATION, REGISTRATION_CLOSES), (DRAFT_NOTES, CHECKING_ENDS)})
"""Pairs that must not fall on one day either: between them people need time."""
BEFORE_THE_DAY = frozenset({REGISTRATION_CLOSES, CALL_LIST, INVITATION})
"""What must be over before the meeting's own day begins."""

OFFICIALS_LEAD_DAYS = 28
OFFICIALS_LEAD_WARNING_DAYS = 21


def day_of(key: str, meeting_day: date, offset: Callable[[str], int]) -> date:
    """The day of a deadline of a meeting on `meeting_day`, whose offsets `offset` tells."""
    one = DEADLINES[key]
    start = day_of(one.since, meeting_day, offset) if one.since else meeting_day
    return one.day(start, offset(key))


def months_after(day: date, count: int) -> date:
    """The same day of a later month, or that month's last day where it is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_monthly(first: date, every: int, today: date) -> date:
    """The day on or after `today` of something that comes every so many months, the first time on `first`."""
    months, day = 0, first
    while day < today:
        months += every
        day = months_after(first, months)
    return day
