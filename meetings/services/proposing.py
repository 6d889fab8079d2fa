"""Proposing a year: rounds on good days, themes and hosts in turn. Dataclasses in, dataclasses out, no database.

A proposal either meets every hard rule (`plan_facts.HARD`), or its `snags` say which it could not meet.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from meetings.services import plan_checks, plan_days, plan_turns
from meetings.services.plan_facts import Grounds, Half, Planned, Proposal
from meetings.services.plan_rules import LEVELS, OFFICIALS, POLITICIANS, Rules

Days = plan_days.Days


def propose(grounds: Grounds, rules: Rules) -> Proposal:
    """The best year that the rules and the calendar allow."""
    room = plan_days.room_for(grounds, rules)
    count = min(rules.rounds, plan_days.most_rounds(room))
    return completed(grounds, rules, plan_days.best_days(room, count) if count else [])


def like_before(grounds: Grounds, rules: Rules, before: Sequence[Days]) -> Proposal:
    """The year with an earlier year's weeks: each meeting in the same week on the same weekday, or as near as is good.

    `before` holds that year's pairs of days in order of time.
    """
    found: list[Days] = []
    for officials, politicians in before:
        earlier = found[-1][1] if found else date.min
        first = near(grounds, rules, OFFICIALS, same_week(grounds.year, officials), earlier)
        then = near(grounds, rules, POLITICIANS, same_week(grounds.year, politicians), first)
        found.append((first, then))
    return completed(grounds, rules, found)


def same_week(year: int, day: date) -> date:
    """The day of the same weekday in the same ISO week of another year."""
    week = min(day.isocalendar().week, date(year, 12, 28).isocalendar().week)
    return date.fromisocalendar(year, week, day.isoweekday())


def near(grounds: Grounds, rules: Rules, level: str, wanted: date, after: date) -> date:
    """The good day nearest to the wanted one, and after another; the wanted one when the year has none."""
    for day in plan_days.around(wanted, rules.level(level).weekdays):
        in_year = day.year == grounds.year and day >= grounds.earliest
        if in_year and day > after and day not in grounds.bad[level]:
            return day
    return wanted


def completed(grounds: Grounds, rules: Rules, days: Sequence[Days]) -> Proposal:
    """The days with their themes, hosts and snags."""
    themes = plan_turns.themes_in_turn(grounds.themes, len(days), year=grounds.year, rotate=rules.rotate)
    halves = with_places(grounds, rules, days)
    rounds = tuple(
        Planned(place + 1, themes[place], halves[OFFICIALS, place], halves[POLITICIANS, place])
        for place in range(len(days) if themes else 0)
    )
    room = plan_days.most_rounds(plan_days.Room(grounds, rules))
    return Proposal(rounds, tuple(plan_checks.snags(grounds, rules, rounds)), room)


def with_places(grounds: Grounds, rules: Rules, days: Sequence[Days]) -> dict[tuple[str, int], Half]:
    """Each meeting with its host, or held remotely; hosts take turns in the order of the meetings' days."""
    remote = {(OFFICIALS, len(days) - 1 - place) for place in range(min(rules.remote, len(days)))}
    slots = [(pair[part], level, place) for place, pair in enumerate(days) for part, level in enumerate(LEVELS)]
    hosted = [
        (day, level, place) for day, level, place in slots if rules.level(level).hosted and (level, place) not in remote
    ]
    hosts = plan_turns.hosts_in_turn(grounds.hosts, [day for day, _level, _place in hosted])
    by_slot = {(level, place): host for (_day, level, place), host in zip(hosted, hosts, strict=True)}
    return {
        (level, place): Half(day, by_slot.get((level, place)), (level, place) in remote) for day, level, place in slots
    }


def moved(half: Half, days: int) -> Half:
    """The same meeting so many days later."""
    return Half(half.day + timedelta(days=days), half.host, half.remote)
