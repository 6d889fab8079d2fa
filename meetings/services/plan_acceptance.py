"""A draft becomes a year: the cycle, its rounds and their meetings with all deadlines, in one transaction."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from forum import states
from forum.models import Person
from forum.services import audit
from forum.services.verbs import verb
from meetings.models import Cycle, MeetingKind, Plan
from meetings.services import cycles, plan_checks, plan_grounds, plan_words, planning, plans, rounds
from meetings.services.plan_facts import Planned
from meetings.services.plan_rules import LEVELS, Rules
from regions.models import Region
from themes.models import Theme

TIMES = ("starts", "ends")


def accept(plan: Plan, *, revision: int, by: Person) -> Cycle:
    """Makes the draft's year; it is not public yet. Raises ValidationError when it cannot be, IllegalMove when the
    draft has been accepted already or was changed since `revision`.
    """
    try:
        with transaction.atomic():
            return make_year(plan, revision=revision, by=by)
    except (IntegrityError, ValidationError) as error:
        plan.refresh_from_db()
        if plan.state == "accepted":  # by somebody else, or by a double click, meanwhile
            raise states.IllegalMove(plan, "accepted") from error
        if isinstance(error, ValidationError) or not is_taken(plan.year):
            raise
        raise ValidationError(taken_words(plan.year), code="taken") from error


@verb
def make_year(plan: Plan, *, revision: int, by: Person) -> Cycle:
    """The cycle with its rounds and meetings, from a draft that nothing forbids."""
    planned = plan_checks.in_time(plans.rounds_of(plan))
    refuse(plan, planned)
    cycle = cycle_for(plan, by=by)
    states.move(plan, "accepted", provided={"revision": revision}, cycle=cycle)
    values = Values(plan)
    for one in planned:
        halves = {level: values.of(one, level) for level in LEVELS}
        rounds.add(cycle, theme=values.themes[one.theme], by=by, **halves)
    audit.record("plans.accept", by=by, about=plan, details={"cycle": cycle.year, "rounds": len(planned)})
    return cycle


def refuse(plan: Plan, planned: list[Planned]) -> None:
    """Raises ValidationError, in words, when no cycle can be made of the draft."""
    if not planned:
        raise ValidationError(_("The draft has no rounds. Propose it again with other rules."), code="empty")
    known = plan_grounds.of_days(plan.year)
    found = plan_checks.snags(known.grounds, plans.rules_of(plan), planned)
    words = plan_words.Words(plan.year, planned, plans.rules_of(plan), known.obstacles)
    if forbidding := [words.of(snag) for snag in found if snag.forbids]:
        raise ValidationError([ValidationError(text, code="forbidden") for text in forbidding])
    if is_taken(plan.year):
        raise ValidationError(taken_words(plan.year), code="taken")


def is_taken(year: int) -> bool:
    """Whether the year has rounds or meetings already."""
    cycle = Cycle.objects.filter(year=year).first()
    return cycle is not None and (cycle.rounds.exists() or cycle.meetings.exclude(state="cancelled").exists())


def taken_words(year: int) -> str:
    """Why a draft of a year that has meetings cannot be accepted."""
    return _(
        "The year %(year)s already has meetings, so this draft cannot become its rounds. "
        "The draft stays here to compare with; change the meetings on the year's own page."
    ) % {"year": year}


def cycle_for(plan: Plan, *, by: Person) -> Cycle:
    """The year's cycle with the draft's programme: an empty one that is there, or a new one with the deadlines of the
    year before.
    """
    cycle = Cycle.objects.filter(year=plan.year).first()
    if cycle is None:
        before = Cycle.objects.filter(year__lt=plan.year).order_by("-year").first()
        offsets = dict(before.offsets) if before else {}
        return cycles.create(year=plan.year, programme=plan.programme, by=by, offsets=offsets)
    if cycle.programme_id != plan.programme_id:
        cycles.change(cycle, by=by, programme=plan.programme)
    return cycle


class Values:
    """The meetings' values as their service takes them."""

    def __init__(self, plan: Plan) -> None:
        self.rules: Rules = plans.rules_of(plan)
        self.remote = plan_words.in_each_language(gettext_noop("Remote meeting"))
        self.kinds = {level: MeetingKind.objects.filter(level=level).order_by("order")[0] for level in LEVELS}
        self.regions: Mapping[int, Region] = Region.objects.in_bulk()
        self.themes: Mapping[int, Theme] = Theme.objects.filter(programme=plan.programme_id).in_bulk()

    def of(self, one: Planned, level: str) -> dict[str, Any]:
        """One of the round's two meetings. A host region names the place later; without one it is the usual place."""
        half = one.half(level)
        place = {} if half.host else self.remote if half.remote else self.rules.place
        return {
            "kind": self.kinds[level],
            "host_region": self.regions[half.host] if half.host else None,
            "remote_link": self.rules.remote_link,
            **{f"{part}_at": self.moment(half.day, level, part) for part in TIMES},
            **{f"place_{code}": text for code, text in place.items()},
        }

    def moment(self, day: date, level: str, part: str) -> Any:
        """The meeting's start or end."""
        return planning.local_moment(day, time.fromisoformat(getattr(self.rules.level(level), part)))
