"""What the planner is told and what it answers: plain data, no database and no words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from meetings.services.plan_rules import OFFICIALS

WEEKDAY, WEEK, LEAD, DISTANCE, OBSTACLE, COUNT = "weekday", "week", "lead", "distance", "obstacle", "count"
SHORT, LATE = "short", "late"
ORDER, OVERLAP, PAST, YEAR = "order", "overlap", "past", "year"

HARD = frozenset({WEEKDAY, WEEK, LEAD, DISTANCE, OBSTACLE, COUNT})
"""The rules that a proposal keeps, or says that it cannot."""
FORBIDDEN = frozenset({ORDER, OVERLAP, PAST, YEAR})
"""What no cycle can be made of."""


@dataclass(frozen=True)
class ThemeTurn:
    """A theme (by id) in its programme's order, and the rounds it has had: how many, and the last (year, round)."""

    theme: int
    number: int
    had: int = 0
    last: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class HostTurn:
    """A region (by id) in the order of the list of regions, the meetings it has hosted, and the last one's day."""

    region: int
    order: int
    had: int = 0
    last: date = date.min


@dataclass(frozen=True)
class Grounds:
    """What is known of a year before it is planned.

    `bad` holds for each level the days of the year on which nobody should be called; `earliest` is the first day that
    is still to come.
    """

    year: int
    bad: Mapping[str, frozenset[date]]
    earliest: date = date.min
    themes: tuple[ThemeTurn, ...] = ()
    hosts: tuple[HostTurn, ...] = ()


@dataclass(frozen=True)
class Half:
    """One of a round's two meetings: its day, and the region (by id) that hosts it, unless it is held remotely."""

    day: date
    host: int | None = None
    remote: bool = False


@dataclass(frozen=True)
class Planned:
    """A round of a draft: the theme (by id) and its two meetings."""

    number: int
    theme: int
    officials: Half
    politicians: Half

    def half(self, level: str) -> Half:
        """The officials' or the politicians' meeting."""
        return self.officials if level == OFFICIALS else self.politicians

    @property
    def lead(self) -> int:
        """Days from the officials' meeting to the politicians' meeting."""
        return (self.politicians.day - self.officials.day).days

    @property
    def span(self) -> tuple[date, date]:
        """The round's first and last day."""
        days = [self.officials.day, self.politicians.day]
        return min(days), max(days)


@dataclass(frozen=True)
class Snag:
    """Something that speaks against a draft: a rule that is not met, or what no cycle can be made of.

    `round` is None for the whole draft; `level` tells which of the round's meetings. `facts` are numbers for the words.
    """

    kind: str
    round: int | None = None
    level: str = ""
    facts: Mapping[str, int] = field(default_factory=dict, hash=False)

    @property
    def forbids(self) -> bool:
        """Whether the draft cannot be accepted with it."""
        return self.kind in FORBIDDEN


@dataclass(frozen=True)
class Proposal:
    """A proposed year: its rounds in order of time, what could not be met, how many rounds all rules leave room for."""

    rounds: tuple[Planned, ...]
    snags: tuple[Snag, ...]
    room: int
