"""The days of a year's rounds: the cheapest chain of pairs of days, found exactly. No database.

Among all ways to lay the rounds one after another on good days, the one with the least cost wins; the costs below are
in squared days, so that "a week off the even spread" (49) can be weighed against "not on the best weekday" (40).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from meetings.services.plan_checks import in_weeks
from meetings.services.plan_facts import DISTANCE, LEAD, WEEK, WEEKDAY, Grounds
from meetings.services.plan_rules import LEVELS, OFFICIALS, POLITICIANS, Rules

CAN_GIVE_WAY = (DISTANCE, WEEK, LEAD, WEEKDAY)
"""Rules that give way when not all can be met, those that matter least first. Bad days never do."""
LEAST_LEAD, LEAST_DISTANCE = 14, 7
"""How near meetings may come when those rules give way: nearer than that, fewer rounds are better."""
WORKWEEK = frozenset(range(5))
NOT_THE_BEST, WRONG_WEEKDAY, WRONG_WEEK, WRONG_LEAD, TOO_NEAR = 40, 4_000, 6_000, 9_000, 2_000
LEAD_WEIGHT, NEARLY = 4, 4
MIDWEEK = timedelta(days=3)

Days = tuple[date, date]


class Way(NamedTuple):
    """A chain of rounds so far, linked backwards, and its cost."""

    cost: int
    pair: Days | None = None
    before: "Way | None" = None


@dataclass(frozen=True)
class Room:
    """Where rounds may lie: the days free for each level, and which rules have given way."""

    grounds: Grounds
    rules: Rules
    gave_way: frozenset[str] = frozenset()

    def free(self, level: str) -> list[date]:
        """The days on which a meeting of the level may be, in order."""
        rules, grounds = self.rules, self.grounds
        weekdays = WORKWEEK if WEEKDAY in self.gave_way else set(rules.level(level).weekdays)
        day, found = max(date(grounds.year, 1, 1), grounds.earliest), []
        while day.year == grounds.year:
            right_week = WEEK in self.gave_way or in_weeks(rules, grounds.year, day)
            if right_week and day.weekday() in weekdays and day not in grounds.bad[level]:
                found.append(day)
            day += timedelta(days=1)
        return found

    def leads(self) -> tuple[int, int]:
        """The fewest and the most days between a round's two meetings."""
        least = self.rules.least_lead
        return (min(least, LEAST_LEAD) if LEAD in self.gave_way else least), self.rules.most_lead

    @property
    def least_distance(self) -> int:
        """The fewest days between two rounds."""
        least = self.rules.distance
        return min(least, LEAST_DISTANCE) if DISTANCE in self.gave_way else least

    def pairs(self) -> list[Days]:
        """Every pair of days that one round may have, by the officials' day."""
        politicians = self.free(POLITICIANS)
        (least, most), start, found = self.leads(), 0, []
        for day in self.free(OFFICIALS):
            while start < len(politicians) and (politicians[start] - day).days < least:
                start += 1
            for other in politicians[start:]:
                if (other - day).days > most:
                    break
                found.append((day, other))
        return found


def most_rounds(room: Room) -> int:
    """How many rounds there is room for: those that are over soonest, one after another."""
    count, free_from = 0, date.min
    for first, last in sorted(room.pairs(), key=lambda pair: (pair[1], pair[0])):
        if first >= free_from:
            count, free_from = count + 1, last + timedelta(days=room.least_distance)
    return count


def room_for(grounds: Grounds, rules: Rules) -> Room:
    """The room in which the rounds fit with the fewest rules giving way; all of them when even that is not enough."""
    for count in range(len(CAN_GIVE_WAY) + 1):
        for gave_way in combinations(CAN_GIVE_WAY, count):
            room = Room(grounds, rules, frozenset(gave_way))
            if most_rounds(room) >= rules.rounds:
                return room
    return room


def best_days(room: Room, count: int) -> list[Days]:
    """The cheapest `count` rounds in the room, in order of time. There must be room for them."""
    year_begins = date(room.grounds.year, 1, 1)
    pairs = [(pair, lasting_cost(room, pair)) for pair in room.pairs()]
    wanted = targets(room, [pair for pair, _cost in pairs], count)
    ways: list[Way | None] | None = None
    for place in range(count):
        ends: list[Way | None] = [None] * 366
        for pair, cost in pairs:
            before = Way(0) if ways is None else way_before(room, ways, (pair[0] - year_begins).days)
            if before is not None:
                end = (pair[1] - year_begins).days
                total = before.cost + cost + place_cost(room, pair[1], wanted[place])
                if (known := ends[end]) is None or total < known.cost:
                    ends[end] = Way(total, pair, before)
        ways = cheapest_until(ends)
    assert ways is not None and ways[-1] is not None, "there is room for them"
    return unrolled(ways[-1])


def way_before(room: Room, ways: Sequence[Way | None], start: int) -> Way | None:
    """The cheapest way that leaves enough days before a round that begins on day `start` of the year.

    Where the distance has given way, each week that is missing costs more than the one before.
    """
    asked = room.rules.distance
    nearest: Way | None = None
    for missing in range(0, asked - room.least_distance + 7, 7):
        until = start - max(asked - missing, room.least_distance)
        if until < 0 or (way := ways[until]) is None:
            continue
        weeks = missing // 7
        cost = way.cost + TOO_NEAR * weeks * weeks
        if nearest is None or cost < nearest.cost:
            nearest = Way(cost, way.pair, way.before)
    return nearest


def cheapest_until(ends: Sequence[Way | None]) -> list[Way | None]:
    """For each day of the year the cheapest way that ends on it or before."""
    best: Way | None = None
    found: list[Way | None] = []
    for way in ends:
        if way is not None and (best is None or way.cost < best.cost):
            best = way
        found.append(best)
    return found


def unrolled(way: Way) -> list[Days]:
    """The way's pairs in order of time."""
    found: list[Days] = []
    step: Way | None = way
    while step is not None and step.pair is not None:
        found.append(step.pair)
        step = step.before
    return found[::-1]


def lasting_cost(room: Room, pair: Days) -> int:
    """What a pair costs wherever it stands in the year: its weekdays, its weeks, the days between."""
    rules, cost = room.rules, 0
    for level, day in zip(LEVELS, pair, strict=True):
        wanted = rules.level(level)
        cost += 0 if day.weekday() == wanted.best else NOT_THE_BEST
        cost += 0 if day.weekday() in wanted.weekdays else WRONG_WEEKDAY
        cost += 0 if in_weeks(rules, room.grounds.year, day) else WRONG_WEEK
    days = (pair[1] - pair[0]).days
    too_short = max(rules.least_lead - days, 0)
    return cost + LEAD_WEIGHT * (days - rules.lead) ** 2 + (WRONG_LEAD + 20 * too_short**2 if too_short else 0)


def place_cost(room: Room, day: date, wanted: date) -> int:
    """What it costs that a round ends on the day: off the even spread, or else simply later."""
    off = (day - wanted).days
    return off * off if room.rules.spread else off


def targets(room: Room, pairs: Sequence[Days], count: int) -> list[date]:
    """Where each round would best end: evenly over the weeks in which one can end with about the days between its
    meetings that were asked for; or all of them as early as possible.
    """
    asked = room.rules.lead
    good = [pair for pair in pairs if abs((pair[1] - pair[0]).days - asked) < NEARLY] or pairs
    weeks = sorted({monday_of(last) for _first, last in good})
    if not room.rules.spread:
        return [weeks[0]] * count
    return [weeks[(2 * place + 1) * len(weeks) // (2 * count)] + MIDWEEK for place in range(count)]


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def around(day: date, weekdays: Sequence[int]) -> Iterator[date]:
    """The day, then the other days of its week, those on the given weekdays first; then in the same way the weeks after
    and before in turn.
    """

    def farness(other: date) -> tuple[bool, int, date]:
        return other.weekday() not in weekdays, abs(other.weekday() - day.weekday()), other

    monday = monday_of(day)
    for weeks in range(27):
        for start in dict.fromkeys((monday + timedelta(weeks=weeks), monday - timedelta(weeks=weeks))):
            yield from sorted((start + timedelta(days=step) for step in range(5)), key=farness)
