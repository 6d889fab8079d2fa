"""From comparisons to what a page draws: table rows, and figures with chart, words and the table behind the chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from forum.texts import LocalText
from regions.models import Indicator, Region
from regions.numbers import amount, signed
from regions.services import sources
from regions.services.comparison import Comparison, compare, newest_year, series_of, up_to
from regions.services.series import COUNTRY, Figures, Place, Series, at
from themes import charts
from themes.charts import BarChart, Line, LineChart
from themes.services import sentences

LONG_NAME = 9


@dataclass(frozen=True)
class Row:
    """One line of the indicator table, in words."""

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


@dataclass(frozen=True)
class Cell:
    """A number of the table behind a chart; empty when none is published."""

    number: str


@dataclass(frozen=True)
class TableBehind:
    """The figures of a chart: areas as columns and years as rows, or areas as rows."""

    head: list[str]
    rows: list[tuple[str, list[Cell]]]


@dataclass(frozen=True)
class Figure:
    """A chart with everything around it. `description` says in words what the chart shows."""

    id: str
    headline: LocalText | str
    subtitle: str
    title: str
    description: str
    source: str
    table: TableBehind
    line: LineChart | None = None
    bar: BarChart | None = None


def row(comparison: Comparison) -> Row:
    """The comparison as a line of the table."""
    indicator, own, country = comparison.indicator, comparison.own, comparison.country
    return Row(
        name=sentences.measure(comparison),
        unit=sentences.unit_of(comparison),
        own=sentences.number(comparison, own) if own else _("not published"),
        country=sentences.number(comparison, country) if country else _("not published"),
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
    )


def rows(figures: Figures, indicator: Indicator, region: Region | None, peers: Sequence[Region]) -> list[Row]:
    """The indicator's line; with a second one for the country set to 100 where it is compared so."""
    found = [row(compare(figures, indicator, region, peers))]
    if indicator.compare_as == "of_country" and region:
        found.append(row(compare(figures, indicator, region, peers, as_level=True)))
    return found


def short_label(name: str) -> str:
    """A name for the end of a line: "P-Karjala", "N Karelen", "Kainuu"."""
    mark = "-" if "-" in name else " "
    first, _mark, rest = name.partition(mark)
    return f"{first[0]}{mark}{rest}" if rest and len(name) > LONG_NAME else name


def ends(figures: Figures, indicator: Indicator, regions: Sequence[Region], as_level: bool) -> list[Region]:
    """The regions with the largest and the smallest newest figure: what the whole country is drawn beside."""
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
    """The lines of a chart: own region, country, peers; for the whole country, the largest and smallest region."""
    as_level = indicator.compare_as == "of_country"

    newest = newest_year(figures, indicator, as_level)

    def series(place: Place) -> Series:
        return up_to(series_of(figures, indicator, place, as_level), newest)

    country = Line("land" if region else "own", _("Whole country"), _("Whole country"), series(COUNTRY))
    others = peers if region else ends(figures, indicator, regions, as_level)
    drawn = [country, *(Line("peer", str(o.name), short_label(str(o.name)), series(o.pk)) for o in others)]
    if region:
        drawn.insert(0, Line("own", str(region.name), short_label(str(region.name)), series(region.pk)))
    return [line for line in drawn if line.series or line.kind == "own"]


def write(indicator: Indicator, value: Decimal, decimals: int) -> str:
    """A number of a chart or of the table behind it."""
    return signed(value, decimals) if indicator.compare_as == "change" else amount(value, decimals)


def years_table(indicator: Indicator, drawn: Sequence[Line], decimals: int) -> TableBehind:
    """Years down, areas across."""
    years = sorted({point.year for line in drawn for point in line.series})
    made = []
    for year in years:
        points = [at(line.series, year) for line in drawn]
        made.append((str(year), [Cell(write(indicator, p.value, decimals) if p else "") for p in points]))
    return TableBehind([line.name for line in drawn], made)


def words(indicator: Indicator, drawn: Sequence[Line], decimals: int) -> str:
    """What a line chart shows: each line's first and last number with their years."""
    said = []
    for line in drawn:
        if not line.series:
            said.append(_("%(place)s: no figure is published.") % {"place": line.name})
            continue
        first, last = line.series[0], line.series[-1]
        said.append(
            f"{line.name}: {write(indicator, first.value, decimals)} ({first.year}), "
            f"{write(indicator, last.value, decimals)} ({last.year})."
        )
    return " ".join(said)


def named_sources(drawn: Sequence[Line]) -> str:
    """Every source of the lines, once, in order."""
    found = dict.fromkeys(sources.short(point.source) for line in drawn for point in line.series)
    return "; ".join(found)


def breaks(drawn: Sequence[Line]) -> list[str]:
    """The breaks of the lines, said: once for all lines that have the same."""
    found: dict[tuple[int, bool], list[str]] = {}
    for line in drawn:
        for kind in sorted({(point.run, point.is_explained) for point in line.series if point.run}):
            found.setdefault(kind, []).append(line.name)
    return [
        break_words(_("All areas") if len(names) == len(drawn) > 1 else ", ".join(names), year, told=told)
        for (year, told), names in found.items()
    ]


def break_words(places: str, year: int, *, told: bool) -> str:
    """One break in a sentence; `told`: its publisher tells of it."""
    if told:
        return _("%(place)s: break in the series in %(year)s.") % {"place": places, "year": year}
    return _(
        "%(place)s: the level changes at once in %(year)s, and the source gives no reason. "
        "Figures before and after it are not compared."
    ) % {"place": places, "year": year}


def source_line(indicator: Indicator, drawn: Sequence[Line]) -> str:
    """Source, what was computed, breaks, and lines that begin later than the own one."""
    parts = [_("Source: %(source)s.") % {"source": named_sources(drawn)}, str(indicator.note), *breaks(drawn)]
    return " ".join(part for part in parts if part)


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
        subtitle=_("%(title)s. The vertical axis starts at %(start)s.") % {"title": title, "start": chart.starts_at},
        title=title,
        description=words(indicator, drawn, decimals),
        source=source_line(indicator, drawn),
        table=years_table(indicator, drawn, decimals),
        line=chart,
    )


def title_of(comparison: Comparison, years: str) -> str:
    """What, in which unit, when."""
    name, unit = sentences.measure(comparison), sentences.unit_of(comparison)
    named = f"{name}, {unit}" if unit else name
    return named if comparison.indicator.compare_as == "change" else f"{named}, {years}"


def bars(
    figures: Figures, indicator: Indicator, region: Region | None, regions: Sequence[Region], headline: LocalText | str
) -> Figure | None:
    """All regions of the one year side by side, the country as a line across."""
    comparison = compare(figures, indicator, region)
    points = [(other, at(figures.shown(indicator, other.pk), comparison.year)) for other in regions]
    values = [(str(other.name), point.value, other == region) for other, point in points if point]
    country = comparison.country
    country_text = _("whole country %(value)s") % {"value": sentences.number(comparison, country)} if country else ""
    chart = charts.bar_chart(values, country.value if country else None, country_text, comparison.decimals)
    if chart is None:
        return None
    title = title_of(comparison, str(comparison.year))
    said = [f"{bar.name} {bar.number}" for bar in (chart.bars[0], chart.bars[-1])]
    own = next((f"{bar.name} {bar.number}. " for bar in chart.bars if bar.own), "")
    drawn = [Line("own", str(other.name), "", (point,)) for other, point in points if point]
    return Figure(
        id=f"chart-{indicator.slug}",
        headline=headline or sentences.measure(comparison),
        subtitle=_("%(title)s. The axis starts at nought.") % {"title": title},
        title=title,
        description=f"{own}{country_text}. " + _("From %(first)s to %(last)s.") % {"first": said[0], "last": said[1]},
        source=source_line(indicator, drawn),
        table=TableBehind([title], [(bar.name, [Cell(bar.number)]) for bar in chart.bars]),
        bar=chart,
    )
