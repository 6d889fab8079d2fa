"""Climbing: what of the plans is due leaves, is skipped, waits for its release, or is missed. Twice is harmless."""

import logging
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum import clock, states
from forum.models import Letter, Mailing, MailingReceiver, Person
from forum.services import audit, mailings
from forum.services.verbs import quiet_verb, verb
from meetings.models import Meeting, PlannedLetter
from meetings.services import letter_plan, plan_mailings
from meetings.services.ladder_audiences import names
from meetings.services.letter_plan import situation_of
from meetings.services.letter_rules import Audience, Rule, Situation, letter_rules

log = logging.getLogger(__name__)
NOT_RELEASED: dict[str, Any] = {"released_at": None, "released_by": None, "released_to": []}


def climb() -> int:
    """Brings the plans up to date and takes every step that is due; one that fails does not hold up the others."""
    letter_plan.catch_up()
    for row in letter_plan.released():
        let_lapse(row)
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


def _miss(row: PlannedLetter) -> None:
    states.move(row, "missed")
    audit.record("letter_plan.miss", by=None, about=row.meeting, details={"step": row.rule})


def _send(row: PlannedLetter, rule: Rule, now: Situation, *, by: Person | None) -> list[Letter]:
    """Writes the step's letters, to those frozen at its release; without anybody to write to the step is skipped."""
    mailing = row.mailing if row.released_at else None
    if mailing and mailing.state == "waiting":
        return []  # for the second person
    to = rule.audience(now)
    if mailing:
        to = plan_mailings.kept(to, plan_mailings.frozen(mailing))
    if not to.getters:
        states.move(row, "skipped", why="nobody")
        return []
    states.move(row, "done", done_at=clock.now(), done_by=by, sent_to=names(to.people))
    return _write(row, mailing or at_once(now.meeting, rule), now, by=by)


def at_once(
    meeting: Meeting,
    rule: Rule,
    *,
    by: Person | None = None,
    reason: str = "",
    said: Mapping[str, Any] | None = None,
) -> Mailing:
    """The step frozen and released as it is now. Raises ValidationError where a region is left out without a reason."""
    mailing = plan_mailings.begin(meeting, rule.key, by=by, said=said)
    return mailings.release(mailing, by=by, override_reason=reason)


def _write(row: PlannedLetter, mailing: Mailing, now: Situation, *, by: Person | None) -> list[Letter]:
    written = plan_mailings.send(mailing)
    PlannedLetter.objects.filter(pk=row.pk).update(letters=len(written), mailing=mailing)
    row.letters, row.mailing = len(written), mailing
    audit.record("letter_plan.send", by=by, about=now.meeting, details={"step": row.rule, "letters": len(written)})
    return written


@verb
def send_now(
    row: PlannedLetter, *, by: Person, reason: str = "", said: Mapping[str, Any] | None = None
) -> list[Letter]:
    """The coordinator takes the step now, whatever its day; it waits where a second person must look too.

    `reason`: why it leaves although a region is left out; `said` as Situation.said. Raises ValidationError when it
    cannot be, IllegalMove.
    """
    locked = PlannedLetter.objects.select_for_update().get(pk=row.pk)
    rule, now = letter_rules.get(locked.rule), situation_of(locked)
    refuse_over(rule, now)
    if locked.state not in {"planned", "paused", "missed"}:
        raise states.IllegalMove(locked, "done")
    if why := rule.obstacle(now):
        raise ValidationError(why, code="obstacle")
    if not rule.audience(now).getters:
        raise ValidationError(_("There is nobody to write to now."), code="nobody")
    give_up(locked.mailing)
    mailing = at_once(now.meeting, rule, by=by, reason=reason, said=said)
    if mailing.state == "waiting":
        hold(locked, mailing, due_at=clock.now(), has_own_day=True)
        return []
    to = rule.audience(now)
    states.move(locked, "done", done_at=clock.now(), done_by=by, sent_to=names(to.people))
    return _write(locked, mailing, now, by=by)


@verb
def send(
    meeting: Meeting, name: str, *, by: Person, reason: str = "", said: Mapping[str, Any] | None = None
) -> list[Letter]:
    """Sends a rule's letters from the page where they are prepared: the plan's step, or once that is over again.

    Invitations then go to whoever has come since, notes to everybody once more. Waits where a second person must look
    too; what waited for one before is put aside. Raises ValidationError, IllegalMove.
    """
    open_states = ["planned", "paused", "missed"]
    row = PlannedLetter.objects.filter(meeting=meeting, rule=name, state__in=open_states).first()
    if row:
        return send_now(row, by=by, reason=reason, said=said)
    rule, now = letter_rules.get(name), Situation(Meeting.objects.with_page().get(pk=meeting.pk))
    refuse_over(rule, now)
    if why := rule.obstacle(now):
        raise ValidationError(why, code="obstacle")
    give_up(plan_mailings.waiting(meeting, name))
    return plan_mailings.send(at_once(now.meeting, rule, by=by, reason=reason, said=said))


def hold(row: PlannedLetter, mailing: Mailing, **changes: Any) -> None:
    """The step is released as this mass letter and leaves on its day. Raises IllegalMove."""
    to = sorted(MailingReceiver.objects.filter(mailing=mailing).values_list("who", flat=True))
    kept = {"released_at": mailing.released_at, "released_by": mailing.released_by, "released_to": to}
    states.move(row, "planned", provided={"state": row.state}, mailing=mailing, **kept, **changes)


def give_up(mailing: Mailing | None) -> None:
    """A mass letter that was released and has not left is put aside; one that has left stays."""
    mailings.put_aside([mailing] if mailing else [], by=None)


@quiet_verb
def let_lapse(row: PlannedLetter) -> None:
    """The step waits for its release again when its mass letter was taken back or the meeting is not as it was."""
    if row.mailing and row.mailing.state in {"waiting", "scheduled"} and plan_mailings.holds(row.mailing):
        return
    give_up(row.mailing)
    states.move(row, "planned", provided={"state": "planned"}, **NOT_RELEASED)
    audit.record("letter_plan.lapse", by=None, about=row.meeting, details={"step": row.rule})


def refuse_over(rule: Rule, now: Situation) -> None:
    """Nothing leaves of a cancelled meeting, nor after a meeting what belongs before it."""
    if now.meeting.state == "cancelled":
        raise ValidationError(_("The meeting has been cancelled."), code="cancelled")
    if not rule.after and clock.now() >= now.meeting.starts_at:
        raise ValidationError(_("The meeting has begun: this belongs before it."), code="over")


def difference(row: PlannedLetter, to: Audience) -> dict[str, Any]:
    """Since the release, by name: who has come in for a frozen seat, who is new and gets none, who has gone.

    Nothing for a step that was not released.
    """
    if not row.released_at:
        return {}
    before = set(row.released_to)
    frozen = plan_mailings.frozen(row.mailing) if row.mailing else before
    still = {person.public_id: person.name for person in plan_mailings.kept(to, frozen).people}
    now = {person.public_id: person.name for person in to.people}
    gone = Person.objects.filter(public_id__in=before - now.keys())
    return {
        "came": sorted(name for one, name in still.items() if one not in before),
        "new": sorted(name for one, name in now.items() if one not in still),
        "gone": [one.name for one in gone],
    }
