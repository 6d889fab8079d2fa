"""The regions' tile map of one indicator: each region's newest figure, in four shades."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from regions.models import Indicator, Region
from regions.numbers import rounded, stored
from regions.services.comparison import newest_year, series_of
from regions.services.series import COUNTRY, Figures, at
from themes.services.figure_words import firmness_of_places, source_words, write

SHADES = 4


@dataclass(frozen=True)
class Tile:
    """A region on the map; without a figure it has no shade and no value."""

    region: Region
    number: str
    shade: int
    value: Decimal | None = None


@dataclass(frozen=True)
class Shade:
    """A shade and the numbers it stands for."""

    number: int
    numbers: str


@dataclass(frozen=True)
class Extreme:
    """A figure said beside the map: whose it is, in words."""

    number: str
    words: str


@dataclass(frozen=True)
class FigureMap:
    """The map with its key, its source, and the largest and smallest figures in words.

    `files` is the beginning of the addresses of its files, where it has any.
    """

    title: str
    tiles: list[Tile]
    key: list[Shade]
    source: str
    extremes: list[Extreme]
    year: int
    files: str = ""


def shades_of(values: Sequence[Decimal], as_level: bool) -> dict[Decimal, int]:
    """A shade 1–4 for each value: by rank, equal values alike; beside the country, the darkest is 100 or more."""
    lower = sorted(value for value in values if not (as_level and value >= 100))
    parts = SHADES - 1 if as_level else SHADES
    shades = {value: SHADES for value in values}
    for value in lower:
        shades[value] = 1 + lower.index(value) * parts // len(lower)
    return shades


def figure_map(
    figures: Figures, indicator: Indicator, regions: Sequence[Region], year: int | None = None
) -> FigureMap | None:
    """The map of the year, by itself the newest in which regions have figures; None when there are none."""
    as_level = indicator.compare_as == "of_country"
    decimals = 0 if as_level else indicator.shown_decimals
    year = year or newest_year(figures, indicator, as_level)
    found = {region.pk: at(series_of(figures, indicator, region.pk, as_level), year) for region in regions}
    values = {pk: rounded(point.value, decimals) for pk, point in found.items() if point}
    if not values:
        return None
    shades = shades_of(list(values.values()), as_level)
    tiles = [
        Tile(region, write(indicator, values[region.pk], decimals), shades[values[region.pk]], stored(point.value))
        if (point := found[region.pk])
        else Tile(region, "–", 0)
        for region in sorted(regions, key=lambda one: (one.tile_row, one.tile_column))
    ]
    key = [Shade(n, numbers_of(indicator, shades, n, decimals, as_level)) for n in sorted(set(shades.values()))]
    country = at(series_of(figures, indicator, COUNTRY, as_level), year)
    drawn = [point for point in [*found.values(), country if as_level else None] if point]
    firm = firmness_of_places({str(one.name): point for one in regions if (point := found[one.pk])})
    return FigureMap(
        title=title_of(figures, indicator, year),
        tiles=tiles,
        key=key,
        source=" ".join([*firm, source_words(indicator, drawn)]),
        extremes=extremes(indicator, regions, values, decimals),
        year=year,
    )


def title_of(figures: Figures, indicator: Indicator, year: int) -> str:
    """What the map shows, and of which year."""
    name = indicator.shown_name
    unit = f", {indicator.shown_unit}" if indicator.shown_unit else ""
    if indicator.compare_as == "of_country":
        return _("%(measure)s %(year)s, whole country = 100") % {"measure": name, "year": year}
    if indicator.compare_as == "change":
        return f"{name} {figures.change_base(indicator)}–{year}{unit}"
    return f"{name} {year}{unit}"


def numbers_of(indicator: Indicator, shades: dict[Decimal, int], shade: int, decimals: int, as_level: bool) -> str:
    """The numbers of a shade: "77–81", "100 or more"."""
    own = [value for value, number in shades.items() if number == shade]
    low, high = write(indicator, min(own), decimals), write(indicator, max(own), decimals)
    if as_level and shade == SHADES:
        return _("100 or more")
    if low == high:
        return low
    return f"{low} … {high}" if indicator.compare_as == "change" else f"{low}–{high}"


def extremes(
    indicator: Indicator, regions: Sequence[Region], values: dict[int, Decimal], decimals: int
) -> list[Extreme]:
    """The largest and the smallest figure and whose they are; nothing where the order may not be told."""
    if indicator.from_sample or len(values) < len(regions):
        return []
    said = []
    for end, words in (
        (max(values.values()), _("Largest: %(places)s")),
        (min(values.values()), _("Smallest: %(places)s")),
    ):
        places = ", ".join(str(region.name) for region in regions if values[region.pk] == end)
        said.append(Extreme(write(indicator, end, decimals), words % {"places": places}))
    return said
