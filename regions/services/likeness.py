"""Which regions are most alike, by their structure: how many they are, how old, how they live and what they work at.

Only neutral indicators count, never how well a region does. Each is put on the same scale (how far the region is from
the mean of all regions, in standard deviations), in the newest year that every region has; of the population the
logarithm, for ten thousand people more say little of a large region and much of a small one. The distance of two
regions is the root of the mean of the squared differences. The same figures always give the same order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from regions.models import Region
from regions.services.series import POPULATION, Figures, at

STRUCTURE = (POPULATION, "share-0-14", "share-65-plus", "one-person-household-share", "manufacturing-share")
"""The slugs of the indicators that count."""
LEAST_SHARED = 3
"""Two regions that share fewer indicators than this are not compared."""
EXACT = Decimal("0.000001")


@dataclass(frozen=True)
class Measure:
    """One indicator of likeness: its year (None: there is no year in which regions can be compared), and how far each
    region is from the mean, in standard deviations.
    """

    slug: str
    year: int | None
    places: Mapping[int, Decimal]


@dataclass(frozen=True)
class Alike:
    """A region and its distance: nought is the same structure, one is a standard deviation apart on average."""

    region: Region
    distance: Decimal
    shared: int


def measures(figures: Figures) -> list[Measure]:
    """The indicators of likeness at this data version."""
    return [measure(figures, slug) for slug in STRUCTURE]


def measure(figures: Figures, slug: str) -> Measure:
    """One of them."""
    year = common_year(figures, slug)
    points = {place: at(figures.raw.get((slug, place), ()), year or 0) for place in sorted(figures.regions)}
    values = {place: weight(slug, point.value) for place, point in points.items() if point}
    return Measure(slug, year, standardised(values))


def common_year(figures: Figures, slug: str) -> int | None:
    """The newest year that every region with any figure of the indicator has; when there is none, the one most have."""
    years = [{point.year for point in line} for (name, place), line in figures.raw.items() if name == slug and place]
    count: dict[int, int] = {}
    for year in (year for own in years for year in own):
        count[year] = count.get(year, 0) + 1
    return max(count, key=lambda year: (count[year], year), default=None)


def weight(slug: str, value: Decimal) -> Decimal:
    """What is compared: the figure, of the population its natural logarithm."""
    with localcontext(prec=28):
        return value.ln() if slug == POPULATION and value > 0 else value


def standardised(values: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """Each value as standard deviations from the mean; nothing where all are the same or there is only one."""
    if len(values) < 2:  # noqa: PLR2004
        return {}
    with localcontext(prec=28):
        mean = sum(values.values(), Decimal(0)) / len(values)
        deviation = (sum(((value - mean) ** 2 for value in values.values()), Decimal(0)) / len(values)).sqrt()
        return {place: (value - mean) / deviation for place, value in values.items()} if deviation else {}


def distance(one: int, other: int, scales: Sequence[Measure]) -> tuple[Decimal, int] | None:
    """How far two regions are from each other, and by how many indicators; None when too few are shared."""
    pairs = [(scale.places[one], scale.places[other]) for scale in scales if {one, other} <= set(scale.places)]
    if len(pairs) < LEAST_SHARED:
        return None
    with localcontext(prec=28):
        squares = sum(((a - b) ** 2 for a, b in pairs), Decimal(0))
        return (squares / len(pairs)).sqrt().quantize(EXACT), len(pairs)


def most_alike(region: Region, among: Sequence[Region], figures: Figures, count: int = 3) -> list[Alike]:
    """The regions nearest in structure, nearest first; of equals the one with the smaller code. Perhaps none."""
    scales = measures(figures)
    found = []
    for other in among:
        away = distance(region.pk, other.pk, scales) if other.pk != region.pk else None
        if away:
            found.append(Alike(other, *away))
    return sorted(found, key=lambda one: (one.distance, one.region.code))[:count]
