"""Cycles' verbs, and which themes a cycle has had."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forum.models import Person
from forum.services import audit
from forum.services.verbs import verb
from meetings.models import Cycle, Round
from meetings.services.planning import refusal
from themes.models import Programme, Theme


@dataclass(frozen=True)
class Waiting:
    """A theme that has no round in a cycle, and the last round it had before (or None)."""

    theme: Theme
    last: Round | None

    @property
    def order(self) -> tuple[int, int, int]:
        """The longest waiting first, then by number."""
        return (self.last.cycle.year, self.last.number, 0) if self.last else (0, 0, self.theme.number)


@verb
def create(*, year: int, programme: Programme, by: Person | None, **values: Any) -> Cycle:
    """A new year of meetings, not public yet."""
    if Cycle.objects.filter(year=year).exists():
        raise refusal("year", _("The year %(year)s already exists.") % {"year": year}, "twin")
    cycle = Cycle.objects.create(year=year, programme=programme, **values)
    audit.record("cycles.create", by=by, about=cycle, details={"programme": str(programme)})
    return cycle


@verb
def change(cycle: Cycle, *, by: Person, **values: Any) -> None:
    """Changes the programme, only while the year has no rounds."""
    programme = values.get("programme", cycle.programme)
    if programme != cycle.programme and (cycle.rounds.exists() or cycle.meetings.exists()):
        message = _("The year already has meetings on this programme's themes, so the programme stays.")
        raise refusal("programme", message, "in_use")
    details = audit.changes(cycle, values)
    for name, value in values.items():
        setattr(cycle, name, value)
    cycle.save(update_fields=list(values))
    audit.record("cycles.change", by=by, about=cycle, details=details)


@verb
def publish(cycle: Cycle, *, by: Person | None) -> None:
    """Makes the year public: its announced meetings can be seen by everybody."""
    if Cycle.objects.filter(pk=cycle.pk, is_public=False).update(is_public=True):
        cycle.is_public = True
        audit.record("cycles.publish", by=by, about=cycle)


def waiting_themes(cycle: Cycle, covered: Iterable[int]) -> list[Waiting]:
    """Themes of the cycle's programme outside `covered` (theme ids): they come first in the next cycle. Two queries."""
    covered = set(covered)
    themes = [theme for theme in cycle.programme.themes.all() if theme.pk not in covered]
    if not themes:
        return []
    earlier = Round.objects.filter(theme__in=themes, cycle__year__lt=cycle.year, cycle__is_public=True)
    last: dict[int, Round] = {}
    for one in earlier.select_related("cycle").order_by("cycle__year", "number"):
        last[one.theme_id] = one
    return sorted((Waiting(theme, last.get(theme.pk)) for theme in themes), key=lambda one: one.order)
