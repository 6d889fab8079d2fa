"""What speaks against a draft's days, by its rules and by the calendar: no database and no words."""

from collections.abc import Iterator, Sequence
from datetime import date

from meetings.deadlines import OFFICIALS_LEAD_WARNING_DAYS
from meetings.services import plan_facts as facts
from meetings.services.plan_facts import Grounds, Planned, Snag
from meetings.services.plan_rules import LEVELS, OFFICIALS, Rules


def snags(grounds: Grounds, rules: Rules, rounds: Sequence[Planned]) -> list[Snag]:
    """Everything that speaks against the rounds: by round, then what concerns the whole year."""
    found: list[Snag] = []
    before: Planned | None = None
    for one in in_time(rounds):
        for level in LEVELS:
            found += [Snag(kind, one.number, level) for kind in day_kinds(grounds, rules, one.half(level).day, level)]
        found += lead_snags(rules, one)
        found += distance_snags(rules, before, one) if before else []
        before = one
    if len(rounds) < rules.rounds:
        found.append(Snag(facts.COUNT, facts={"asked": rules.rounds, "found": len(rounds)}))
    return found


def in_time(rounds: Sequence[Planned]) -> list[Planned]:
    """The rounds in the order of their days."""
    return sorted(rounds, key=lambda one: (one.span, one.number))


def day_kinds(grounds: Grounds, rules: Rules, day: date, level: str) -> Iterator[str]:
    """The kinds of what speaks against the day for a meeting of the level."""
    if day.year != grounds.year:
        yield facts.YEAR
    if day < grounds.earliest:
        yield facts.PAST
    if day in grounds.bad[level]:
        yield facts.OBSTACLE
    if day.weekday() not in rules.level(level).weekdays:
        yield facts.WEEKDAY
    if not in_weeks(rules, grounds.year, day):
        yield facts.WEEK


def in_weeks(rules: Rules, year: int, day: date) -> bool:
    """Whether the day is in one of the weeks that the rules allow."""
    found = day.isocalendar()
    return found.year == year and rules.earliest_week <= found.week <= rules.latest_week


def lead_snags(rules: Rules, one: Planned) -> Iterator[Snag]:
    """What is wrong with the days between the round's two meetings."""
    days = {"days": one.lead, "least": rules.least_lead, "most": rules.most_lead}
    if one.lead <= 0:
        yield Snag(facts.ORDER, one.number, OFFICIALS)
    elif not rules.least_lead <= one.lead <= rules.most_lead:
        yield Snag(facts.LEAD, one.number, OFFICIALS, days)
    elif one.lead < OFFICIALS_LEAD_WARNING_DAYS:
        yield Snag(facts.SHORT, one.number, OFFICIALS, days)


def distance_snags(rules: Rules, before: Planned, one: Planned) -> Iterator[Snag]:
    """What is wrong with the days between a round and the next."""
    days = (one.span[0] - before.span[1]).days
    about = {"days": days, "least": rules.distance, "other": before.number}
    if days <= 0:
        yield Snag(facts.OVERLAP, one.number, OFFICIALS, about)
    elif days < rules.distance:
        yield Snag(facts.DISTANCE, one.number, OFFICIALS, about)
