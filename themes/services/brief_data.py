"""What another data version changes in a brief's own numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from forum.texts import LocalText
from regions.models import DataVersion, Indicator, Observation, Region
from regions.numbers import amount
from regions.services import figures as imports
from regions.services import series
from regions.services.series import POPULATION
from themes.services.brief_content import Copy


@dataclass(frozen=True)
class NumberChange:
    """A figure of the data that is another now: as numbers in words, empty where there is none."""

    indicator: LocalText
    place: str
    year: int
    old: str
    new: str

    @property
    def is_new(self) -> bool:
        """Whether there was no figure before."""
        return not self.old


def indicators_of(slugs: Iterable[str]) -> list[Indicator]:
    """The indicators; with the population where figures are divided by it. One query."""
    wanted = set(slugs)
    found = list(Indicator.objects.filter(slug__in=wanted | {POPULATION}))
    divided = any(one.compare_as == "per_inhabitant" for one in found if one.slug in wanted)
    return [one for one in found if one.slug in wanted or divided]


def changes(copy: Copy, to: DataVersion | None, since: DataVersion | None = None) -> list[NumberChange]:
    """The copy's figures that differ from its data version (or `since`) to another. Four queries."""
    return between(copy.indicators, since or copy.data_version, to)


def between(slugs: Iterable[str], old: DataVersion | None, new: DataVersion | None) -> list[NumberChange]:
    """The indicators' figures that differ between two data versions, by indicator, place and year."""
    if old == new or old is None or new is None:
        return []
    indicators = indicators_of(slugs)
    names = {None: _("Whole country")} | {one.pk: str(one.name) for one in Region.objects.order_by("code")}
    before, after = series.load(indicators, old), series.load(indicators, new)
    found = []
    for one in indicators:
        for place, name in names.items():
            was = {point.year: point.value for point in before.published(one, place)}
            now = {point.year: point.value for point in after.published(one, place)}
            years = sorted(year for year in was.keys() | now.keys() if was.get(year) != now.get(year))
            found += [change(one, name, year, was.get(year), now.get(year)) for year in years]
    return found


def change(indicator: Indicator, place: str, year: int, old: Decimal | None, new: Decimal | None) -> NumberChange:
    """One figure's change in words; with more decimals than usual where they alone tell the two apart."""
    decimals = indicator.decimals
    while decimals < 4 and old is not None and new is not None and amount(old, decimals) == amount(new, decimals):
        decimals += 1
    was, now = (amount(value, decimals) if value is not None else "" for value in (old, new))
    return NumberChange(indicator.name, place, year, was, now)


def is_revised(copy: Copy) -> bool:
    """Whether a figure that the copy stands on has got another value since. One query; more only when one may have."""
    version = copy.data_version
    if version is None:
        return False
    own = Observation.objects.filter(indicator__in=indicators_of(copy.indicators), version__lte=version)
    if not own.filter(superseded_in__gt=version, value__isnull=False).exists():
        return False
    return any(not one.is_new for one in changes(copy, imports.newest()))
