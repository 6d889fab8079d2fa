"""One indicator of a theme in all regions: a table to sort, a map and bars, and the same table to take away."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, cast

from django.http import QueryDict
from django.utils.translation import gettext as _

from forum.services.tables import Table
from forum.texts import LocalText
from regions.models import DataVersion, Indicator, Region
from regions.numbers import amount, rounded, signed
from regions.services import absence, series, sources
from regions.services import figures as imports
from regions.services.data_sets import DataSet
from regions.services.series import Figures
from regions.services.standings import Change, Key, Standing, Standings, standings
from themes.models import Theme
from themes.services import brief_reading, chart_addresses, figure_data, sentences
from themes.services.figure_reading import Figure, bars_of_year
from themes.services.figure_words import source_words, write
from themes.services.maps import FigureMap, figure_map

KEYS = ("region", "value", "change")
YEAR_LETTERS = 4


@dataclass(frozen=True)
class Wish:
    """What the address asks: ?indicator=…&year=2020&sort=-value (a minus: falling)."""

    indicator: str = ""
    year: int | None = None
    sort: str = ""

    def order(self, indicator: Indicator) -> tuple[Key, bool]:
        """What the rows are ordered by, and whether falling; samples by name, others by size when nothing is said."""
        key, falling = self.sort.removeprefix("-"), self.sort.startswith("-")
        if key in KEYS:
            return cast(Key, key), falling
        return ("region", False) if indicator.from_sample else ("value", True)


def wished(query: QueryDict) -> Wish:
    """What the address asks; what makes no sense is as if it were not said."""
    year = query.get("year", "")
    is_year = year.isascii() and year.isdigit() and len(year) == YEAR_LETTERS
    return Wish(query.get("indicator", ""), int(year) if is_year else None, query.get("sort", ""))


@dataclass(frozen=True)
class Row:
    """A line of the table in words; `own` is the reader's own region's."""

    name: str
    code: str
    value: str
    firm: str
    level: str
    total: str
    change: str
    place: str
    own: bool


@dataclass(frozen=True)
class Head:
    """A column that can be sorted: its words, what the address says to sort by it, and how it is sorted now."""

    words: str
    sort: str
    direction: str


@dataclass(frozen=True)
class Shown:
    """What the page draws."""

    theme: Theme
    indicators: list[Indicator]
    version: DataVersion
    figures: Figures
    regions: list[Region]
    found: Standings
    key: Key
    falling: bool
    own: Region | None

    @property
    def indicator(self) -> Indicator:
        """The chosen indicator."""
        return self.found.indicator

    @property
    def sort(self) -> str:
        """The order as the address says it."""
        return ("-" if self.falling else "") + self.key

    @property
    def unit(self) -> str:
        """The unit of the values."""
        return self.indicator.shown_unit

    @property
    def note(self) -> LocalText:
        """What is said of the indicator."""
        return self.indicator.note

    @cached_property
    def ordered(self) -> list[Standing]:
        """The regions in the asked order."""
        return self.found.in_order(self.key, falling=self.falling)

    @cached_property
    def rows(self) -> list[Row]:
        """The regions' lines."""
        return [self.row(one) for one in self.ordered]

    @cached_property
    def country(self) -> Row:
        """The country's line, which is never among the regions'."""
        return self.row(self.found.country)

    def row(self, one: Standing) -> Row:
        """One line in words."""
        decimals = self.indicator.shown_decimals
        rank = one.rank
        return Row(
            name=sentences.place_name(one.region),
            code=one.region.code if one.region else "",
            value=write(self.indicator, one.point.value, decimals) if one.point else absence.words(one.absence),
            firm=absence.firmness(one.point.status) if one.point else "",
            level=amount(one.level.value) if one.level else "–",
            total=amount(one.total.value, self.indicator.decimals) if one.total else "–",
            change=self.change_words(one.change),
            place="" if rank is None else str(rank.first) if rank.first == rank.last else f"{rank.first}–{rank.last}",
            own=one.region is not None and one.region == self.own,
        )

    def change_words(self, change: Change) -> str:
        """A change, or why there is none."""
        if change.value is not None:
            return signed(change.value, self.change_decimals)
        return _("break in the series") if change.why == "break" else _("a figure is missing")

    @property
    def change_decimals(self) -> int:
        """Decimals of changes: the figures' own in points, one in per cent."""
        return self.indicator.shown_decimals if self.found.in_points else 1

    @property
    def value_head(self) -> str:
        """The head of the values: unit and year."""
        return f"{self.unit} {self.found.year}".strip()

    @property
    def change_head(self) -> str:
        """The head of changes; empty when there are none."""
        if self.found.base is None:
            return ""
        years = f"{self.found.base}–{self.found.year}"
        words = _("Change %(years)s, percentage points") if self.found.in_points else _("Change %(years)s, per cent")
        return words % {"years": years}

    @property
    def total_head(self) -> str:
        """The head of published totals; empty where the value itself is what is published."""
        if self.indicator.value_kind != "total":
            return ""
        return f"{self.indicator.name}, {self.indicator.unit}" if self.indicator.unit else str(self.indicator.name)

    @property
    def has_level(self) -> bool:
        """Whether the values are set beside the country's too."""
        return self.indicator.compare_as == "of_country"

    @property
    def heads(self) -> dict[str, Head]:
        """The columns to sort by."""
        words = {"region": _("Region"), "value": self.value_head, "change": self.change_head}
        return {key: self.head(key, said) for key, said in words.items()}

    def head(self, key: str, words: str) -> Head:
        """One of them; a second click turns the order, the first one sorts names up and numbers down."""
        now = self.key == key
        falling = not self.falling if now else key != "region"
        direction = ("descending" if self.falling else "ascending") if now else ""
        return Head(words, ("-" if falling else "") + key, direction)

    @property
    def title(self) -> str:
        """What the page shows: indicator, unit and year."""
        name = str(self.indicator.shown_name)
        return f"{name}, {self.unit}, {self.found.year}" if self.unit else f"{name}, {self.found.year}"

    @property
    def why_unranked(self) -> str:
        """Why no region has a place."""
        return {
            "": "",
            "sample": _("Regions have no places here: the figures come from a sample, and differences may be chance."),
            "incomplete": _("Regions have no places here: not all of them have a figure of the year."),
        }[self.found.unranked]

    @cached_property
    def map(self) -> FigureMap | None:
        """The regions' map of the year."""
        found = figure_map(self.figures, self.indicator, self.regions, self.found.year)
        return replace(found, files=self.files("map", None)) if found else None

    def files(self, kind: str, region: Region | None) -> str:
        """The beginning of the addresses of a chart's files."""
        return chart_addresses.files(self.version, self.indicator, kind, region, self.found.year)

    @cached_property
    def bars(self) -> Figure | None:
        """The regions side by side."""
        found = bars_of_year(self.figures, self.indicator, self.own, self.regions, self.found.year)
        return replace(found, files=self.files("bars", self.own)) if found else None

    @property
    def source(self) -> str:
        """Where the figures are from."""
        rows = [*self.found.rows, self.found.country]
        return source_words(self.indicator, [one.point for one in rows if one.point])


def read(theme: Theme, wish: Wish, regions: list[Region], own: Region | None) -> Shown | None:
    """The theme's indicator in all regions; None when the theme has no indicators or there are no figures."""
    indicators = brief_reading.theme_indicators(theme.pk)
    version = imports.newest() if indicators else None
    if version is None:
        return None
    indicator = next((one for one in indicators if one.slug == wish.indicator), indicators[0])
    figures = series.load([indicator], version)
    found = standings(figures, indicator, regions, wish.year)
    key, falling = wish.order(indicator)
    return Shown(theme, indicators, version, figures, regions, found, key, falling, own) if found else None


def data_set(shown: Shown) -> DataSet:
    """What is shown as a data set, with the published figures behind what is computed."""
    return figure_data.of_standings(shown.found, shown.figures, shown.version, shown.change_head)


def table(shown: Shown) -> Table:
    """Exactly what is shown, numbers as numbers; the country comes last and has no place."""
    heads = [_("Region"), _("Code"), _("Place, largest first"), shown.value_head]
    heads += [_("Whole country = 100")] if shown.has_level else []
    heads += [shown.total_head] if shown.total_head else []
    heads += [shown.change_head] if shown.change_head else []
    rows = [cells(shown, one) for one in [*shown.ordered, shown.found.country]]
    name = f"{shown.indicator.slug}-{shown.found.year}"
    heads += [_("Source"), _("How firm the figure is"), _("Licence"), _("Data version")]
    return Table(name, heads, rows, str(shown.indicator.shown_name))


def cells(shown: Shown, one: Standing) -> list[Any]:
    """A line of the file; where a number is missing stands why."""
    words, decimals = shown.row(one), shown.indicator.shown_decimals
    point, change = one.point, one.change.value
    made: list[Any] = [words.name, words.code, int(words.place) if words.place.isdigit() else words.place]
    made.append(rounded(point.value, decimals) if point else words.value)
    made += [rounded(one.level.value) if one.level else ""] if shown.has_level else []
    made += [rounded(one.total.value, shown.indicator.decimals) if one.total else ""] if shown.total_head else []
    if shown.change_head:
        made.append(rounded(change, shown.change_decimals) if change is not None else words.change)
    about = [shown.indicator.licence, shown.version.label]
    return [*made, sources.short(point.source) if point else "", words.firm, *about]
