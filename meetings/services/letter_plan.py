"""The plan of a meeting's letters: a row for each rule, on its day, moved along with the meeting."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from forum import clock, dates, states
from forum.models import Mailing
from forum.services.verbs import quiet_verb
from meetings import working_days
from meetings.deadlines import ASK_CONTACT, ASK_DEPUTY, CALL_LIST, LAST_REMINDER, REMIND_SILENT
from meetings.models import Meeting, PlannedLetter
from meetings.services import planning
from meetings.services.letter_rules import Rule, Situation, letter_rules

HOUR = time(9)
"""Letters of the plan leave from this hour on, in the profile's zone."""
LATE = timedelta(days=2)
"""What is later than this is missed and does not leave by itself any more."""
PLANNED_FROM = ("announced", "invited", "registration_closed", "held")
LOOKED_BACK = timedelta(days=60)
"""So long after a meeting its plan is still made and kept."""
LADDER = (REMIND_SILENT, ASK_DEPUTY, ASK_CONTACT, LAST_REMINDER, CALL_LIST)
AGAIN = ("nobody", "passed")


def moment_of(day: date) -> datetime:
    """When a letter of the day leaves."""
    return planning.local_moment(day, HOUR)


def days_of(meeting: Meeting) -> dict[str, date]:
    """The day of each rule's letters: the deadline's, or the working day before it.

    A rung of the ladder never leaves on the day of the rung below or before it: then it is the working day after.
    """
    found: dict[str, date] = {}
    below: date | None = None
    for name, rule in letter_rules.named():
        day = working_days.before(rule.day(meeting))
        if name in LADDER:
            day = below = _above(below, day, meeting.day)
        found[name] = day
    return found


def _above(below: date | None, day: date, last: date) -> date:
    """The rung's day, or the first working day after the rung below, where the meeting leaves room for it."""
    if below is None or day > below:
        return day
    later = working_days.after(below, 1)
    return later if later < last else day


def is_late(due_at: datetime) -> bool:
    """Whether the day lies so far back that nothing leaves by itself any more."""
    return clock.today() > dates.as_day(due_at) + LATE


def is_too_late(rule: Rule, meeting: Meeting, due_at: datetime) -> bool:
    """The same, or what was for the time before the meeting, which has begun."""
    return is_late(due_at) or (not rule.after and clock.now() >= meeting.starts_at)


def situation_of(row: PlannedLetter) -> Situation:
    """How the row's meeting stands now, for its letters."""
    meeting = Meeting.objects.with_page().get(pk=row.meeting_id)
    return Situation(meeting, min(dates.as_day(row.due_at), clock.today()))


def planned_meetings() -> "QuerySet[Meeting]":
    """The meetings that have a plan: from their announcement until two months after them."""
    near = Meeting.objects.filter(state__in=PLANNED_FROM, ends_at__gt=clock.now() - LOOKED_BACK)
    return near.with_page()


@quiet_verb
def make(meeting: Meeting) -> list[PlannedLetter]:
    """Makes the rows that the meeting lacks, and lets those without a day of their own follow it. Twice is harmless."""
    if meeting.state in PLANNED_FROM and meeting.announced_at:
        known = set(PlannedLetter.objects.filter(meeting=meeting).values_list("rule", flat=True))
        lacking = [rule for name, rule in letter_rules.named() if name not in known and rule.fits(meeting)]
        days = days_of(meeting)
        fresh = [_row(rule, meeting, days[rule.key]) for rule in lacking]
        PlannedLetter.objects.bulk_create(fresh, ignore_conflicts=True)
    return follow(meeting)


def _row(rule: Rule, meeting: Meeting, day: date) -> PlannedLetter:
    """A row in its first state: what was over before there was a plan is not made up for."""
    row = PlannedLetter(meeting=meeting, rule=rule.key, due_at=moment_of(day))
    if is_late(row.due_at) or (not rule.after and meeting.is_over):
        row.state = "missed" if rule.needed and not meeting.is_over else "skipped"
        row.why = "" if row.state == "missed" else "passed"
    if settled := rule.settled(Situation(meeting)):
        row.state, row.why, row.done_at = "done", "", settled
    return row


@quiet_verb
def follow(meeting: Meeting) -> list[PlannedLetter]:
    """Moves the rows without a day of their own to where the meeting and its deadlines put them."""
    rows, days = list(PlannedLetter.objects.filter(meeting=meeting)), days_of(meeting)
    for row in rows:
        if letter_rules.has(row.rule):
            _follow(row, letter_rules.get(row.rule), meeting, days[row.rule])
    return rows


def _follow(row: PlannedLetter, rule: Rule, meeting: Meeting, day: date) -> None:
    settled = rule.settled(Situation(meeting))
    if settled and row.state in {"planned", "paused", "missed"}:
        states.move(row, "done", done_at=settled)
    due_at = moment_of(day)
    if row.has_own_day or due_at == row.due_at:
        return
    ahead = dates.as_day(due_at) > clock.today() and meeting.state != "cancelled"
    over = (
        row.state == "missed" or (row.state == "skipped" and row.why in AGAIN) or (row.state == "done" and rule.again)
    )
    if ahead and over:
        states.move(row, "planned", provided={"state": row.state}, due_at=due_at, **BLANK)
    elif PlannedLetter.objects.open().filter(pk=row.pk).update(due_at=due_at):
        row.due_at = due_at
        take_along(row)


def take_along(row: PlannedLetter) -> None:
    """The mass letter of a released step leaves on the step's day."""
    if row.mailing_id:
        Mailing.objects.filter(pk=row.mailing_id, state__in=["waiting", "scheduled"]).update(send_at=row.due_at)


BLANK = {"why": "", "reason": "", "done_at": None, "done_by": None}


def follow_all(meetings: Iterable[Meeting]) -> None:
    """The same for all these meetings."""
    for meeting in meetings:
        follow(meeting)


@quiet_verb
def call_off(meeting: Meeting) -> int:
    """Nothing of a cancelled meeting's plan leaves any more."""
    return PlannedLetter.objects.open().filter(meeting=meeting).update(state="skipped", why="cancelled")


def catch_up() -> int:
    """Makes and moves what was not: for each meeting that should have a plan."""
    found = list(planned_meetings())
    for meeting in found:
        make(meeting)
    cancelled = Meeting.objects.filter(state="cancelled", planned_letters__state__in=["planned", "paused"])
    for one in cancelled.distinct():
        call_off(one)
    return len(found)


def released() -> list[PlannedLetter]:
    """The steps that leave by themselves because somebody has released them. One query."""
    found = PlannedLetter.objects.filter(state="planned", released_at__isnull=False, mailing__isnull=False)
    return list(found.select_related("mailing", "meeting").defer("mailing__texts"))


def of(meeting: Meeting) -> list[PlannedLetter]:
    """The meeting's plan by day. One query."""
    rows = PlannedLetter.objects.filter(meeting=meeting).select_related("released_by", "done_by", "meeting", "mailing")
    return [row for row in rows.order_by("due_at", "id") if letter_rules.has(row.rule)]


def on_desk() -> list[PlannedLetter]:
    """What the coordinator should know of all plans: due today, waiting for release, missed. One query."""
    today = clock.today()
    by_hand = [name for name, rule in letter_rules.named() if rule.by_hand]
    soon = Q(state="planned", due_at__lte=moment_of(today)) | Q(
        state="planned", rule__in=by_hand, released_at=None, due_at__lte=moment_of(today + timedelta(days=7))
    )
    missed = Q(state="missed", meeting__ends_at__gt=clock.now() - timedelta(days=30))
    found = PlannedLetter.objects.filter(soon | missed).exclude(meeting__state="cancelled")
    rows = found.select_related("meeting__kind", "meeting__cycle", "meeting__notes").order_by("due_at", "id")
    return [row for row in rows if letter_rules.has(row.rule) and not _is_settled(row)]


def _is_settled(row: PlannedLetter) -> bool:
    return letter_rules.get(row.rule).settled(Situation(row.meeting)) is not None
