"""What the coordinator does with a step of the plan: release it ahead, move it, pause it, skip it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum import clock, dates, states
from forum.models import Person
from forum.services import audit, mailings
from forum.services.verbs import quiet_verb
from meetings.models import PlannedLetter
from meetings.services import ladder, letter_plan, plan_mailings
from meetings.services.letter_rules import letter_rules


@quiet_verb
def release(row: PlannedLetter, *, by: Person, reason: str = "") -> None:
    """Lets the step leave by itself on its day, to whom it goes now: that is frozen. A second person may be needed.

    `reason`: why it leaves although a region is left out. Raises ValidationError, IllegalMove.
    """
    rule, now = letter_rules.get(row.rule), letter_plan.situation_of(row)
    ladder.refuse_over(rule, now)
    if row.state != "planned" or row.released_at:
        raise states.IllegalMove(row, "planned")
    mailing = plan_mailings.begin(now.meeting, row.rule, by=by)
    mailings.release(mailing, by=by, send_at=row.due_at, override_reason=reason)
    ladder.hold(row, mailing)
    audit.record("letter_plan.release", by=by, about=row.meeting, details=_released(row))


def _released(row: PlannedLetter) -> dict[str, object]:
    return {"step": row.rule, "letters": len(row.released_to)}


@quiet_verb
def take_back(row: PlannedLetter, *, by: Person) -> None:
    """The step waits for its release again. Raises IllegalMove when it has left."""
    held = {"released_at__isnull": False, "state": "planned"}
    states.move(row, "planned", provided=held, **ladder.NOT_RELEASED)
    ladder.give_up(row.mailing)
    audit.record("letter_plan.take_back", by=by, about=row.meeting, details={"step": row.rule})


@quiet_verb
def move(row: PlannedLetter, *, to: date, by: Person) -> None:
    """Gives the step a day of its own, which it keeps when the meeting moves. Raises ValidationError, IllegalMove."""
    rule, now = letter_rules.get(row.rule), letter_plan.situation_of(row)
    ladder.refuse_over(rule, now)
    if to < clock.today():
        raise ValidationError({"day": _("Choose today or a day to come.")})
    if not rule.after and to >= now.meeting.day:
        raise ValidationError({"day": _("Choose a day before the meeting.")})
    if row.state == "done":
        raise states.IllegalMove(row, "planned")
    before, due_at = dates.as_day(row.due_at), letter_plan.moment_of(to)
    state = "paused" if row.state == "paused" else "planned"
    blank = {"why": "", "reason": ""}
    states.move(row, state, provided={"state": row.state}, due_at=due_at, has_own_day=True, **blank)
    letter_plan.take_along(row)
    audit.record("letter_plan.move", by=by, about=row.meeting, details={"step": row.rule, "day": [before, to]})


@quiet_verb
def follow_again(row: PlannedLetter, *, by: Person) -> None:
    """The step follows the meeting's deadlines again."""
    PlannedLetter.objects.filter(pk=row.pk, has_own_day=True).update(has_own_day=False)
    row.refresh_from_db()
    letter_plan.follow(row.meeting)
    audit.record("letter_plan.follow_again", by=by, about=row.meeting, details={"step": row.rule})


@quiet_verb
def pause(row: PlannedLetter, *, by: Person) -> None:
    """Nothing leaves until the step is resumed. Raises IllegalMove."""
    states.move(row, "paused", provided={"state": "planned"})
    audit.record("letter_plan.pause", by=by, about=row.meeting, details={"step": row.rule})


@quiet_verb
def resume(row: PlannedLetter, *, by: Person) -> None:
    """The step goes on by its day; one whose day is long past needs another day first. Raises ValidationError."""
    if letter_plan.is_late(row.due_at):
        raise ValidationError(_("Its day is past. Move it to another day, or send it now."), code="late")
    states.move(row, "planned", provided={"state": "paused"})
    audit.record("letter_plan.resume", by=by, about=row.meeting, details={"step": row.rule})


@quiet_verb
def skip(row: PlannedLetter, *, by: Person, reason: str) -> None:
    """The step is left out, for a reason that is kept. Raises ValidationError, IllegalMove."""
    said = reason.strip()
    if not said:
        raise ValidationError({"reason": _("Give a short reason.")})
    states.move(row, "skipped", why="said", reason=said)
    audit.record("letter_plan.skip", by=by, about=row.meeting, details={"step": row.rule, "reason": said})
