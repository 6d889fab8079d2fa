"""Series of figures at one data version, and what is made of them so that places can be compared honestly."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from django.db.models import Q

from regions.models import DataVersion, Indicator, Observation
from regions.services.absence import NOT_PUBLISHED, SOFT

Place = int | None
"""A region's key, or None: the whole country."""

COUNTRY: Place = None
POPULATION = "population"
BREAK = re.compile(r"(?:break in series|unexplained jump) (\d{4})")
"""In a figure's note: a break that its publisher tells of, or a jump that the source does not explain."""


@dataclass(frozen=True)
class Point:
    """One figure of a series."""

    year: int
    value: Decimal
    source: str
    note: str = ""
    status: str = "published"

    @property
    def run(self) -> int:
        """The year of the last break up to this point (0: none); points of different runs are never joined."""
        found = BREAK.search(self.note)
        return int(found[1]) if found and self.year >= int(found[1]) else 0

    @property
    def is_explained(self) -> bool:
        """Whether the publisher tells of the last break, as far as there is one."""
        return "unexplained" not in self.note

    @property
    def is_soft(self) -> bool:
        """Whether its publisher may still change it, or says that it is not sure."""
        return self.status in SOFT

    def with_value(self, value: Decimal) -> "Point":
        """The same point of something computed from it."""
        return replace(self, value=value)


Series = tuple[Point, ...]


def at(series: Series, year: int) -> Point | None:
    """The series' point of the year."""
    return next((point for point in series if point.year == year), None)


def comparable(series: Series) -> Series:
    """The points since the last break."""
    return tuple(point for point in series if point.run == series[-1].run)


@dataclass(frozen=True)
class Figures:
    """Everything published of some indicators at one data version, by indicator and place.

    `absent` holds the years in which its publisher says that there is no figure, with the reason's code.
    """

    raw: Mapping[tuple[str, Place], Series]
    absent: Mapping[tuple[str, Place], Mapping[int, str]] = field(default_factory=dict)

    @cached_property
    def regions(self) -> frozenset[int]:
        """The regions that have any figure."""
        return frozenset(place for _, place in self.raw if place is not None)

    def published(self, indicator: Indicator, place: Place) -> Series:
        """The figures as they were published."""
        return self.raw.get((indicator.slug, place), ())

    def absence(self, indicator: Indicator, place: Place, year: int) -> str:
        """Why there is no figure of the year, as a code that `absence.words` says; also where nothing is known."""
        return self.absent.get((indicator.slug, place), {}).get(year, NOT_PUBLISHED)

    def shown(self, indicator: Indicator, place: Place) -> Series:
        """What may be compared: the figures themselves, their change over time, or per inhabitant."""
        if indicator.compare_as == "change":
            return self._change(indicator, place)
        if indicator.compare_as == "per_inhabitant":
            return self._per_inhabitant(indicator, place)
        return self.published(indicator, place)

    def level(self, indicator: Indicator, place: Place) -> Series:
        """Each figure beside the country's figure of the same year set to 100; years without one are left out."""
        country = {point.year: point.value for point in self.published(indicator, COUNTRY)}
        series = self.published(indicator, place)
        return tuple(p.with_value(100 * p.value / country[p.year]) for p in series if country.get(p.year))

    def change_base(self, indicator: Indicator) -> int | None:
        """The first year which all places have: changes are counted from it for everybody."""
        starts = [series[0].year for (slug, _), series in self.raw.items() if slug == indicator.slug]
        return max(starts, default=None)

    def _change(self, indicator: Indicator, place: Place) -> Series:
        series, base_year = self.published(indicator, place), self.change_base(indicator)
        base = at(series, base_year) if base_year else None
        if base is None or not base.value:
            return ()
        return tuple(p.with_value(100 * (p.value / base.value - 1)) for p in series if p.year >= base.year)

    def _per_inhabitant(self, indicator: Indicator, place: Place) -> Series:
        made = []
        for point in self.published(indicator, place):
            people = self._population(place, point.year)
            if people:
                made.append(point.with_value(indicator.factor * point.value / people))
        return tuple(made)

    def _population(self, place: Place, year: int) -> Decimal | None:
        """The population of the year; the country's, when not published, is the sum of all regions."""
        own = at(self.raw.get((POPULATION, place), ()), year)
        if own or place is not COUNTRY:
            return own.value if own else None
        parts = [at(self.raw.get((POPULATION, region), ()), year) for region in self.regions]
        return sum((part.value for part in parts if part), Decimal(0)) if parts and all(parts) else None


def load(indicators: Iterable[Indicator], version: DataVersion | None, also: Collection[str] = ()) -> Figures:
    """The yearly figures of `indicators`, and `also` those of these slugs (always the population, to divide by).

    As they stood at the version, in one query.
    """
    if version is None:
        return Figures({})
    wanted = Q(indicator__in=list(indicators)) | Q(indicator__slug__in={POPULATION, *also})
    rows = Observation.objects.at(version).filter(wanted, indicator__period_type="year").order_by("period")
    found: dict[tuple[str, Place], list[Point]] = defaultdict(list)
    absent: dict[tuple[str, Place], dict[int, str]] = defaultdict(dict)
    for slug, place, period, value, *rest in rows.values_list(
        "indicator__slug", "region_id", "period", "value", "source", "note", "status"
    ):
        if value is None:
            absent[slug, place][int(period)] = rest[-1]
        else:
            found[slug, place].append(Point(int(period), value, *rest))
    return Figures({key: tuple(points) for key, points in found.items()}, dict(absent))
