"""The data sets behind the pages' tables and charts, to be given away as files (regions.services.data_sets)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _

from regions.models import DataVersion, Indicator, Region
from regions.numbers import stored
from regions.services import data_sets
from regions.services.comparison import Comparison, series_of
from regions.services.data_sets import Cell, DataSet, Key, Measure, cells_of, key_of
from regions.services.series import Figures, Place, Series
from regions.services.standings import Change, Standings
from themes.services import sentences


def of_comparisons(
    name: str,
    label: str,
    comparisons: Sequence[Comparison],
    figures: Figures,
    version: DataVersion,
    regions: Sequence[Region],
) -> DataSet:
    """A table of comparisons: each place's figure, the country's and its peers', and what is told of the place.

    Where a figure is older than others', the year that it lacks has a line of its own with the reason. Of the whole
    country the peers are all regions.
    """
    measures: dict[str, tuple[Measure, bool]] = {}
    places: dict[Place, Region | None] = {}
    rows, more = dict[Key, None](), dict[Key, list[str]]()
    for one in comparisons:
        measure = data_sets.compared(figures, one.indicator, version, as_level=one.as_level)
        measures[measure.code] = (measure, one.as_level)
        beside = [peer for peer, _point in one.peers] if one.region else list(regions)
        own = (measure.code, key_of(one.region), str(one.year))
        for place in (one.region, None, *beside):
            places[key_of(place)] = place
            rows[measure.code, key_of(place), str(one.year)] = None
        if one.newer_absence:
            rows[measure.code, key_of(one.region), str(one.newest)] = None
        more[own] = told(one)
    known = [key for key in rows if key[2] != "0"]
    periods = sorted({period for _code, _place, period in known})
    cells: dict[Key, Cell] = {}
    for measure, as_level in measures.values():
        cells |= cells_of(figures, measure, line_of(figures, measure.indicator, as_level), places, periods)
    heads = [_("Place, largest first"), _("Direction"), _("Sign")]
    found = [measure for measure, _level in measures.values()]
    return DataSet(name, label, found, list(places.values()), periods, cells, known, heads, more)


def line_of(figures: Figures, indicator: Indicator, as_level: bool) -> Callable[[Place], Series]:
    """What is compared of each place."""
    return lambda place: series_of(figures, indicator, place, as_level)


def told(comparison: Comparison) -> list[str]:
    """What a table tells of a place besides its figure."""
    words = (sentences.place_words, sentences.direction_word, sentences.sign_word)
    return [say(comparison) for say in words]


def of_chart(
    name: str,
    label: str,
    measure: Measure,
    figures: Figures,
    places: Sequence[Region | None],
    years: Iterable[int],
    *,
    as_level: bool,
) -> DataSet:
    """What a chart draws: one measure in some places and years."""
    periods = [str(year) for year in years]
    line = line_of(figures, measure.indicator, as_level)
    cells = cells_of(figures, measure, line, map(key_of, places), periods)
    return DataSet(name, label, [measure], list(places), periods, cells, list(cells))


def of_versions(
    name: str,
    label: str,
    differing: Sequence[tuple[Indicator, Region | None, int]],
    versions: Mapping[DataVersion, Figures],
) -> DataSet:
    """Figures that differ between data versions: each indicator is a measure of its own in each version."""
    indicators = {indicator.pk: indicator for indicator, _place, _year in differing}
    places = {key_of(place): place for _indicator, place, _year in differing}
    periods = sorted({str(year) for _indicator, _place, year in differing})
    measures: dict[tuple[int, DataVersion], Measure] = {}
    cells: dict[Key, Cell] = {}
    for indicator in indicators.values():
        for version, figures in versions.items():
            measure = measures[indicator.pk, version] = data_sets.at_version(indicator, version)
            cells |= cells_of(figures, measure, partial(figures.published, indicator), places, periods)
    rows = [
        (measures[indicator.pk, version].code, key_of(place), str(year))
        for indicator, place, year in differing
        for version in versions
    ]
    return DataSet(name, label, list(measures.values()), list(places.values()), periods, cells, rows)


def of_standings(found: Standings, figures: Figures, version: DataVersion, change: str) -> DataSet:
    """A year of an indicator in all regions: as published, as compared, beside the country, its change, and places.

    `change` says what the changes are.
    """
    indicator, period = found.indicator, str(found.year)
    own, shown = data_sets.published(indicator, version), data_sets.compared(figures, indicator, version)
    level = data_sets.compared(figures, indicator, version, as_level=True)
    rank = Measure(indicator, f"{own.code}.place", f"{shown.label}: {_('Place, largest first')}", "", 0, version)
    points = _("percentage points") if found.in_points else "%"
    changed = Measure(indicator, f"{own.code}.change-{found.base}", f"{shown.label}: {change}", points, 1, version)
    standings = [found.country, *found.rows]
    places = [key_of(one.region) for one in standings]
    measures = [own, shown] if shown.code != own.code else [own]
    cells = cells_of(figures, own, partial(figures.published, indicator), places, [period])
    cells |= cells_of(figures, shown, partial(figures.shown, indicator), places, [period])
    if indicator.compare_as == "of_country":
        measures.append(level)
        cells |= cells_of(figures, level, partial(figures.level, indicator), places, [period])
    if found.base is not None:
        measures.append(changed)
        cells |= {(changed.code, key_of(one.region), period): changed_by(one.change) for one in standings}
    if not found.unranked:
        measures.append(rank)
        cells |= {
            (rank.code, key_of(one.region), period): Cell(Decimal(one.rank.first), "published")
            if one.rank
            else Cell(None, "not_applicable")
            for one in standings
        }
    name = f"{indicator.slug}-{found.year}"
    regions = [one.region for one in standings]
    return DataSet(name, str(indicator.shown_name), measures, regions, [period], cells, list(cells))


def changed_by(change: Change) -> Cell:
    """A change, or why none is told."""
    if change.value is not None:
        return Cell(stored(change.value), "published")
    words = _("break in the series") if change.why == "break" else _("a figure is missing")
    return Cell(None, change.why, words=words)
