"""Charts as plain data: figures in, coordinates and texts out. The SVG templates only draw what stands here.

Coordinates are ready-made strings, so that no language's decimal comma gets into an SVG. The drawing is 360 units wide
and readable at 390 px. Values that are missing, and values on both sides of a break, are never joined by a line.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from django.utils.translation import gettext as _

from regions.numbers import amount
from regions.services.series import Point, Series
from themes.scales import BOTTOM, TOP, at, decimals_of, scale_of, spread

WIDTH, HEIGHT = 360, 322
LABEL_SPACE = 9
WIDE_LETTER, NARROW_LETTER, WIDER = 7.0, 6.2, 0.6
BAR_TOP, BAR_STEP, BAR_HEIGHT = 21.5, 15.6, 11.6

LineKind = Literal["own", "land", "peer"]


@dataclass(frozen=True)
class Line:
    """What to draw: the own region, the country, or a peer. `label` is short, `name` is whole.

    `absent` are the years of which the publisher says why there is no figure, with the reason's code.
    """

    kind: LineKind
    name: str
    label: str
    series: Series
    absent: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Tick:
    """A mark of an axis."""

    at: str
    text: str
    baseline: bool = False
    anchor: str = "middle"
    text_at: str = ""


@dataclass(frozen=True)
class Path:
    """A line's way through its points."""

    kind: LineKind
    way: str


@dataclass(frozen=True)
class Mark:
    """A dot, or a text at a place."""

    x: str
    y: str
    text: str = ""
    kind: str = ""
    anchor: str = "start"


@dataclass(frozen=True)
class LineChart:
    """A drawn line chart. `starts_at` is the number at the foot of the vertical axis.

    `breaks` are gap marks across lines that break there; the topmost of a year carries its words. `soft` are open
    circles at figures that are not final.
    """

    left: str
    right: str
    y_ticks: list[Tick]
    x_ticks: list[Tick]
    paths: list[Path]
    dots: list[Mark]
    labels: list[Mark]
    breaks: list[Mark]
    soft: list[Mark]
    starts_at: str


@dataclass(frozen=True)
class Bar:
    """One bar with its name and number; a `soft` one is open, for its figure is not final."""

    x: str
    y: str
    width: str
    text_y: str
    name: str
    number: str
    own: bool
    soft: bool = False


@dataclass(frozen=True)
class BarChart:
    """A drawn bar chart; `reference` is where the country stands, with its text."""

    bars: list[Bar]
    reference: Mark | None
    height: int
    names_end: str


def stretches(series: Series) -> list[list[Point]]:
    """The series in pieces that may be joined: year after year, with no break between."""
    pieces: list[list[Point]] = []
    for point in series:
        before = pieces[-1][-1] if pieces else None
        if before and before.year == point.year - 1 and before.run == point.run:
            pieces[-1].append(point)
        else:
            pieces.append([point])
    return pieces


def label_width(line: Line, decimals: int) -> float:
    """About how wide the line's end label is; some letters take the room of more than one."""
    words = f"{line.label} {amount(line.series[-1].value, decimals)}"
    letters = len(words) + WIDER * sum(words.lower().count(letter) for letter in "mw")
    return letters * (NARROW_LETTER if line.kind == "peer" else WIDE_LETTER)


@dataclass(frozen=True)
class Plot:
    """From figures to coordinates."""

    first_year: int
    last_year: int
    low: Decimal
    high: Decimal
    left: float
    right: float

    def x(self, year: int) -> float:
        """A year's place."""
        years = max(1, self.last_year - self.first_year)
        return self.left + 6 + (self.right - self.left - 6) * (year - self.first_year) / years

    def y(self, value: Decimal) -> float:
        """A value's height."""
        return BOTTOM - (BOTTOM - TOP) * float((value - self.low) / (self.high - self.low))

    def way(self, piece: Sequence[Point]) -> str:
        """One stretch as a path; a lone point is a dot of the line's width."""
        places = [f"{at(self.x(point.year))} {at(self.y(point.value))}" for point in piece]
        return "M" + " L".join(places) + ("h0.01" if len(places) == 1 else "")


def plot_of(lines: Sequence[Line], scale: Sequence[Decimal], decimals: int) -> Plot:
    """The plot's frame: room for the axis numbers at the left and the longest label at the right."""
    years = [point.year for line in lines for point in line.series]
    left = 10 + NARROW_LETTER * max(len(amount(tick, decimals_of(scale))) for tick in scale)
    right = WIDTH - LABEL_SPACE - max(label_width(line, decimals) for line in lines)
    return Plot(min(years), max(years), scale[0], scale[-1], left, max(right, left + 120))


def year_ticks(plot: Plot) -> list[Tick]:
    """The first, middle and last year."""
    middle = (plot.first_year + plot.last_year) // 2
    chosen = {plot.first_year: "start", plot.last_year: "end"}
    if plot.last_year - plot.first_year >= 6:
        chosen[middle] = "middle"
    return [Tick(at(plot.x(year)), str(year), anchor=anchor) for year, anchor in sorted(chosen.items())]


def end_labels(lines: Sequence[Line], plot: Plot, decimals: int) -> list[Mark]:
    """Each line's name and last value beside its end, pushed apart where they would touch."""
    ordered = sorted(lines, key=lambda line: plot.y(line.series[-1].value))
    heights = spread([plot.y(line.series[-1].value) + 4.5 for line in ordered])
    return [
        Mark(
            at(plot.right + LABEL_SPACE),
            at(height),
            f"{line.label} {amount(line.series[-1].value, decimals)}".strip(),
            f"t-{line.kind}",
        )
        for line, height in zip(ordered, heights, strict=True)
    ]


def own_marks(own: Line, plot: Plot, decimals: int) -> tuple[list[Mark], list[Mark]]:
    """Dots at the own line's two ends where the figures are final, and the number at its beginning."""
    first, last = own.series[0], own.series[-1]
    firm = [point for point in dict.fromkeys((first, last)) if not point.is_soft]
    dots = [Mark(at(plot.x(point.year)), at(plot.y(point.value))) for point in firm]
    if first is last:
        return dots, []
    above, below = plot.y(first.value) - 12, plot.y(first.value) + 21
    rises = own.series[1].value >= first.value
    height = below if rises and below < BOTTOM - 4 or above < TOP else above
    return dots, [Mark(at(plot.x(first.year) - 2), at(height), amount(first.value, decimals), "t-own")]


def soft_marks(lines: Sequence[Line], plot: Plot) -> list[Mark]:
    """An open circle at each figure that is not final: the publisher calls it preliminary, estimated or uncertain."""
    return [
        Mark(at(plot.x(point.year)), at(plot.y(point.value)), kind=line.kind)
        for line in lines
        for point in line.series
        if point.is_soft
    ]


def break_marks(lines: Sequence[Line], plot: Plot) -> list[Mark]:
    """A mark in the middle of each gap that a break leaves in a line, the words of a year once, above its marks."""
    found: dict[tuple[int, bool], list[tuple[float, float]]] = {}
    for line in lines:
        for before, after in pairwise(line.series):
            if before.run != after.run:
                x = (plot.x(before.year) + plot.x(after.year)) / 2
                y = (plot.y(before.value) + plot.y(after.value)) / 2
                found.setdefault((after.run, after.is_explained), []).append((y, x))
    marks = []
    for (year, told), places in sorted(found.items()):
        words = _("break %(year)s") if told else _("jump %(year)s")
        texts = [words % {"year": year}] + [""] * (len(places) - 1)
        marks += [Mark(at(x), at(y), text, anchor="middle") for (y, x), text in zip(sorted(places), texts, strict=True)]
    return marks


def line_chart(lines: Sequence[Line], decimals: int) -> LineChart | None:
    """Draws the lines that have figures: peers under, then the country, the own region on top."""
    drawn = [line for kind in ("land", "peer", "own") for line in lines if line.kind == kind and line.series]
    if not drawn:
        return None
    scale = scale_of([point.value for line in drawn for point in line.series])
    plot = plot_of(drawn, scale, decimals)
    places = decimals_of(scale)
    dots, firsts = own_marks(drawn[-1], plot, decimals) if drawn[-1].kind == "own" else ([], [])
    return LineChart(
        left=at(plot.left),
        right=at(plot.right),
        y_ticks=[Tick(at(plot.y(v)), amount(v, places), v == scale[0], text_at=at(plot.y(v) + 4.5)) for v in scale],
        x_ticks=year_ticks(plot),
        paths=[Path(line.kind, " ".join(plot.way(piece) for piece in stretches(line.series))) for line in drawn],
        dots=dots,
        labels=[*firsts, *end_labels(drawn, plot, decimals)],
        breaks=break_marks(drawn, plot),
        soft=soft_marks(drawn, plot),
        starts_at=amount(scale[0], places),
    )


def bar_chart(
    values: Sequence[tuple[str, Decimal, bool]],
    country: Decimal | None,
    country_text: str,
    decimals: int,
    *,
    by_size: bool = True,
    soft: Collection[str] = (),
) -> BarChart | None:
    """Bars (name, value, whether own) from nought, with the country as a dashed line.

    The largest is on top, unless the bars come in an order of their own and not `by_size`. `soft` are the names of
    those whose figures are not final.
    """
    if not values:
        return None
    ordered = sorted(values, key=lambda one: (-one[1], one[0])) if by_size else list(values)
    left = 12 + 5.9 * max(len(name) for name, _, _ in ordered)
    right = WIDTH - 12 - NARROW_LETTER * max(len(amount(value, decimals)) for _, value, _ in ordered)
    everything = [value for _, value, _ in ordered] + ([country] if country is not None else [])
    low, high = min(Decimal(0), *everything), max(Decimal(0), *everything)
    unit = (right - left) / float((high - low) or 1)

    def x(value: Decimal) -> float:
        return left + unit * float(value - low)

    bars = []
    for number, (name, value, own) in enumerate(ordered):
        y = BAR_TOP + BAR_STEP * number
        start, end = sorted((x(Decimal(0)), x(value)))
        bars.append(
            Bar(at(start), at(y), at(end - start), at(y + 9.8), name, amount(value, decimals), own, name in soft)
        )
    foot = BAR_TOP + BAR_STEP * len(bars)
    reference = None
    if country is not None:
        anchor = "end" if x(country) > WIDTH * 0.75 else "middle"
        reference = Mark(at(x(country)), at(foot), country_text, "t-land", anchor)
    return BarChart(bars, reference, int(foot + 5), at(left - 7))
