"""A meeting's steps: what has been done, what is next, and when, counted from the meeting's day."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from forum import clock, dates
from meetings.deadlines import AGENDA_OUT, INVITATION, REGISTRATION_CLOSES, SAVE_THE_DATE
from meetings.models import Meeting


@dataclass(frozen=True)
class Step:
    """One step. `state` is done, next or later; `late` when its day has passed and it is not done.

    `by_hand`: it waits for the coordinator; otherwise the day itself does it.
    """

    key: str
    label: str
    day: date
    done: bool
    state: str
    by_hand: bool

    @property
    def late(self) -> bool:
        """Whether the step should have been taken before today."""
        return not self.done and self.by_hand and self.day < clock.today()


def of(meeting: Meeting) -> list[Step]:
    """The meeting's steps in the order of their days; the first that is not done is the next. No queries."""
    steps: list[Step] = []
    pending = meeting.state != "cancelled"
    for key, label, day, done, by_hand in sorted(_facts(meeting), key=lambda fact: (not fact[3], fact[2])):
        state = "done" if done else "next" if pending else "later"
        pending = pending and done
        steps.append(Step(key, label, day, done, state, by_hand))
    return steps


def public(meeting: Meeting) -> list[Step]:
    """The steps that readers see; none for a cancelled meeting."""
    if meeting.state == "cancelled":
        return []
    return [step for step in of(meeting) if step.key != "held"]


def next_step(meeting: Meeting) -> Step | None:
    """The step to take next, or None when all is done."""
    return next((step for step in of(meeting) if step.state == "next"), None)


def _facts(meeting: Meeting) -> list[tuple[str, str, date, bool, bool]]:
    """Each step's key, label, day (the real one once done), whether it is done, whether it waits for a person."""
    day, today = meeting.day, clock.today()
    invited, announced = meeting.invited_at, meeting.announced_at
    closes, agenda_at = meeting.registration_closes, meeting.agenda_published_at
    closed = closes < today and (invited is not None or meeting.is_over)
    held = meeting.state in {"held", "notes_public"}
    return [
        (SAVE_THE_DATE, _("Day announced"), _day(announced, meeting, SAVE_THE_DATE), announced is not None, True),
        (INVITATION, _("Invitations to the seats"), _day(invited, meeting, INVITATION), invited is not None, True),
        (REGISTRATION_CLOSES, _("Registration closes"), closes, closed, False),
        (AGENDA_OUT, _("Agenda and situation brief"), _day(agenda_at, meeting, AGENDA_OUT), bool(agenda_at), True),
        ("meeting", _("Meeting"), day, meeting.is_over, False),
        ("held", _("Marked as held"), day, held, True),
    ]


def _day(done_at: object, meeting: Meeting, step: str) -> date:
    """The day a step was taken, or its deadline."""
    return dates.as_day(done_at) if done_at else meeting.deadline(step)  # type: ignore[arg-type]
