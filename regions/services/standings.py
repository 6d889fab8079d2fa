"""All regions in one indicator and one year: value, change and place of each; the country beside, never among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from regions.models import Indicator, Region
from regions.numbers import rounded
from regions.services.comparison import YEARS_LOOKED_BACK, Rank, rank_of
from regions.services.series import COUNTRY, Figures, Place, Point, at

WhyNot = Literal["", "break", "missing"]
Key = Literal["region", "value", "change"]


@dataclass(frozen=True)
class Change:
    """How a figure has changed since the base year: in points where the figure is a percentage, else in per cent.

    Without a value `why` says why: a break in the series between the years, or a figure that is missing.
    """

    value: Decimal | None
    why: WhyNot = ""


@dataclass(frozen=True)
class Standing:
    """One place in the year. `absence` says why there is no figure, as a code; `total` is the published number behind
    a figure that is computed from it; `level` the figure beside the country's, which is 100.
    """

    region: Region | None
    point: Point | None
    absence: str
    change: Change
    rank: Rank | None = None
    total: Point | None = None
    level: Point | None = None


@dataclass(frozen=True)
class Standings:
    """An indicator's year. `years` are those to choose from, newest first; `base` the year that changes begin in."""

    indicator: Indicator
    year: int
    years: list[int]
    base: int | None
    rows: list[Standing]
    country: Standing

    @property
    def unranked(self) -> Literal["", "sample", "incomplete"]:
        """Why no region has a place."""
        if any(row.rank for row in self.rows) or not any(row.point for row in self.rows):
            return ""
        return "sample" if self.indicator.from_sample else "incomplete"

    @property
    def in_points(self) -> bool:
        """Whether changes are in percentage points."""
        return self.indicator.unit_en == "%"

    def in_order(self, key: Key, *, falling: bool) -> list[Standing]:
        """The regions' rows by name, value or change; those that have none come last, whichever way is asked."""
        if key == "region":
            return sorted(self.rows, key=lambda row: str(row.region), reverse=falling)
        found = [(value, row) for row in self.rows if (value := value_of(row, key)) is not None]
        found.sort(key=lambda pair: str(pair[1].region))
        found.sort(key=lambda pair: pair[0], reverse=falling)
        return [row for _, row in found] + [row for row in self.rows if value_of(row, key) is None]


def value_of(row: Standing, key: Key) -> Decimal | None:
    """What rows are ordered by."""
    return row.change.value if key == "change" else row.point.value if row.point else None


def years_of(figures: Figures, indicator: Indicator, regions: Sequence[Region]) -> list[int]:
    """The years in which any region has a figure that may be compared, newest first."""
    found = {point.year for region in regions for point in figures.shown(indicator, region.pk)}
    return sorted(found, reverse=True)


def standings(
    figures: Figures, indicator: Indicator, regions: Sequence[Region], year: int | None = None
) -> Standings | None:
    """The regions in the year, or in the newest when that year has no figures; None when there is none at all."""
    years = years_of(figures, indicator, regions)
    if not years:
        return None
    chosen = year if year in years else years[0]
    base = base_year(figures, indicator, regions, chosen)
    points = [at(figures.shown(indicator, region.pk), chosen) for region in regions]
    everywhere = [point.value for point in points if point]
    rows = [standing(figures, indicator, region, chosen, base, everywhere) for region in regions]
    country = standing(figures, indicator, None, chosen, base, ())
    return Standings(indicator, chosen, years, base, rows, country)


def base_year(figures: Figures, indicator: Indicator, regions: Sequence[Region], year: int) -> int | None:
    """Where changes begin: of the ten years before the one that most regions have, the earliest of such; none for
    what is itself a change.
    """
    if indicator.compare_as == "change":
        return None
    lines = [{point.year for point in figures.shown(indicator, region.pk)} for region in regions]
    count = {base: sum(base in line for line in lines) for base in range(year - YEARS_LOOKED_BACK, year)}
    best = max(count, key=lambda base: (count[base], -base))
    return best if count[best] else None


def standing(
    figures: Figures,
    indicator: Indicator,
    region: Region | None,
    year: int,
    base: int | None,
    everywhere: Sequence[Decimal],
) -> Standing:
    """One place in the year."""
    place: Place = region.pk if region else COUNTRY
    line = figures.shown(indicator, place)
    point = at(line, year)
    ranked = region and point
    return Standing(
        region=region,
        point=point,
        absence=figures.absence(indicator, place, year),
        change=change_of(indicator, at(line, base) if base else None, point),
        rank=rank_of(indicator, point.value, everywhere, len(figures.regions)) if ranked and point else None,
        total=at(figures.published(indicator, place), year) if indicator.value_kind == "total" else None,
        level=at(figures.level(indicator, place), year) if indicator.compare_as == "of_country" else None,
    )


def change_of(indicator: Indicator, first: Point | None, last: Point | None) -> Change:
    """The change between two figures; none over a break in the series."""
    if first is None or last is None:
        return Change(None, "missing")
    if first.run != last.run:
        return Change(None, "break")
    if indicator.unit_en == "%":
        decimals = indicator.shown_decimals
        return Change(rounded(last.value, decimals) - rounded(first.value, decimals))
    return Change(100 * (last.value / first.value - 1)) if first.value > 0 else Change(None, "missing")
