"""A year that was, as the ground of a draft: its pairs of days, and the rules they come near."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.utils import timezone

from meetings.models import Cycle, Meeting
from meetings.services import plan_grounds
from meetings.services.plan_rules import LEVELS, MOST_ROUNDS, OFFICIALS, POLITICIANS, LevelRules, Rules

Days = tuple[date, date]
FRIDAY = 4


def meetings_of(cycle: Cycle) -> list[Meeting]:
    """The meetings of the year's rounds. One query."""
    found = plan_grounds.round_meetings().filter(cycle=cycle)
    return list(found.select_related("kind", "host_region").order_by("starts_at"))


def pairs(meetings: Sequence[Meeting], lead: int) -> list[Days]:
    """The days of each round in order of time; a half that is missing lies `lead` days from the other."""
    rounds: dict[int | None, dict[str, date]] = {}
    for one in meetings:
        rounds.setdefault(one.round_id, {})[one.kind.level] = one.day
    found = []
    for halves in rounds.values():
        officials, politicians = halves.get(OFFICIALS), halves.get(POLITICIANS)
        first = officials or (politicians or date.min) - timedelta(days=lead)
        found.append((first, politicians or first + timedelta(days=lead)))
    return sorted(found)


def rules_like(meetings: Sequence[Meeting], usual: Rules) -> tuple[Rules, list[Days]]:
    """Rules that the year's rounds keep, and their pairs of days; what cannot be seen from them is as in `usual`."""
    known = pairs(meetings, usual.lead)[:MOST_ROUNDS]
    weeks = [day.isocalendar().week for pair in known for day in pair]
    values: dict[str, Any] = {
        "rounds": len(known),
        "lead": Counter((then - first).days for first, then in known).most_common(1)[0][0],
        "distance": max(1, min([usual.distance, *gaps(known)])),
        "earliest_week": min(usual.earliest_week, *weeks),
        "latest_week": max(usual.latest_week, *weeks),
        **{level: level_like([one for one in meetings if one.kind.level == level], usual, level) for level in LEVELS},
    }
    return Rules(**{**vars(usual), **values}), known


def gaps(known: Sequence[Days]) -> list[int]:
    """The days between each round and the next."""
    return [(then[0] - first[1]).days for first, then in pairwise(known)]


def level_like(meetings: Sequence[Meeting], usual: Rules, level: str) -> LevelRules:
    """The level's weekdays and times as they were most often."""
    rules = usual.level(level)
    if not meetings:
        return rules
    weekdays = Counter(min(one.day.weekday(), FRIDAY) for one in meetings)
    times = Counter((clock_of(one.starts_at), clock_of(one.ends_at)) for one in meetings).most_common(1)[0][0]
    return LevelRules(
        weekdays=tuple(sorted({*rules.weekdays, *weekdays})),
        best=weekdays.most_common(1)[0][0],
        starts=times[0],
        ends=times[1],
        hosted=any(one.host_region_id for one in meetings),
    )


def clock_of(moment: Any) -> str:
    """The moment's local time: "10:00"."""
    return f"{timezone.localtime(moment):%H:%M}"
