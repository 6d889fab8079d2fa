"""From comparisons to what a page draws: table rows, and figures with chart, words and the table behind the chart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from forum.texts import LocalText
from regions.models import Indicator, Region
from regions.numbers import stored
from regions.services import absence, sources
from regions.services.comparison import Comparison, compare, newest_year, series_of, up_to
from regions.services.data_sets import key_of
from regions.services.series import COUNTRY, Figures, Place, Point, Series, at
from themes import charts
from themes.charts import BarChart, Line, LineChart, LineKind
from themes.services import sentences
from themes.services.figure_words import (
    bars_key,
    bars_words,
    circles_key,
    source_line,
    source_words,
    words,
    write,
)

LONG_NAME = 9


@dataclass(frozen=True)
class Row:
    """One line of the indicator table, in words.

    `firm` says how firm the own figure is ("preliminary"), `newer` why it is older than others', `slug` the indicator.
    """

    name: str
    unit: str
    own: str
    country: str
    peers: str
    arrow: str
    direction: str
    sign: str
    sign_class: str
    sign_word: str
    year: int
    source: str
    country_source: str
    standing: str
    place: str
    firm: str
    newer: str
    slug: str


@dataclass(frozen=True)
class Cell:
    """A number of the table behind a chart, as it is written and as it is stored.

    It is empty when none is published; then `why` says the reason that its publisher gives. `firm`: "preliminary".
    """

    number: str
    value: Decimal | None = None
    why: str = ""
    firm: str = ""


@dataclass(frozen=True)
class TableBehind:
    """The figures of a chart: areas as columns and years as rows, or areas as rows."""

    head: list[str]
    rows: list[tuple[str, list[Cell]]]


@dataclass(frozen=True)
class Figure:
    """A chart with everything around it. `description` says in words what the chart shows.

    `files` is the beginning of the addresses of its files, where it has any (chart_addresses.with_files).
    """

    id: str
    headline: LocalText | str
    subtitle: str
    title: str
    description: str
    source: str
    table: TableBehind
    line: LineChart | None = None
    bar: BarChart | None = None
    files: str = ""


def row(comparison: Comparison) -> Row:
    """The comparison as a line of the table."""
    indicator, own, country = comparison.indicator, comparison.own, comparison.country
    return Row(
        name=sentences.measure(comparison),
        unit=sentences.unit_of(comparison),
        own=sentences.number(comparison, own) if own else absence.words(comparison.own_absence),
        country=sentences.number(comparison, country) if country else absence.words(comparison.country_absence),
        peers=sentences.spread(comparison) or "–",
        arrow=sentences.ARROWS[comparison.direction.kind],
        direction=sentences.direction_word(comparison),
        sign="·" if indicator.polarity == "neutral" else sentences.SIGNS[comparison.direction.verdict],
        sign_class=sentences.SIGN_CLASSES[comparison.direction.verdict],
        sign_word=sentences.sign_word(comparison),
        year=comparison.year,
        source=_("computed") if comparison.as_level else sources.short(own.source) if own else "–",
        country_source=sources.short(country.source) if country and comparison.sources_differ else "",
        standing=sentences.standing_word(comparison),
        place=sentences.place_words(comparison),
        firm=absence.firmness(own.status) if own else "",
        newer=sentences.newer_words(comparison),
        slug=indicator.slug,
    )


def comparisons(
    figures: Figures, indicator: Indicator, region: Region | None, peers: Sequence[Region]
) -> list[Comparison]:
    """What the table says of the indicator; a second time for the country set to 100 where it is compared so."""
    found = [compare(figures, indicator, region, peers)]
    if indicator.compare_as == "of_country" and region:
        found.append(compare(figures, indicator, region, peers, as_level=True))
    return found


def rows(figures: Figures, indicator: Indicator, region: Region | None, peers: Sequence[Region]) -> list[Row]:
    """The indicator's lines of the table."""
    return rows_of(comparisons(figures, indicator, region, peers), figures)


def rows_of(found: Iterable[Comparison], figures: Figures) -> list[Row]:
    """The comparisons as lines of the table, with the reasons of what is missing."""
    return [with_reasons(row(one), one, figures) for one in found]


def with_reasons(made: Row, comparison: Comparison, figures: Figures) -> Row:
    """The line, which says why a figure is missing, as far as its publisher tells."""
    place, indicator = comparison.region.pk if comparison.region else COUNTRY, comparison.indicator
    why: dict[str, Any] = {
        name: absence.words(figures.absence(indicator, where, comparison.year))
        for name, point, where in (("own", comparison.own, place), ("country", comparison.country, COUNTRY))
        if point is None
    }
    return replace(made, **why)


def short_label(name: str) -> str:
    """A name for the end of a line: "P-Karjala", "N Karelen", "Kainuu"."""
    mark = "-" if "-" in name else " "
    first, _mark, rest = name.partition(mark)
    return f"{first[0]}{mark}{rest}" if rest and len(name) > LONG_NAME else name


def ends(figures: Figures, indicator: Indicator, regions: Sequence[Region], as_level: bool) -> list[Region]:
    """The regions with the largest and the smallest newest figure: what the whole country is drawn beside.

    None from a sample, for then nobody may be told to be the largest.
    """
    if indicator.from_sample:
        return []
    year = newest_year(figures, indicator, as_level)
    found = []
    for region in regions:
        point = at(series_of(figures, indicator, region.pk, as_level), year)
        if point:
            found.append((point.value, region.code, region))
    return [max(found)[2], min(found)[2]] if len(found) > 1 else []


def lines(
    figures: Figures, indicator: Indicator, region: Region | None, peers: Sequence[Region], regions: Sequence[Region]
) -> list[Line]:
    """The lines of a chart, of all its places that have any figure, and of its own place whether it has or not."""
    as_level = indicator.compare_as == "of_country"

    newest = newest_year(figures, indicator, as_level)

    def series(place: Place) -> Series:
        return up_to(series_of(figures, indicator, place, as_level), newest)

    def line(kind: LineKind, place: Place, name: str) -> Line:
        absent = figures.absent.get((indicator.slug, place), {})
        return Line(kind, name, short_label(name) if place else name, series(place), absent)

    first, *others = places_of_lines(figures, indicator, region, peers, regions)
    drawn = [line("own", key_of(first), sentences.place_name(first))]
    drawn += [line("peer" if one else "land", key_of(one), sentences.place_name(one)) for one in others]
    return [line for line in drawn if line.series or line.kind == "own"]


def places_of_lines(
    figures: Figures, indicator: Indicator, region: Region | None, peers: Sequence[Region], regions: Sequence[Region]
) -> list[Region | None]:
    """Own region, country, peers; for the whole country, the country and the largest and smallest region."""
    if region:
        return [region, None, *peers]
    return [None, *ends(figures, indicator, regions, indicator.compare_as == "of_country")]


def cell(indicator: Indicator, point: Point | None, decimals: int, why: str = "") -> Cell:
    """The point in the table behind a chart; without one `why` is the reason's code, if its publisher gives one."""
    if point is None:
        return Cell("", why=absence.words(why) if why else "")
    number = write(indicator, point.value, decimals)
    return Cell(number, stored(point.value), firm=absence.firmness(point.status))


def years_table(indicator: Indicator, drawn: Sequence[Line], decimals: int) -> TableBehind:
    """Years down, areas across."""
    years = sorted({point.year for line in drawn for point in line.series})
    made = []
    for year in years:
        cells = [cell(indicator, at(line.series, year), decimals, line.absent.get(year, "")) for line in drawn]
        made.append((str(year), cells))
    return TableBehind([line.name for line in drawn], made)


def figure(
    figures: Figures,
    indicator: Indicator,
    region: Region | None,
    peers: Sequence[Region],
    regions: Sequence[Region],
    headline: LocalText | str = "",
) -> Figure | None:
    """The indicator's figure for a place: lines over the years, or bars of all regions when there is only one year."""
    drawn = lines(figures, indicator, region, peers, regions)
    years = sorted({point.year for line in drawn for point in line.series})
    if len(years) < 2:
        return bars(figures, indicator, region, regions, headline)
    as_level = indicator.compare_as == "of_country"
    decimals = 0 if as_level else indicator.shown_decimals
    chart = charts.line_chart(drawn, decimals)
    if chart is None:
        return None
    comparison = compare(figures, indicator, region, as_level=as_level)
    title = title_of(comparison, f"{years[0]}–{years[-1]}")
    return Figure(
        id=f"chart-{indicator.slug}",
        headline=headline or sentences.measure(comparison),
        subtitle=joined(
            _("%(title)s. The vertical axis starts at %(start)s.") % {"title": title, "start": chart.starts_at},
            circles_key(point for line in drawn for point in line.series),
        ),
        title=title,
        description=words(indicator, drawn, decimals),
        source=source_line(indicator, drawn),
        table=years_table(indicator, drawn, decimals),
        line=chart,
    )


def joined(*sentences_of: str) -> str:
    """The sentences that there are, one after another."""
    return " ".join(filter(None, sentences_of))


def title_of(comparison: Comparison, years: str) -> str:
    """What, in which unit, when."""
    name, unit = sentences.measure(comparison), sentences.unit_of(comparison)
    named = f"{name}, {unit}" if unit else name
    return named if comparison.indicator.compare_as == "change" else f"{named}, {years}"


def bars(
    figures: Figures, indicator: Indicator, region: Region | None, regions: Sequence[Region], headline: LocalText | str
) -> Figure | None:
    """The newest year's bars."""
    year = compare(figures, indicator, region).year
    return bars_of_year(figures, indicator, region, regions, year, headline)


def bars_of_year(
    figures: Figures,
    indicator: Indicator,
    region: Region | None,
    regions: Sequence[Region],
    year: int,
    headline: LocalText | str = "",
) -> Figure | None:
    """All regions of the one year side by side, the country as a line across; by name where they are not ranked."""
    points = [(other, at(figures.shown(indicator, other.pk), year)) for other in regions]
    found = [(other, point) for other, point in points if point]
    country, decimals = at(figures.shown(indicator, COUNTRY), year), indicator.shown_decimals
    text = _("whole country %(value)s") % {"value": write(indicator, country.value, decimals)} if country else ""
    chart = charts.bar_chart(
        [(str(other.name), point.value, other == region) for other, point in found],
        country.value if country else None,
        text,
        decimals,
        by_size=not indicator.from_sample,
        soft=[str(other.name) for other, point in found if point.is_soft],
    )
    if chart is None:
        return None
    named, title = measure_and_title(figures, indicator, year)
    return Figure(
        id=f"chart-{indicator.slug}",
        headline=headline or named,
        subtitle=joined(
            _("%(title)s. The axis starts at nought.") % {"title": title}, bars_key(point for _, point in found)
        ),
        title=title,
        description=bars_words(indicator, chart, {str(other.name): point for other, point in found}, country),
        source=source_words(indicator, [point for _, point in found] + ([country] if country else [])),
        table=TableBehind([title], bars_table(indicator, found, chart, decimals)),
        bar=chart,
    )


def measure_and_title(figures: Figures, indicator: Indicator, year: int) -> tuple[str, str]:
    """What bars show ("Change of population 2013–2020"), and the same with unit and year."""
    name = str(indicator.shown_name)
    if indicator.compare_as == "change":
        name = f"{name} {figures.change_base(indicator)}–{year}"
    named = f"{name}, {indicator.shown_unit}" if indicator.shown_unit else name
    return name, named if indicator.compare_as == "change" else f"{named}, {year}"


def bars_table(
    indicator: Indicator, found: Sequence[tuple[Region, Point]], chart: BarChart, decimals: int
) -> list[tuple[str, list[Cell]]]:
    """The regions' numbers in the order of the bars."""
    by_name = {str(region.name): point for region, point in found}
    return [(bar.name, [cell(indicator, by_name[bar.name], decimals)]) for bar in chart.bars]
