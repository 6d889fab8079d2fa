"""Drafts' verbs: a year is proposed, changed by hand, copied, named, removed. Accepting is in plan_acceptance.py."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from forum import clock, states
from forum.models import Person
from forum.services import audit
from forum.services.verbs import quiet_verb
from forum.texts import LANGUAGES
from meetings.models import Cycle, Plan, PlannedRound
from meetings.services import plan_from_cycle, plan_grounds, plan_rules, proposing
from meetings.services.plan_facts import Planned, Proposal
from meetings.services.plan_rules import Rules
from meetings.services.planning import refusal
from regions.models import Region
from themes.models import Programme, Theme
from themes.services.clash import Clash

LONGEST_NAME = 96
"""Room is left for a number."""


@quiet_verb
def make(year: int, *, name: str, programme: Programme, rules: Rules, by: Person | None) -> Plan:
    """A new draft of the year, proposed from the rules."""
    proposal = proposing.propose(plan_grounds.of_year(year, programme), rules)
    plan = keep(year, name=name, programme=programme, rules=rules, proposal=proposal, by=by)
    audit.record("plans.make", by=by, about=plan, details={"rounds": len(proposal.rounds)})
    return plan


@quiet_verb
def copy_year(year: int, *, before: Cycle, rules: Rules, by: Person | None) -> Plan:
    """A draft with an earlier year's weeks, its days moved to good ones; themes and hosts take their turns."""
    rules, pairs = plan_from_cycle.rules_like(plan_from_cycle.meetings_of(before), rules)
    proposal = proposing.like_before(plan_grounds.of_year(year, before.programme), rules, pairs)
    name = free_name(year, _("Like %(year)s") % {"year": before.year})
    plan = keep(year, name=name, programme=before.programme, rules=rules, proposal=proposal, by=by)
    audit.record("plans.copy_year", by=by, about=plan, details={"cycle": before.year})
    return plan


def keep(year: int, *, name: str, programme: Programme, rules: Rules, proposal: Proposal, by: Person | None) -> Plan:
    """Saves a proposal as a draft. Raises ValidationError when the year has a draft of that name."""
    refuse_name(year, name)
    plan = Plan.objects.create(
        year=year, name=name, programme=programme, rules=plan_rules.as_json(rules), made_by=by, made_at=clock.now()
    )
    PlannedRound.objects.bulk_create(plan_grounds.rows(plan, proposal.rounds))
    return plan


@quiet_verb
def propose_again(plan: Plan, *, revision: int, programme: Programme, rules: Rules, by: Person) -> None:
    """Proposes the draft's rounds anew from other rules; days changed by hand are replaced."""
    claim(plan, revision, programme=programme, rules=plan_rules.as_json(rules))
    proposal = proposing.propose(plan_grounds.of_year(plan.year, programme), rules)
    plan.rounds.all().delete()
    PlannedRound.objects.bulk_create(plan_grounds.rows(plan, proposal.rounds))
    audit.record("plans.propose_again", by=by, about=plan, details={"rounds": len(proposal.rounds)})


@quiet_verb
def change(plan: Plan, *, revision: int, rounds: Sequence[Planned], by: Person) -> bool:
    """Saves days, themes and hosts changed by hand. Raises Clash when the draft was changed since `revision`."""
    changed_facts = differences(rounds_of(plan), rounds)
    if not changed_facts and plan.revision == revision:
        return False
    claim(plan, revision)
    kept = {row.number: row.pk for row in plan.rounds.all()}
    changed = plan_grounds.rows(plan, rounds)
    for row in changed:
        row.pk = kept[row.number]
    names = [field.name for field in PlannedRound._meta.fields if field.name not in {"id", "plan", "number"}]
    PlannedRound.objects.bulk_update(changed, names)
    audit.record("plans.change", by=by, about=plan, details=as_logged(changed_facts))
    return True


FACTS = ("theme", *(f"{level}_{name}" for level in plan_rules.LEVELS for name in ("day", "host", "remote")))


def facts_of(one: Planned) -> list[Any]:
    """The round's facts in the order of `FACTS`."""
    halves = [one.half(level) for level in plan_rules.LEVELS]
    return [one.theme, *(value for half in halves for value in (half.day, half.host, half.remote))]


def differences(before: Sequence[Planned], after: Sequence[Planned]) -> dict[str, list[tuple[int, Any, Any]]]:
    """For each fact that differs between two lists of the same rounds: (round, old, new)."""
    old = {one.number: one for one in before}
    found: dict[str, list[tuple[int, Any, Any]]] = {}
    for one in after:
        for name, was, now in zip(FACTS, facts_of(old[one.number]), facts_of(one), strict=True):
            if was != now:
                found.setdefault(name, []).append((one.number, was, now))
    return found


def as_logged(changed: dict[str, list[tuple[int, Any, Any]]]) -> dict[str, Any]:
    """The differences as the log keeps them: ["1: 2028-02-17", "1: 2028-02-24"], themes by number, regions by name."""
    themes = dict(Theme.objects.values_list("pk", "number")) if "theme" in changed else {}
    hosted = any(name.endswith("_host") for name in changed)
    regions = {one.pk: str(one.name) for one in Region.objects.all()} if hosted else {}

    def text(name: str, value: Any) -> str:
        known: dict[Any, Any] = themes if name == "theme" else regions if name.endswith("_host") else {}
        return "–" if value is None else str(known.get(value, value))

    return {
        name: ["; ".join(f"{number}: {text(name, pair[side])}" for number, *pair in rows) for side in (0, 1)]
        for name, rows in changed.items()
    }


@quiet_verb
def rename(plan: Plan, *, name: str, by: Person) -> None:
    """Another name for the draft. Raises ValidationError when another draft of the year has it."""
    if name == plan.name:
        return
    refuse_name(plan.year, name)
    details = audit.changes(plan, {"name": name})
    plan.name = name
    plan.save(update_fields=["name"])
    audit.record("plans.rename", by=by, about=plan, details=details)


@quiet_verb
def copy(plan: Plan, *, by: Person) -> Plan:
    """A draft like this one, under a name of its own."""
    rounds = tuple(rounds_of(plan))
    made = keep(
        plan.year,
        name=free_name(plan.year, _("%(name)s, copy") % {"name": plan.name}),
        programme=plan.programme,
        rules=rules_of(plan),
        proposal=Proposal(rounds, (), 0),
        by=by,
    )
    audit.record("plans.copy", by=by, about=made, details={"plan": plan.name})
    return made


@quiet_verb
def remove(plan: Plan, *, by: Person) -> None:
    """Removes a draft. One that a year was made of stays."""
    audit.record("plans.remove", by=by, about=plan)
    if not Plan.objects.filter(pk=plan.pk, state="draft").delete()[0]:
        plan.refresh_from_db()
        raise states.IllegalMove(plan, "removed")


def claim(plan: Plan, revision: int, **values: Any) -> None:
    """One conditional UPDATE: of two who save at once one wins, the other gets Clash. Accepted drafts stay."""
    found = Plan.objects.filter(pk=plan.pk, revision=revision, state="draft")
    if not found.update(**values, revision=F("revision") + 1):
        raise Clash(Plan.objects.get(pk=plan.pk))
    plan.refresh_from_db()


def rounds_of(plan: Plan) -> list[Planned]:
    """The draft's rounds as plain data. One query, or none when they have been prefetched."""
    return [plan_grounds.planned(row) for row in plan.rounds.all()]


def rules_of(plan: Plan) -> Rules:
    """The rules the draft was proposed from."""
    return plan_rules.from_json(plan.rules)


def usual_rules() -> Rules:
    """What the rules' form begins with: those of the newest accepted draft, or else the forum's."""
    newest = Plan.objects.filter(state="accepted").order_by("-year").first()
    return rules_of(newest) if newest else Rules(place=usual_place())


def usual_place() -> dict[str, str]:
    """Where the newest politicians' meeting was that no region hosted, by language."""
    found = plan_grounds.round_meetings().filter(kind__level="politicians", host_region=None)
    newest = found.order_by("-starts_at").first()
    return {code: getattr(newest, f"place_{code}", "") for code in LANGUAGES}


def refuse_name(year: int, name: str) -> None:
    """Raises ValidationError when the year has a draft of that name."""
    if Plan.objects.filter(year=year, name=name).exists():
        message = _("%(year)s already has a draft called “%(name)s”. Choose another name.")
        raise refusal("name", message % {"year": year, "name": name}, "twin")


def free_name(year: int, wanted: str) -> str:
    """The wanted name, with a number after it when the year has such a draft already."""
    taken = set(Plan.objects.filter(year=year).values_list("name", flat=True))
    wanted = wanted[:LONGEST_NAME]
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted} {number}"
    return name
