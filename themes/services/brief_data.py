"""What another data version changes in a brief's own numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from forum.texts import LocalText
from regions.models import DataVersion, Indicator, Observation, Region
from regions.numbers import amount
from regions.services import figures as imports
from regions.services import series
from regions.services.data_sets import DataSet, key_of
from regions.services.series import POPULATION
from themes.services import figure_data, sentences
from themes.services.brief_content import Copy


@dataclass(frozen=True)
class NumberChange:
    """A figure of the data that is another now: as numbers in words, empty where there is none."""

    measured: Indicator
    region: Region | None
    year: int
    old: str
    new: str

    @property
    def indicator(self) -> LocalText:
        """What it is of."""
        return self.measured.name

    @property
    def place(self) -> str:
        """Where it is of, in words."""
        return sentences.place_name(self.region)

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
    places = [None, *Region.objects.order_by("code")]
    before, after = series.load(indicators, old), series.load(indicators, new)
    found = []
    for one in indicators:
        for place in places:
            was = {point.year: point.value for point in before.published(one, key_of(place))}
            now = {point.year: point.value for point in after.published(one, key_of(place))}
            years = sorted(year for year in was.keys() | now.keys() if was.get(year) != now.get(year))
            found += [change(one, place, year, was.get(year), now.get(year)) for year in years]
    return found


def data_set(
    name: str, numbers: Sequence[NumberChange], old: DataVersion | None, new: DataVersion | None
) -> DataSet | None:
    """The figures that differ, as both data versions have them, to take away; None where none does. Two queries."""
    if not numbers or old is None or new is None:
        return None
    indicators = {one.measured.pk: one.measured for one in numbers}.values()
    versions = {version: series.load(indicators, version) for version in (old, new)}
    differing = [(one.measured, one.region, one.year) for one in numbers]
    return figure_data.of_versions(name, _("Figures that differ"), differing, versions)


def change(
    indicator: Indicator, place: Region | None, year: int, old: Decimal | None, new: Decimal | None
) -> NumberChange:
    """One figure's change in words; with more decimals than usual where they alone tell the two apart."""
    decimals = indicator.decimals
    while decimals < 4 and old is not None and new is not None and amount(old, decimals) == amount(new, decimals):
        decimals += 1
    was, now = (amount(value, decimals) if value is not None else "" for value in (old, new))
    return NumberChange(indicator, place, year, was, now)


def is_revised(copy: Copy) -> bool:
    """Whether a figure that the copy stands on has got another value since. One query; more only when one may have."""
    version = copy.data_version
    if version is None:
        return False
    own = Observation.objects.filter(indicator__in=indicators_of(copy.indicators), version__lte=version)
    if not own.filter(superseded_in__gt=version, value__isnull=False).exists():
        return False
    return any(not one.is_new for one in changes(copy, imports.newest()))
