"""The rules that a year is proposed from, and how a draft keeps them. Plain data: no database."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from meetings.deadlines import OFFICIALS_LEAD_DAYS, OFFICIALS_LEAD_WARNING_DAYS

OFFICIALS, POLITICIANS = "officials", "politicians"
LEVELS = (OFFICIALS, POLITICIANS)
MOST_ROUNDS = 8
LEAD_SLACK_BEFORE, LEAD_SLACK_AFTER = 7, 14
"""How many days the officials' meeting may come nearer or farther than asked when holidays are in the way."""


@dataclass(frozen=True)
class LevelRules:
    """One level's meetings: on which weekdays (Monday is 0) and best on which, from when to when, hosted by regions."""

    weekdays: tuple[int, ...] = (1, 2, 3)
    best: int = 3
    starts: str = "09:00"
    ends: str = "15:00"
    hosted: bool = True


@dataclass(frozen=True)
class Rules:
    """What the coordinator asks of a year. Weeks are ISO weeks, `lead` and `distance` are days.

    `lead` lies between the two meetings of a round, `distance` at least between a round and the next. `rotate`: the
    themes least covered come first, else they come in their order. `remote`: how many officials' meetings, the last of
    the year, are held remotely. `place` ({"fi": …}) is where meetings are that no region hosts.
    """

    rounds: int = 4
    lead: int = OFFICIALS_LEAD_DAYS
    distance: int = 14
    earliest_week: int = 4
    latest_week: int = 49
    spread: bool = True
    rotate: bool = True
    remote: int = 0
    remote_link: str = ""
    place: Mapping[str, str] = field(default_factory=dict)
    officials: LevelRules = field(default_factory=LevelRules)
    politicians: LevelRules = field(default_factory=lambda: LevelRules(starts="10:00", ends="12:30", hosted=False))

    def level(self, name: str) -> LevelRules:
        """The level's own rules."""
        return self.officials if name == OFFICIALS else self.politicians

    @property
    def least_lead(self) -> int:
        """The fewest days between the two meetings of a round: three weeks, or what was asked when that is less."""
        return max(min(self.lead, OFFICIALS_LEAD_WARNING_DAYS), self.lead - LEAD_SLACK_BEFORE)

    @property
    def most_lead(self) -> int:
        """The most days between the two meetings of a round."""
        return self.lead + LEAD_SLACK_AFTER


def as_json(rules: Rules) -> dict[str, Any]:
    """The rules as a draft keeps them."""
    return asdict(rules)


def from_json(kept: Mapping[str, Any]) -> Rules:
    """The rules of a draft; what it does not know has its usual value."""
    known = {one.name for one in fields(Rules)}
    values = {name: value for name, value in kept.items() if name in known}
    for name in LEVELS:
        if name in values:
            level = dict(values[name])
            values[name] = LevelRules(**{**level, "weekdays": tuple(level["weekdays"])})
    return Rules(**values)
