"""Charts by their address: data version, indicator, kind, place and peers or year, each as SVG, PNG, table or page.

    /fi/charts/<version>/<indicator>/lines/<region>/<peers>    /fi/charts/<version>/<indicator>/map/maa/2020

An address that names its data version shows the same figures for ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from django.utils.translation import gettext as _

from forum.services.tables import Table
from regions.models import DataVersion, Indicator, Region
from regions.services import data_sets, series
from regions.services import figures as imports
from regions.services.comparison import newest_year
from regions.services.data_sets import DataSet, Measure
from regions.services.peers import NEIGHBOURS, from_key, peers_for
from regions.services.series import Figures
from themes.services import brief_reading, chart_sheets, figure_data, figure_reading, sentences
from themes.services.brief_reading import WHOLE_COUNTRY
from themes.services.chart_addresses import NEWEST, Address
from themes.services.chart_sheets import Sheet
from themes.services.figure_reading import Figure
from themes.services.map_drawing import in_words
from themes.services.maps import FigureMap, figure_map

KINDS = ("lines", "bars", "map")
YEAR_LETTERS = 4
Kind = Literal["lines", "bars", "map"]


@dataclass(frozen=True)
class Chart:
    """A chart that was found: what it draws and where it is."""

    address: Address
    version: DataVersion
    indicator: Indicator
    region: Region | None
    figure: Figure | None = None
    map: FigureMap | None = None
    figures: Figures = field(default_factory=lambda: Figures({}))
    year: int = 0
    peers: Sequence[Region] = ()
    regions: Sequence[Region] = ()

    @property
    def is_kept(self) -> bool:
        """Whether the address names its data version, so that its figures never change."""
        return self.address.version != NEWEST

    @property
    def title(self) -> str:
        """What it shows."""
        return self.figure.title if self.figure else self.map.title if self.map else ""

    @property
    def description(self) -> str:
        """What it shows, in words and numbers."""
        return self.figure.description if self.figure else in_words(self.map) if self.map else ""

    @property
    def file_name(self) -> str:
        """A name for its files, without an ending."""
        return f"{self.address.indicator}-{self.address.kind}-{self.address.place}-{self.address.how}"

    @property
    def sheet(self) -> Sheet:
        """The chart with its words around it."""
        about = [_("Data version %(version)s.") % {"version": self.version.label}]
        if self.figure:
            return chart_sheets.of_figure(self.figure, about)
        assert self.map
        order = _("The shade tells the order of size, not what is good or bad.")
        return chart_sheets.of_map(self.map, self.description, [order, *about])


def find(address: Address) -> Chart | None:
    """The chart at the address, or None: nothing is known by that name, or there are no figures to draw."""
    named = address.version != NEWEST
    version = DataVersion.objects.filter(public_id=address.version).first() if named else imports.newest()
    indicator = Indicator.objects.filter(slug=address.indicator).first()
    if version is None or indicator is None or address.kind not in KINDS:
        return None
    regions = brief_reading.all_regions()
    region = next((one for one in regions if one.code == address.place), None)
    if region is None and address.place != WHOLE_COUNTRY:
        return None
    found = Chart(address, version, indicator, region, regions=regions)
    return drawn_lines(found) if address.kind == "lines" else drawn_year(found)


def drawn_lines(chart: Chart) -> Chart | None:
    """The lines over the years."""
    regions = chart.regions
    choice = from_key(chart.address.how, regions)
    if choice is None or (chart.region is None and choice != NEIGHBOURS):
        return None
    figures = series.load([chart.indicator], chart.version, also=choice.needs)
    peers = peers_for(chart.region, regions, figures, choice) if chart.region else []
    made = figure_reading.figure(figures, chart.indicator, chart.region, peers, regions)
    return replace(chart, figure=made, figures=figures, peers=peers) if made and made.line else None


def drawn_year(chart: Chart) -> Chart | None:
    """Bars or the map of a year."""
    how, regions = chart.address.how, chart.regions
    if how != NEWEST and not (how.isascii() and how.isdigit() and len(how) == YEAR_LETTERS):
        return None
    figures = series.load([chart.indicator], chart.version)
    newest = newest_year(figures, chart.indicator, as_level=False)
    year = newest if how == NEWEST else int(how)
    if chart.address.kind == "map":
        found = figure_map(figures, chart.indicator, regions, year)
        return replace(chart, map=found, figures=figures, year=year) if found else None
    made = figure_reading.bars_of_year(figures, chart.indicator, chart.region, regions, year)
    return replace(chart, figure=made, figures=figures, year=year) if made else None


def table(chart: Chart) -> Table:
    """The figures of the chart, numbers as numbers, and what they are."""
    if chart.map:
        heads = [_("Region"), _("Code"), chart.map.title]
        rows = [[str(tile.region.name), tile.region.code, tile.value] for tile in chart.map.tiles]
        return described(chart, heads, rows, chart.map.source)
    assert chart.figure
    behind = chart.figure.table
    first = _("Year") if chart.figure.line else _("Region")
    rows = [[name, *(cell.why if cell.value is None else cell.value for cell in cells)] for name, cells in behind.rows]
    return described(chart, [first, *behind.head], rows, chart.figure.source)


def described(chart: Chart, heads: list[str], rows: list[list[Any]], source: str) -> Table:
    """The table with unit, source, licence and data version in its last columns."""
    measure = measure_of(chart)
    about = [measure.unit, source, chart.indicator.licence, chart.version.label]
    heads += [_("Unit"), _("Source and note"), _("Licence"), _("Data version")]
    return Table(chart.file_name, heads, [[*row, *about] for row in rows], chart.title)


def measure_of(chart: Chart) -> Measure:
    """What the chart draws."""
    return data_sets.compared(chart.figures, chart.indicator, chart.version, as_level=draws_level(chart))


def draws_level(chart: Chart) -> bool:
    """Whether it draws figures beside the country set to 100; bars show the figures themselves."""
    return chart.indicator.compare_as == "of_country" and chart.address.kind != "bars"


def data_set(chart: Chart) -> DataSet:
    """The figures of the chart as they are stored, each with its source; of a year the country's too."""
    places, years = drawn(chart)
    measure, as_level = measure_of(chart), draws_level(chart)
    return figure_data.of_chart(chart.file_name, chart.title, measure, chart.figures, places, years, as_level=as_level)


def drawn(chart: Chart) -> tuple[list[Region | None], list[int]]:
    """The places and years."""
    if chart.address.kind != "lines":
        return [None, *chart.regions], [chart.year]
    about = (chart.figures, chart.indicator, chart.region, chart.peers, chart.regions)
    lines = figure_reading.lines(*about)
    names = {line.name for line in lines}
    places = [one for one in figure_reading.places_of_lines(*about) if sentences.place_name(one) in names]
    return places, sorted({point.year for line in lines for point in line.series})
