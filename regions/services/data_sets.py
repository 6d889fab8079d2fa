"""Data sets: figures of some measures, places and periods with all that is said of them, to be given away.

What a page's table shows are the `rows` of a data set; `table` writes them a figure a line, `jsonstat_writing` writes
all its cells as JSON-stat.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from forum.services.tables import Table
from regions.models import DataVersion, Indicator, Region
from regions.numbers import stored
from regions.services import absence, sources
from regions.services.series import Figures, Place, Series

WHOLE_COUNTRY = "SSS"
"""What statistical offices call the whole country in their tables."""

Key = tuple[str, Place, str]
"""The code of a measure, a place and a period."""

WIDTHS = (40, 28, 20, 20, 8, 8, 12, 24)
"""Of the first columns of a table, in letters."""


@dataclass(frozen=True)
class Measure:
    """What a figure is of: an indicator as it is published (then `code` is its slug), or something computed from it."""

    indicator: Indicator
    code: str
    label: str
    unit: str
    decimals: int
    version: DataVersion | None = None


@dataclass(frozen=True)
class Cell:
    """A figure, or why there is none: `status` is a code of `absence`, or another one that `words` say."""

    value: Decimal | None
    status: str
    source: str = ""
    note: str = ""
    words: str = ""

    @property
    def said(self) -> str:
        """How firm the figure is, or why there is none."""
        if self.words:
            return self.words
        return absence.words(self.status) if self.value is None else absence.firmness(self.status)


NOTHING = Cell(None, absence.NOT_PUBLISHED)


@dataclass(frozen=True)
class DataSet:
    """The figures. `name` is a file's name without its ending; `more` are a row's cells under the further `heads`."""

    name: str
    label: str
    measures: Sequence[Measure]
    places: Sequence[Region | None]
    periods: Sequence[str]
    cells: Mapping[Key, Cell]
    rows: Sequence[Key]
    heads: Sequence[str] = ()
    more: Mapping[Key, Sequence[str]] = field(default_factory=dict)

    def cell(self, key: Key) -> Cell:
        """The figure; where nothing is known of it, that."""
        return self.cells.get(key, NOTHING)


def key_of(place: Region | None) -> Place:
    """The place as figures know it."""
    return place.pk if place else None


def name_of(place: Region | None) -> str:
    """The place in the reader's language."""
    return str(place.name) if place else _("Whole country")


def published(indicator: Indicator, version: DataVersion | None) -> Measure:
    """The indicator as it is published."""
    return Measure(indicator, indicator.slug, str(indicator.name), str(indicator.unit), indicator.decimals, version)


def at_version(indicator: Indicator, version: DataVersion) -> Measure:
    """The indicator as it was published at one data version, beside others."""
    own, day = published(indicator, version), f"{timezone.localtime(version.imported_at):%Y-%m-%d}"
    return replace(own, code=f"{own.code}.{version.public_id}", label=f"{own.label} ({version.label}, {day})")


def compared(figures: Figures, indicator: Indicator, version: DataVersion | None, *, as_level: bool = False) -> Measure:
    """What pages compare: the indicator itself, or its change, or per inhabitant, or beside the country set to 100."""
    name = str(indicator.shown_name)
    if as_level:
        beside = _("whole country = 100")
        return Measure(indicator, f"{indicator.slug}.of-country", f"{name}, {beside}", beside, 0, version)
    if indicator.compare_as in ("itself", "of_country"):
        return published(indicator, version)
    if indicator.compare_as == "change" and (base := figures.change_base(indicator)):
        name = _("%(measure)s since %(year)s") % {"measure": name, "year": base}
    code = f"{indicator.slug}.{indicator.compare_as.replace('_', '-')}"
    return Measure(indicator, code, name, str(indicator.shown_unit), indicator.shown_decimals, version)


def cells_of(
    figures: Figures,
    measure: Measure,
    line_of: Callable[[Place], Series],
    places: Iterable[Place],
    periods: Sequence[str],
) -> dict[Key, Cell]:
    """The measure's figures in places and years, by the line of each place."""
    found = {}
    for place in places:
        points = {str(point.year): point for point in line_of(place)}
        for period in periods:
            point = points.get(period)
            found[measure.code, place, period] = (
                Cell(stored(point.value), point.status, point.source, point.note)
                if point
                else Cell(None, figures.absence(measure.indicator, place, int(period)))
            )
    return found


def table(data: DataSet) -> Table:
    """What the page shows, a figure a line, with all that is said of each."""
    heads = [_("Indicator"), _("Short name"), _("Unit"), _("Region"), _("Code"), _("Period"), _("Value")]
    heads += [_("How firm, or why missing"), *data.heads, _("Source"), _("Remark"), _("About the indicator")]
    heads += [_("Licence"), _("Data version")]
    measures = {one.code: one for one in data.measures}
    places = {key_of(one): one for one in data.places}
    lines = (line(data, measures[key[0]], places[key[1]], key) for key in data.rows)
    return Table(data.name, heads, lines, data.label, WIDTHS)


def line(data: DataSet, measure: Measure, place: Region | None, key: Key) -> list[object]:
    """A figure's line."""
    cell, about = data.cell(key), measure.indicator
    version = measure.version.label if measure.version else ""
    return [
        *(measure.label, measure.code, measure.unit, name_of(place), place.code if place else WHOLE_COUNTRY, key[2]),
        *(cell.value, cell.said, *data.more.get(key, [""] * len(data.heads)), sources.short(cell.source), cell.note),
        *(str(about.note), about.licence, version),
    ]
