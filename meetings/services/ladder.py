"""Climbing: what of the plans is due leaves, is skipped, waits for its release, or is missed. Twice is harmless."""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum import clock, dates, states
from forum.models import Letter, Person
from forum.services import audit
from forum.services.verbs import verb
from meetings.models import Meeting, PlannedLetter
from meetings.services import letter_plan
from meetings.services.ladder_audiences import names
from meetings.services.letter_rules import Audience, Rule, Situation, letter_rules

log = logging.getLogger(__name__)


def climb() -> int:
    """Brings the plans up to date and takes every step that is due; one that fails does not hold up the others."""
    letter_plan.catch_up()
    due = list(PlannedLetter.objects.due().values_list("pk", flat=True))
    for pk in due:
        try:
            take(pk)
        except states.IllegalMove:
            continue  # somebody else was quicker
        except Exception:
            log.exception("step %s of a plan of letters failed and is tried again", pk)
    return len(due)


@verb
def take(pk: int) -> PlannedLetter:
    """Takes one due step, or leaves it where it waits. Raises IllegalMove when somebody else was quicker."""
    row = PlannedLetter.objects.select_for_update().get(pk=pk)
    if row.state != "planned" or row.due_at > clock.now() or not letter_rules.has(row.rule):
        return row
    rule, now = letter_rules.get(row.rule), situation_of(row)
    if now.meeting.state == "cancelled":
        states.move(row, "skipped", why="cancelled")
    elif settled := rule.settled(now):
        states.move(row, "done", done_at=settled)
    elif letter_plan.is_too_late(rule, now.meeting, row.due_at):
        _miss(row)
    elif (row.released_at or not rule.by_hand) and not rule.obstacle(now):
        _send(row, rule, now, by=row.released_by)
    return row


def situation_of(row: PlannedLetter) -> Situation:
    """How the row's meeting stands now, for its letters."""
    meeting = Meeting.objects.with_page().get(pk=row.meeting_id)
    due = dates.as_day(row.due_at)
    return Situation(meeting, min(due, clock.today()))


def _miss(row: PlannedLetter) -> None:
    states.move(row, "missed")
    audit.record("letter_plan.miss", by=None, about=row.meeting, details={"step": row.rule})


def _send(row: PlannedLetter, rule: Rule, now: Situation, *, by: Person | None) -> list[Letter]:
    """Writes the step's letters; without anybody to write to the step is skipped."""
    to = rule.audience(now)
    if not to.getters:
        states.move(row, "skipped", why="nobody")
        return []
    states.move(row, "done", done_at=clock.now(), done_by=by, sent_to=names(to.people))
    written = rule.write(now, to, by)
    PlannedLetter.objects.filter(pk=row.pk).update(letters=len(written))
    row.letters = len(written)
    audit.record("letter_plan.send", by=by, about=now.meeting, details={"step": row.rule, "letters": len(written)})
    return written


@verb
def send_now(row: PlannedLetter, *, by: Person) -> list[Letter]:
    """The coordinator takes the step now, whatever its day. Raises ValidationError when it cannot be, IllegalMove."""
    locked = PlannedLetter.objects.select_for_update().get(pk=row.pk)
    rule, now = letter_rules.get(locked.rule), situation_of(locked)
    refuse_over(rule, now)
    if locked.state not in {"planned", "paused", "missed"}:
        raise states.IllegalMove(locked, "done")
    if why := rule.obstacle(now):
        raise ValidationError(why, code="obstacle")
    if not rule.audience(now).getters:
        raise ValidationError(_("There is nobody to write to now."), code="nobody")
    return _send(locked, rule, now, by=by)


def refuse_over(rule: Rule, now: Situation) -> None:
    """Nothing leaves of a cancelled meeting, nor after a meeting what belongs before it."""
    if now.meeting.state == "cancelled":
        raise ValidationError(_("The meeting has been cancelled."), code="cancelled")
    if not rule.after and clock.now() >= now.meeting.starts_at:
        raise ValidationError(_("The meeting has begun: this belongs before it."), code="over")


def difference(row: PlannedLetter, to: Audience) -> dict[str, Any]:
    """Who has come and who has gone since the release, by name; nothing for a step that was not released."""
    if not row.released_at:
        return {}
    before, now = set(row.released_to), {person.public_id: person for person in to.people}
    gone = Person.objects.filter(public_id__in=before - now.keys())
    return {"came": [now[one].name for one in sorted(now.keys() - before)], "gone": [one.name for one in gone]}
