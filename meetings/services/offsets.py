"""Deadlines' verbs: a year's and a meeting's own offsets, what may be chosen, and what follows for the days."""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum import clock, dates
from forum.models import AuditEntry, Person
from forum.services import audit
from forum.services.verbs import verb
from meetings.deadline_words import LABELS
from meetings.deadlines import APART, BEFORE_THE_DAY, DEADLINES, DEFAULT_OFFSETS, IN_ORDER
from meetings.models import Cycle, Meeting
from meetings.services import letter_plan, planning, registration, steps
from meetings.services.standing import Standing
from themes.services.clash import Clash

Offsets = Mapping[str, int]


def of_year(cycle: Cycle) -> dict[str, int]:
    """All offsets of the year: its own, and the forum's where it has none."""
    return {**DEFAULT_OFFSETS, **cycle.offsets}


def of_meeting(meeting: Meeting) -> dict[str, int]:
    """All offsets of the meeting."""
    return {**of_year(meeting.cycle), **meeting.offsets}


def mark(row: Cycle | Meeting) -> str:
    """A short mark of the row's own offsets as they are: two who edit at once are told apart by it."""
    return sha256(repr(sorted(row.offsets.items())).encode()).hexdigest()[:16]


def check(offsets: Offsets) -> None:
    """Refuses offsets that make no sense, by field: beyond their bounds, or in the wrong order."""
    wrong: dict[str, list[str]] = {}
    for key, words in (*_out_of_bounds(offsets), *_out_of_order(offsets)):
        wrong.setdefault(key, []).append(words)
    if wrong:
        raise ValidationError(wrong)  # type: ignore[arg-type]


def _out_of_bounds(offsets: Offsets) -> Iterator[tuple[str, str]]:
    for key, one in DEADLINES.items():
        if not one.least <= offsets[key] <= one.most:
            bounds = sorted((abs(one.least), abs(one.most)))
            words = {"least": bounds[0], "most": bounds[1]}
            yield key, _("Give a number from %(least)s to %(most)s.") % words
    for key in BEFORE_THE_DAY:
        if offsets[key] == 0:
            yield key, _("This must be over before the meeting's own day.")


def _out_of_order(offsets: Offsets) -> Iterator[tuple[str, str]]:
    for first, then in IN_ORDER:
        if offsets[first] > offsets[then]:
            words = {"first": LABELS[first], "then": LABELS[then]}
            yield then, _("“%(first)s” comes before “%(then)s”.") % words
        elif offsets[first] == offsets[then] and (first, then) in APART:
            words = {"first": LABELS[first], "then": LABELS[then]}
            yield then, _("“%(first)s” and “%(then)s” cannot fall on the same day.") % words


@verb
def change_year(cycle: Cycle, *, by: Person, seen: str, offsets: Offsets) -> dict[str, Any]:
    """Gives the year these offsets, as it was `seen`; gives back what changed. Raises ValidationError by field, Clash.

    Meetings that have deadlines of their own keep those; refused when one of them would then stand out of order.
    """
    now = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if mark(now) != seen:
        raise Clash(now)
    check(offsets)
    for meeting in now.meetings.exclude(offsets={}).select_related("kind"):
        _check_with(offsets, meeting)
    kept = {key: days for key, days in offsets.items() if days != DEFAULT_OFFSETS[key]}
    changes = audit.changes(now, {"offsets": kept})
    if changes:
        Cycle.objects.filter(pk=now.pk).update(offsets=kept)
        audit.record("cycles.change_deadlines", by=by, about=now, details=changes)
        for meeting in now.meetings.filter(state="registration_closed"):
            registration.reopen(meeting)
        letter_plan.follow_all(letter_plan.planned_meetings().filter(cycle=now))
    cycle.offsets = kept
    return changes


def _check_with(offsets: Offsets, meeting: Meeting) -> None:
    """Refuses a year's offsets with which a meeting's own ones make no sense."""
    try:
        check({**offsets, **meeting.offsets})
    except ValidationError as error:
        reasons = " ".join(error.messages)
        words = {"meeting": planning.named(meeting), "reasons": reasons}
        raise ValidationError(
            _("%(meeting)s has deadlines of its own that do not fit these: %(reasons)s") % words, code="meeting"
        ) from error


@verb
def change_meeting(meeting: Meeting, *, by: Person, seen: str, offsets: Offsets) -> dict[str, Any]:
    """Gives the meeting these offsets, as it was `seen`; none of its own where they are the year's.

    Gives back what changed. Raises ValidationError by field, Clash.
    """
    now = Meeting.objects.select_for_update(of=("self",)).select_related("cycle", "kind").get(pk=meeting.pk)
    if mark(now) != seen:
        raise Clash(now)
    _refuse_ended(now)
    check(offsets)
    years = of_year(now.cycle)
    kept = {key: days for key, days in offsets.items() if days != years[key]}
    changes = audit.changes(now, {"offsets": kept})
    if changes:
        now.offsets = meeting.offsets = kept
        Meeting.objects.filter(pk=now.pk).update(offsets=kept)
        audit.record("meetings.change_deadlines", by=by, about=now, details=changes)
        registration.reopen(now)
        letter_plan.follow(now)
    return changes


def reset_meeting(meeting: Meeting, *, by: Person, seen: str) -> dict[str, Any]:
    """The meeting follows its year again in everything."""
    return change_meeting(meeting, by=by, seen=seen, offsets=of_year(meeting.cycle))


def reset_year(cycle: Cycle, *, by: Person, seen: str) -> dict[str, Any]:
    """The year follows the forum's usual deadlines again."""
    return change_year(cycle, by=by, seen=seen, offsets=DEFAULT_OFFSETS)


def _refuse_ended(meeting: Meeting) -> None:
    if meeting.state == "cancelled":
        raise ValidationError(_("The meeting has been cancelled and cannot be changed."), code="cancelled")


def last_changed(row: Cycle | Meeting) -> AuditEntry | None:
    """Who changed the row's deadlines last, and when. One query."""
    verbs = {"cycle": "cycles.change_deadlines", "meeting": "meetings.change_deadlines"}
    kind = row._meta.model_name or ""
    known = str(getattr(row, "public_id", row.pk))
    found = AuditEntry.objects.filter(about_kind=kind, about_id=known, verb=verbs[kind])
    return found.select_related("actor").first()


@dataclass(frozen=True)
class Shift:
    """A deadline that moves: from which day to which, and whether its step was over before."""

    key: str
    old: date
    new: date
    over: bool

    @property
    def label(self) -> str:
        """The deadline in words."""
        return str(LABELS[self.key])

    @property
    def past(self) -> bool:
        """Whether it would have to be done before today, and is not."""
        return not self.over and self.new < clock.today()

    @property
    def moves(self) -> bool:
        """Whether its day changes."""
        return self.old != self.new


def effect(
    meeting: Meeting, standing: Standing, *, starts_at: datetime | None = None, offsets: Offsets | None = None
) -> list[Shift]:
    """What happens to every deadline when the meeting starts at another moment or gets other offsets. No queries."""
    after = copy(meeting)
    after.starts_at = starts_at or meeting.starts_at
    after.offsets = dict(meeting.offsets if offsets is None else offsets)
    over = {key for step in steps.of(meeting, standing) if step.over for key in steps.PARTS.get(step.key, (step.key,))}
    return [Shift(key, meeting.deadline(key), after.deadline(key), key in over) for key in DEADLINES]


def past_words(shifts: list[Shift]) -> list[str]:
    """What would have to be done before today, in words, of the deadlines that move."""
    words = _("%(step)s would have been due on %(day)s, which has passed.")
    return [words % {"step": one.label, "day": dates.long(one.new)} for one in shifts if one.past and one.moves]
