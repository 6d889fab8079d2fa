"""The plan of letters in words: each step with its day, how it stands, who gets it now and who does not."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forum import clock, dates
from meetings.models import Meeting, PlannedLetter
from meetings.services import ladder, letter_plan
from meetings.services.letter_rules import Audience, Rule, Situation, letter_rules

WHYS = {
    "cancelled": gettext_lazy("The meeting has been cancelled"),
    "nobody": gettext_lazy("There was nobody to write to"),
    "passed": gettext_lazy("Its day was over when the plan was made"),
}


@dataclass(frozen=True)
class Line:
    """A step of the plan. `to` is who would get it now; None where that is over or not for the reader."""

    row: PlannedLetter
    rule: Rule
    to: Audience | None = None
    obstacle: str = ""
    difference: dict[str, Any] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day on which it leaves or left."""
        return dates.as_day(self.row.done_at or self.row.due_at)

    @property
    def moved_from(self) -> date | None:
        """The deadline's own day, where the letters leave on another because nobody works on it."""
        meant = self.rule.day(self.row.meeting)
        follows = self.row.state in {"planned", "paused"} and not self.row.has_own_day
        return meant if follows and meant != self.day else None

    @property
    def open(self) -> bool:
        """Whether something is to come of it."""
        return self.row.state in {"planned", "paused", "missed"}

    @property
    def waits(self) -> bool:
        """Whether it waits for the coordinator's release."""
        return self.row.state == "planned" and self.rule.by_hand and not self.row.released_at

    @property
    def css(self) -> str:
        """How its state is marked in the list."""
        return {"done": "done", "missed": "missed", "skipped": "missed"}.get(self.row.state, "")

    @cached_property
    def state(self) -> str:
        """How it stands, in words."""
        row = self.row
        if row.state == "done":
            return self._done()
        if row.state == "skipped":
            return _("left out: %(why)s") % {"why": row.reason or WHYS[row.why]}
        if row.state in {"missed", "paused"}:
            return {"missed": _("missed: nothing was sent"), "paused": _("paused: nothing leaves")}[row.state]
        if row.released_at:
            waits = row.mailing and row.mailing.state == "waiting"
            return _("released: waits for a second person") if waits else _("released: leaves by itself")
        if row.mailing and self.rule.by_hand:
            return _("waits for your release again: the meeting has changed or the release was taken back")
        return _("waits for your release") if self.rule.by_hand else _("leaves by itself")

    def _done(self) -> str:
        count = self.row.letters
        if not count:
            return _("done")
        return ngettext("done, %(n)s letter", "done, %(n)s letters", count) % {"n": count}

    @property
    def seen(self) -> str:
        """A mark of who gets it, so that nothing is sent to others than were shown."""
        people = sorted(person.pk for person in self.to.people) if self.to else []
        return sha256(repr(people).encode()).hexdigest()[:16]

    @property
    def suggested(self) -> date:
        """The day with which the form for moving it begins."""
        return max(dates.as_day(self.row.due_at), clock.today())


def line(row: PlannedLetter, now: Situation | None) -> Line:
    """A step in words; with how the meeting stands also who gets it and what stands in the way."""
    rule = letter_rules.get(row.rule)
    found = Line(row, rule)
    if now is None or not found.open or row.meeting.state == "cancelled":
        return found
    now.day = min(dates.as_day(row.due_at), clock.today())
    to = rule.audience(now)
    return Line(row, rule, to, rule.obstacle(now), ladder.difference(row, to))


def lines(meeting: Meeting, *, in_full: bool) -> list[Line]:
    """The meeting's plan in words; `in_full` with who gets what, which is for the coordinator."""
    now = Situation(meeting) if in_full else None
    rows = letter_plan.of(meeting)
    for row in rows:
        row.meeting = meeting
    return [line(row, now) for row in rows]
