"""What readers of figure files speak of: an outline of a table, its figures one by one, and why one is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from regions.models import Indicator

MOST_CELLS = 5_000_000
MOST_VALUES = 20_000
"""Values of one dimension."""
LONGEST = 300
"""Letters of a code or a label that are kept."""
AREA, TIME, CONTENT, OTHER = "area", "time", "content", "other"


class Unreadable(Exception):
    """The whole file is refused: `code` and `facts` say why and where, in words of `figure_words`."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code, facts)
        self.reason = {"code": code, "facts": shown(facts)}


def shown(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as plain JSON, texts not too long and without signs that a database refuses."""
    plain = {name: value if isinstance(value, int) else str(value) for name, value in facts.items()}
    return {name: clean(value) if isinstance(value, str) else value for name, value in plain.items()}


def clean(text: str, most: int = LONGEST) -> str:
    """The text in one line, at most so long, without what cannot be kept (NUL, halves of letters)."""
    printable = "".join(sign if sign.isprintable() else " " for sign in str(text)[: most * 2])
    return " ".join(printable.split())[:most]


@dataclass(frozen=True)
class Dimension:
    """One dimension: its values are (code, label), and `role` says what they are."""

    code: str
    label: str
    role: str
    values: tuple[tuple[str, str], ...]

    def default_pick(self) -> str:
        """The value that stands for all the others together; "" when none says so."""
        if len(self.values) == 1:
            return self.values[0][0]
        named = (
            code for code, label in self.values if code in TOTAL_CODES or (label or code).casefold() in TOTAL_WORDS
        )
        return next(named, "")


TOTAL_CODES = {"SSS", "S", "TOTAL", "TOT", "_T", "T"}
TOTAL_WORDS = {
    *("yhteensä", "kaikki", "kaikki yhteensä", "molemmat sukupuolet", "koko väestö"),
    *("totalt", "sammanlagt", "alla", "samtliga", "båda könen", "totala"),
    *("total", "all", "in total", "both sexes"),
}


@dataclass(frozen=True)
class Outline:
    """What a table holds, without its figures. `total` is the number of its cells or lines."""

    code: str
    title: str
    source: str
    dimensions: tuple[Dimension, ...]
    total: int
    updated: str = ""

    def of_role(self, role: str) -> tuple[Dimension, ...]:
        """The dimensions of the role."""
        return tuple(one for one in self.dimensions if one.role == role)

    @property
    def contents(self) -> tuple[tuple[str, str], ...]:
        """What is measured, as (code, label); a table that does not say measures one thing without a code."""
        found = self.of_role(CONTENT)
        return found[0].values if found else (("", self.title),)

    @property
    def others(self) -> tuple[Dimension, ...]:
        """The dimensions of which one value must be picked."""
        return self.of_role(OTHER)

    def as_json(self) -> dict[str, Any]:
        """As it is kept with the import; of area and time only their codes."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Outline":
        """The outline as it was kept."""
        dimensions = tuple(
            Dimension(one["code"], one["label"], one["role"], tuple((code, label) for code, label in one["values"]))
            for one in kept["dimensions"]
        )
        return cls(**{**kept, "dimensions": dimensions})


@dataclass(frozen=True)
class Meaning:
    """What a table's contents mean: indicators by the content's code, and the picked value of each other dimension."""

    contents: Mapping[str, Indicator] = field(default_factory=dict)
    picks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as the file says it. `source` and `note` are None where the file has none of its own."""

    place: int
    indicator_id: int
    region_id: int | None
    period: str
    value: Decimal | None
    status: str
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A line or cell that cannot be taken in, and why."""

    place: int
    about: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


class Reader(Protocol):
    """An opened file: its outline is known, and its figures come one by one as often as they are asked for."""

    kind: str
    asks: bool
    outline: Outline

    def figures(self, meaning: Meaning) -> Iterator[Figure | Refused | int]:
        """The figures; a number says how far reading has come."""
