"""A region's figures as one reader wants them: beside the country and the chosen peers, and by theme over the years."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext as _

from forum import clock
from forum.texts import LocalText
from regions.models import DataVersion, Indicator, Region
from regions.numbers import amount
from regions.services import figures as imports
from regions.services import likeness, series
from regions.services.comparison import Comparison
from regions.services.data_sets import DataSet
from regions.services.peers import NEIGHBOURS, Choice, peers_for
from regions.services.series import Figures
from themes.models import Theme, ThemeIndicator
from themes.services import chart_addresses, figure_data, figure_reading
from themes.services.figure_reading import Figure, Row

ALL = "all"


@dataclass(frozen=True)
class Likeness:
    """How the most alike were found: the indicators with their years, and each peer with its distance in digits."""

    measures: list[tuple[LocalText, int]]
    peers: list[tuple[Region, str]]


@dataclass(frozen=True)
class Note:
    """A note that is always shown with an indicator's figures."""

    name: LocalText
    text: LocalText


@dataclass
class RegionReading:
    """What the pages of a region's figures draw."""

    region: Region
    regions: list[Region]
    choice: Choice
    version: DataVersion
    peers: list[Region]
    numbers: Figures
    comparisons: list[Comparison]
    likeness: Likeness | None = None
    notes: list[Note] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    theme: str = ""
    figures: list[Figure] = field(default_factory=list)
    by_theme: list[tuple[Theme, list[Figure]]] = field(default_factory=list)

    @cached_property
    def rows(self) -> list[Row]:
        """The lines of the table."""
        return figure_reading.rows_of(self.comparisons, self.numbers)

    @cached_property
    def data(self) -> DataSet:
        """The table, to take away."""
        label = _("Indicators: %(place)s, the whole country and peer regions") % {"place": self.region.name}
        name = f"region-{self.region.code}-{self.choice.key}"
        return figure_data.of_comparisons(name, label, self.comparisons, self.numbers, self.version, self.regions)

    @property
    def peer_names(self) -> str:
        """The peers' names, one after another."""
        return ", ".join(str(peer.name) for peer in self.peers)

    @property
    def peers_are_neighbours_instead(self) -> bool:
        """Whether the most alike were asked for and cannot be told."""
        return self.choice.kind == "alike" and not (self.likeness and self.likeness.peers)

    @property
    def newest_year(self) -> int | None:
        """The year of the newest figure."""
        return max((row.year for row in self.rows), default=None)

    @property
    def age(self) -> int | None:
        """How many years ago the newest figure's year was."""
        return clock.today().year - self.newest_year if self.newest_year else None


def read(
    region: Region,
    regions: list[Region],
    *,
    choice: Choice = NEIGHBOURS,
    theme: str | None = None,
    drawn: Collection[str] = (),
) -> RegionReading | None:
    """The region's newest figures; with the charts of a theme (by its slug, or "all") or of the `drawn` indicators.

    Nothing when no figures have been imported.
    """
    version = imports.newest()
    if version is None:
        return None
    indicators = list(Indicator.objects.all())
    figures = series.load(indicators, version)
    peers = peers_for(region, regions, figures, choice)
    made = [found for one in indicators for found in figure_reading.comparisons(figures, one, region, peers)]
    reading = RegionReading(region, regions, choice, version, peers, figures, made)
    reading.notes = [Note(one.name, one.note) for one in indicators if one.note_is_mandatory and one.note]
    if choice.kind == "alike":
        reading.likeness = how_alike(region, regions, figures, indicators)

    def charts(wanted: Collection[Indicator]) -> list[Figure]:
        made = [(one, figure_reading.figure(figures, one, region, peers, regions)) for one in wanted]
        return [chart_addresses.with_files(chart, version, one, region, choice) for one, chart in made if chart]

    if theme is None:
        reading.figures = charts([one for one in indicators if one.slug in drawn])
    else:
        reading.by_theme = [(one, charts(own)) for one, own in of_themes(reading, theme)]
    return reading


def how_alike(region: Region, regions: Sequence[Region], figures: Figures, indicators: Sequence[Indicator]) -> Likeness:
    """How the most alike regions were found."""
    names = {one.slug: one.name for one in indicators}
    found = [(names[one.slug], one.year) for one in likeness.measures(figures) if one.year and one.slug in names]
    nearest = likeness.most_alike(region, regions, figures)
    return Likeness(found, [(one.region, amount(one.distance, 2)) for one in nearest])


def themes_with_indicators() -> dict[Theme, list[Indicator]]:
    """The themes of the profile's programme that have indicators, each indicator with the first theme that has it."""
    rows = ThemeIndicator.objects.filter(theme__programme__key=settings.PROFILE["programme"])
    found: dict[Theme, list[Indicator]] = {}
    met: set[int] = set()
    for row in rows.select_related("theme__programme", "indicator").order_by("theme__number", "order"):
        own = found.setdefault(row.theme, [])
        own += [] if row.indicator_id in met else [row.indicator]
        met.add(row.indicator_id)
    return found


def of_themes(reading: RegionReading, slug: str) -> list[tuple[Theme, list[Indicator]]]:
    """The theme with its indicators, all themes ("all"), or the first one where the slug is not known."""
    by_theme = themes_with_indicators()
    reading.themes = list(by_theme)
    if slug == ALL:
        reading.theme = ALL
        return list(by_theme.items())
    chosen = [pair for pair in by_theme.items() if pair[0].slug == slug] or list(by_theme.items())[:1]
    reading.theme = chosen[0][0].slug if chosen else ""
    return chosen


def how_chosen(reading: RegionReading) -> str:
    """Who the peers are, in a sentence."""
    if reading.choice.kind == "chosen":
        return _("Compared with the chosen regions: %(names)s.") % {"names": reading.peer_names}
    if reading.peers_are_neighbours_instead:
        words = _("The region's structure is not in the data, so it is compared with its neighbours: %(names)s.")
        return words % {"names": reading.peer_names}
    if reading.choice.kind == "alike":
        return _("Compared with the regions most alike in structure: %(names)s.") % {"names": reading.peer_names}
    return _("Compared with the nearest neighbours: %(names)s.") % {"names": reading.peer_names}
