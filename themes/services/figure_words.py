"""Charts in words: what each line and bar says, its gaps and breaks, and where its numbers are from."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from regions.models import Indicator
from regions.numbers import amount, signed
from regions.services import absence, sources
from regions.services.series import Point, at
from themes.charts import BarChart, Line


def write(indicator: Indicator, value: Decimal, decimals: int) -> str:
    """A number of a chart or of the table behind it."""
    return signed(value, decimals) if indicator.compare_as == "change" else amount(value, decimals)


def words(indicator: Indicator, drawn: Sequence[Line], decimals: int) -> str:
    """What a line chart shows: each line's first and last number with their years, its gaps, and the breaks."""
    return " ".join([*(line_words(indicator, line, decimals) for line in drawn), *breaks(drawn)])


def line_words(indicator: Indicator, line: Line, decimals: int) -> str:
    """One line in words; its largest and smallest number too, where they are not at its ends."""
    if not line.series:
        return _("%(place)s: no figure is published.") % {"place": line.name}

    def said(point: Point) -> str:
        return f"{write(indicator, point.value, decimals)} ({point.year})"

    first, last = line.series[0], line.series[-1]
    parts = [f"{line.name}: {said(first)}, {said(last)}" if first is not last else f"{line.name}: {said(first)}"]
    if line.kind == "own":
        for words, end in ((_("largest %(figure)s"), max), (_("smallest %(figure)s"), min)):
            found = end(line.series, key=lambda point: point.value)
            parts += [words % {"figure": said(found)}] if found.value not in (first.value, last.value) else []
    missing = sorted(
        {year for year in range(first.year, last.year) if at(line.series, year) is None} | set(line.absent)
    )
    told = [f"{year} ({absence.words(line.absent[year])})" if year in line.absent else str(year) for year in missing]
    parts += [_("no figure of %(years)s") % {"years": ", ".join(told)}] if told else []
    return "; ".join([*parts, *firmness((str(point.year), point) for point in line.series)]) + "."


def firmness(named: Iterable[tuple[str, Point]]) -> list[str]:
    """Which figures are not final: "preliminary: 2023, 2024"."""
    found: dict[str, list[str]] = {}
    for name, point in named:
        if point.is_soft:
            found.setdefault(absence.firmness(point.status), []).append(name)
    return [f"{words}: {', '.join(names)}" for words, names in found.items()]


def firmness_of_places(found: Mapping[str, Point]) -> list[str]:
    """Which places' figures are not final, in sentences."""
    if len({point.status for point in found.values()}) == 1:
        words = soft_words(found.values())
        return [f"{_('All areas')}: {words}."] if words else []
    return [f"{words[0].upper()}{words[1:]}." for words in firmness(found.items())]


def circles_key(points: Iterable[Point]) -> str:
    """What an open circle means, where there is one."""
    words = soft_words(points)
    return _("Open circle: %(firmness)s.") % {"firmness": words} if words else ""


def bars_key(points: Iterable[Point]) -> str:
    """What an open bar means, where there is one."""
    words = soft_words(points)
    return _("Open bar: %(firmness)s.") % {"firmness": words} if words else ""


def soft_words(points: Iterable[Point]) -> str:
    """How firm the figures that are not final are."""
    return ", ".join(dict.fromkeys(absence.firmness(point.status) for point in points if point.is_soft))


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


def source_words(indicator: Indicator, points: Sequence[Point]) -> str:
    """Source and note of single figures."""
    return source_line(indicator, [Line("peer", "", "", (point,)) for point in points], with_breaks=False)


def source_line(indicator: Indicator, drawn: Sequence[Line], *, with_breaks: bool = True) -> str:
    """Source, what was computed, and breaks."""
    parts = [_("Source: %(source)s.") % {"source": named_sources(drawn)}, str(indicator.note)]
    parts += breaks(drawn) if with_breaks else []
    return " ".join(part for part in parts if part)


def bars_words(indicator: Indicator, chart: BarChart, found: Mapping[str, Point], country: Point | None) -> str:
    """What bars show: the own region, the country, the ends, and which figures are not final.

    Whose the ends are is told only where places may be ranked. `found` are the points by the regions' names.
    """
    decimals, points = indicator.shown_decimals, found.values()
    said = [*firmness_of_places({**found, _("Whole country"): country} if country else found)]
    said += [f"{bar.name} {bar.number}." for bar in chart.bars if bar.own]
    if country:
        said.append(_("Whole country %(value)s.") % {"value": write(indicator, country.value, decimals)})
    if not indicator.from_sample:
        ends = [f"{bar.name} {bar.number}" for bar in (chart.bars[0], chart.bars[-1])]
        return " ".join([*said, _("From %(first)s to %(last)s.") % {"first": ends[0], "last": ends[1]}])
    low, high = (write(indicator, end(point.value for point in points), decimals) for end in (min, max))
    return " ".join([*said, _("The regions are between %(low)s and %(high)s.") % {"low": low, "high": high}])
