"""The reading model of figures: one place beside the country and its peers, with the rules of honest comparison.

Each rule of honest comparison is code here: the same year on both sides; totals only per inhabitant
or as change; no country figure where none is published; a direction only from five comparable points; no order among
places where the figures come from a sample or where a place is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from forum import clock
from regions.models import Indicator, Region
from regions.numbers import rounded
from regions.services.absence import NOT_PUBLISHED
from regions.services.series import COUNTRY, Figures, Place, Point, Series, at, comparable

LEAST_POINTS = 5
YEARS_LOOKED_BACK = 10
STEADY_SHARE = Decimal("0.01")

Kind = Literal["rising", "falling", "steady", "unknown"]
Verdict = Literal["better", "worse", "neutral", "unknown"]
Standing = Literal["better", "worse", "higher", "lower", "same", "unknown"]


@dataclass(frozen=True)
class Direction:
    """Where the figures are going, over which years, and whether that is good."""

    kind: Kind
    verdict: Verdict
    since: int = 0
    until: int = 0


@dataclass(frozen=True)
class Rank:
    """The place's number among all regions, largest first; equal figures share their numbers."""

    first: int
    last: int
    of: int


@dataclass(frozen=True)
class Comparison:
    """One indicator, one place, one year: the newest of the place; when it has none, the newest of any region.

    Where the place or the country has no figure, `own_absence` and `country_absence` say why, as codes of
    `absence.words`; `newest` is the newest year of any region, and `newer_absence` why the place's figure is older.
    """

    indicator: Indicator
    region: Region | None
    as_level: bool
    year: int
    own: Point | None
    country: Point | None
    peers: tuple[tuple[Region, Point | None], ...]
    everywhere: tuple[Decimal, ...]
    direction: Direction
    rank: Rank | None
    series: Series
    own_absence: str = NOT_PUBLISHED
    country_absence: str = NOT_PUBLISHED
    newest: int = 0
    newer_absence: str = ""

    @property
    def decimals(self) -> int:
        """How many decimals the figures are shown with."""
        return 0 if self.as_level else self.indicator.shown_decimals

    @property
    def in_points(self) -> bool:
        """Whether a difference is said in percentage points (or points), not as a share of the country's figure."""
        return self.as_level or self.indicator.unit_en == "%" or self.indicator.compare_as == "change"

    @property
    def difference(self) -> Decimal | None:
        """The place's figure minus the country's, as both are shown."""
        if self.own is None or self.country is None or self.region is None:
            return None
        return rounded(self.own.value, self.decimals) - rounded(self.country.value, self.decimals)

    @property
    def share_of_country(self) -> Decimal | None:
        """The place's figure in per cent of the country's; None where a difference in points says it better."""
        if self.own is None or self.country is None or self.in_points or self.country.value <= 0:
            return None
        return 100 * self.own.value / self.country.value

    @property
    def standing(self) -> Standing:
        """The place against the country in a word; without polarity only higher or lower."""
        if self.difference is None:
            return "unknown"
        if self.difference == 0:
            return "same"
        higher = self.difference > 0
        if self.indicator.polarity == "neutral":
            return "higher" if higher else "lower"
        return "better" if higher == (self.indicator.polarity == "better") else "worse"

    @property
    def unranked(self) -> Literal["", "sample", "incomplete"]:
        """Why the place has a figure and no number among the regions; nothing when it has one, or cannot have any."""
        if self.rank or self.own is None or self.region is None or self.as_level:
            return ""
        return "sample" if self.indicator.from_sample else "incomplete"

    @property
    def sources_differ(self) -> bool:
        """Whether the country's figure comes from elsewhere than the place's."""
        return bool(self.own and self.country and self.own.source != self.country.source)

    @property
    def age(self) -> int | None:
        """How many years ago the newest figure's year was."""
        return clock.today().year - self.own.year if self.own else None

    @property
    def peer_range(self) -> tuple[Decimal, Decimal] | None:
        """The smallest and largest figure of the peers; for the whole country, of all regions."""
        values = [point.value for _, point in self.peers if point] if self.region else list(self.everywhere)
        return (min(values), max(values)) if values else None


def fitted_change(points: Sequence[Point]) -> Decimal:
    """The change between the first and last year on the line of least squares through the points."""
    count = len(points)
    middle = Decimal(sum(p.year for p in points)) / count
    mean = sum((p.value for p in points), Decimal(0)) / count
    spread = sum(((p.year - middle) ** 2 for p in points), Decimal(0))
    slope = sum(((p.year - middle) * (p.value - mean) for p in points), Decimal(0)) / spread
    return slope * (points[-1].year - points[0].year)


def direction_of(series: Series, polarity: str, decimals: int = 0) -> Direction:
    """Where the series has gone in its last ten years since any break; unknown with fewer than five points.

    Steady: the change is under one per cent, or smaller than the last decimal that is shown.
    """
    points = [p for p in comparable(series) if p.year >= series[-1].year - YEARS_LOOKED_BACK] if series else []
    if len(points) < LEAST_POINTS:
        return Direction("unknown", "unknown")
    change = fitted_change(points)
    mean = sum((abs(p.value) for p in points), Decimal(0)) / len(points)
    since, until = points[0].year, points[-1].year
    if abs(change) < max(STEADY_SHARE * mean, Decimal(1).scaleb(-decimals)):
        return Direction("steady", "neutral", since, until)
    rising = change > 0
    if polarity == "neutral":
        return Direction("rising" if rising else "falling", "neutral", since, until)
    good = rising == (polarity == "better")
    return Direction("rising" if rising else "falling", "better" if good else "worse", since, until)


def rank_of(indicator: Indicator, value: Decimal, everywhere: Sequence[Decimal], regions: int) -> Rank | None:
    """The number among all regions, as shown; None from a sample, and when any region's figure is missing."""
    if indicator.from_sample or len(everywhere) < regions or regions < 2:
        return None
    decimals = indicator.shown_decimals
    own, all_values = rounded(value, decimals), [rounded(other, decimals) for other in everywhere]
    return Rank(1 + sum(v > own for v in all_values), sum(v >= own for v in all_values), regions)


def series_of(figures: Figures, indicator: Indicator, place: Place, as_level: bool) -> Series:
    """What is compared and drawn."""
    return figures.level(indicator, place) if as_level else figures.shown(indicator, place)


def compare(
    figures: Figures, indicator: Indicator, region: Region | None, peers: Sequence[Region] = (), as_level: bool = False
) -> Comparison:
    """The newest figure of the region beside the country's and peers' of the same year.

    For the whole country (None) it is the newest year for which regions have figures too.
    """
    place: Place = region.pk if region else COUNTRY
    series, newest = series_of(figures, indicator, place, as_level), newest_year(figures, indicator, as_level)
    if region is None:
        series = up_to(series, newest)
    year = series[-1].year if series else newest
    own = series[-1] if series else None
    country = at(series_of(figures, indicator, COUNTRY, as_level), year)
    points = {other: at(series_of(figures, indicator, other, as_level), year) for other in figures.regions}
    everywhere = tuple(point.value for point in points.values() if point)
    ranked = own and region and not as_level
    trend, decimals = series, 0 if as_level else indicator.shown_decimals
    if indicator.compare_as == "change":
        trend, decimals = figures.published(indicator, place), indicator.decimals
    return Comparison(
        indicator=indicator,
        region=region,
        as_level=as_level,
        year=year,
        own=own,
        country=country,
        peers=tuple((peer, points.get(peer.pk)) for peer in peers),
        everywhere=everywhere,
        direction=direction_of(trend, indicator.polarity, decimals),
        rank=rank_of(indicator, own.value, everywhere, len(figures.regions)) if own and ranked else None,
        series=series,
        own_absence=figures.absence(indicator, place, year),
        country_absence=figures.absence(indicator, COUNTRY, year),
        newest=newest,
        newer_absence=figures.absence(indicator, place, newest) if own and own.year < newest else "",
    )


def up_to(series: Series, year: int) -> Series:
    """The series without later years; a year of nought cuts nothing."""
    return tuple(point for point in series if not year or point.year <= year)


def newest_year(figures: Figures, indicator: Indicator, as_level: bool) -> int:
    """The newest year in which any region has a figure; 0 when there is none."""
    found = (series_of(figures, indicator, place, as_level) for place in figures.regions)
    return max((series[-1].year for series in found if series), default=0)


def peers_of(region: Region, among: Sequence[Region], count: int = 3) -> list[Region]:
    """The regions to compare with: neighbours first, then the nearest on the tile map."""
    neighbours = {other.pk for other in region.neighbours.all()}

    def farness(other: Region) -> tuple[bool, int, str]:
        columns, rows = other.tile_column - region.tile_column, other.tile_row - region.tile_row
        return other.pk not in neighbours, columns**2 + rows**2, other.code

    return sorted((other for other in among if other.pk != region.pk), key=farness)[:count]
