"""The coordinator's form of deadlines: one number for each, before or after the meeting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from meetings.deadline_words import LABELS, unit
from meetings.deadlines import DEADLINES, DEFAULT_OFFSETS, Deadline
from meetings.forms.confirming import Confirming, give
from meetings.models import Cycle, Meeting
from meetings.services import offsets
from meetings.services.offsets import Shift
from meetings.services.standing import Standing


@dataclass(frozen=True)
class Line:
    """A deadline of the form: its field, what its number counts, the usual and the saved number, and its day.

    `own`: what is saved is not the usual.
    """

    field: BoundField
    unit: Any
    usual: int
    own: bool
    saved: int
    shift: Shift | None = None

    @property
    def differs(self) -> bool:
        """Whether something else is saved than what the field holds."""
        return str(self.field.value()) != str(self.saved)

    @property
    def day(self) -> date | None:
        """The day that the number gives."""
        return self.shift.new if self.shift else None


class OffsetsForm(Confirming):
    """Deadlines of a year, or of one of its meetings: then their days are shown, and warned of when they have passed.

    `seen` is the mark of the offsets the form was drawn from.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, cycle: Cycle, meeting: Meeting | None = None, standing: Standing | None = None, **kwargs: Any
    ) -> None:
        self.cycle, self.meeting, self.standing = cycle, meeting, standing or Standing()
        self.row: Cycle | Meeting = meeting or cycle
        self.usual = offsets.of_year(cycle) if meeting else DEFAULT_OFFSETS
        self.now = offsets.of_meeting(meeting) if meeting else offsets.of_year(cycle)
        self.clashed = False
        kwargs["initial"] = {"seen": offsets.mark(self.row), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for key, one in DEADLINES.items():
            self.fields[key] = self._field(one)

    def _field(self, one: Deadline) -> forms.IntegerField:
        """A number without a sign; empty means the usual one."""
        low, high = sorted((abs(one.least), abs(one.most)))
        return forms.IntegerField(
            label=LABELS[one.key],
            min_value=low,
            max_value=high,
            required=False,
            initial=abs(self.now[one.key]),
            widget=forms.NumberInput(attrs={"aria-describedby": f"unit_{one.key}", "min": low, "max": high}),
        )

    def clean(self) -> dict[str, Any]:
        """Refuses what makes no sense; warns of a meeting's deadlines that have passed."""
        data = super().clean() or self.cleaned_data
        if not self.errors:
            give(self, lambda: offsets.check(self.values()), {})
        if not self.errors and self.meeting:
            self.warn(offsets.past_words(self.shifts()))
        return data

    def adopt(self, row: Cycle | Meeting) -> None:
        """Somebody else saved first: what was typed stays beside what is saved now, and may be saved again."""
        self.row.offsets, self.clashed = row.offsets, True
        self.now = offsets.of_meeting(self.meeting) if self.meeting else offsets.of_year(self.cycle)
        self.refill(seen=offsets.mark(self.row))

    def values(self) -> dict[str, int]:
        """Every deadline's offset as it was typed."""
        typed = {key: self.cleaned_data.get(key) for key in DEADLINES}
        signed = {key: -days if DEADLINES[key].before else days for key, days in typed.items() if days is not None}
        return {**self.usual, **signed}

    def shifts(self) -> list[Shift]:
        """What happens to the meeting's days."""
        assert self.meeting
        wanted = self.values() if self.is_bound and hasattr(self, "cleaned_data") else self.now
        return offsets.effect(self.meeting, self.standing, offsets=wanted)

    def lines(self) -> Iterator[Line]:
        """The deadlines in their order."""
        shifts = {one.key: one for one in self.shifts()} if self.meeting else {}
        for key in DEADLINES:
            own = self.now[key] != self.usual[key]
            yield Line(self[key], unit(key), abs(self.usual[key]), own, abs(self.now[key]), shifts.get(key))

    @property
    def explanation(self) -> str:
        """What an empty field means."""
        if self.meeting:
            return _("An empty field follows the year's deadline.")
        return _("An empty field follows the forum's usual deadline.")
