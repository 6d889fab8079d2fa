"""A situation brief as one reader sees it: messages, charts and table for the chosen region, at its data version."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString

from forum import clock
from forum.texts import LocalText, from_dict
from regions.models import Indicator, Observation, Region
from regions.rules import person_regions
from regions.services import series
from regions.services.comparison import Comparison, compare, peers_of
from regions.services.data_sets import DataSet
from regions.services.peers import NEIGHBOURS, Choice, peers_for
from regions.services.series import Figures
from themes.models import Brief, Theme, ThemeIndicator
from themes.models.brief import BriefQuerySet
from themes.services import brief_content, brief_data, brief_sentences, figure_data, figure_reading, sentences
from themes.services.brief_content import Copy, Piece
from themes.services.chart_addresses import with_files
from themes.services.figure_reading import Figure, Row

MOST_ROWS = 14
BRIEFS_ON_PAGE = 30
WHOLE_COUNTRY = "maa"
IN_PLACES_OF_THEIR_OWN = ("message", "sentence", "chart", "table", "questions")


@dataclass
class Reading:
    """What the page draws. `newest_year` is the newest figure's; `oldest_newest` the oldest of the newest ones.

    `pieces` are the blocks that have no place of their own on the page, in their order.
    """

    copy: Copy
    region: Region | None
    regions: list[Region]
    peers: list[Region]
    questions: list[LocalText]
    pieces: list[Piece]
    messages: list[SafeString] = field(default_factory=list)
    message_blocks: list[Piece] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    figure_blocks: list[Piece] = field(default_factory=list)
    numbers: Figures = field(default_factory=lambda: Figures({}))
    comparisons: list[Comparison] = field(default_factory=list)
    notes: list[LocalText] = field(default_factory=list)
    sources: str = ""
    revised: bool = False

    @property
    def brief(self) -> Brief:
        """The brief whose copy is read."""
        return self.copy.brief

    @cached_property
    def rows(self) -> list[Row]:
        """The lines of the table of indicators."""
        return figure_reading.rows_of(self.comparisons, self.numbers)

    @property
    def data(self) -> DataSet | None:
        """The table of indicators to take away, at the brief's own data version; None without figures."""
        version = self.copy.data_version
        if version is None or not any(one.year for one in self.comparisons):
            return None
        place = self.region.code if self.region else WHOLE_COUNTRY
        name = f"brief-{self.brief.public_id}-{place}"
        label = f"{self.copy.title}: {self.place}"
        return figure_data.of_comparisons(name, label, self.comparisons, self.numbers, version, self.regions)

    @property
    def newest_year(self) -> int | None:
        """The year of the newest figure shown."""
        return max((row.year for row in self.rows), default=None)

    @property
    def oldest_year(self) -> int | None:
        """The year of the figure that is oldest among the newest ones."""
        return min((row.year for row in self.rows if row.year), default=None)

    @property
    def age(self) -> int | None:
        """How many years ago the newest figure's year was."""
        return clock.today().year - self.newest_year if self.newest_year else None

    @property
    def told(self) -> list[tuple[Piece, SafeString]]:
        """Each key message with the block it comes from."""
        return list(zip(self.message_blocks, self.messages, strict=True))

    @property
    def drawn(self) -> list[tuple[Piece, Figure]]:
        """Each figure with the block it comes from."""
        return list(zip(self.figure_blocks, self.figures, strict=True))

    @property
    def table_block(self) -> Piece | None:
        """The block of the table of indicators."""
        return next(iter(self.copy.of_kind("table")), None)

    @property
    def questions_block(self) -> Piece | None:
        """The block of the questions."""
        return next(iter(self.copy.of_kind("questions")), None)

    @property
    def is_whole_country(self) -> bool:
        """Whether no region was chosen."""
        return self.region is None

    @property
    def peer_names(self) -> str:
        """The peers' names, one after another."""
        return ", ".join(str(peer.name) for peer in self.peers)

    @property
    def place(self) -> str:
        """The chosen place's name."""
        return sentences.place_name(self.region)


def all_regions() -> list[Region]:
    """Every region with its neighbours, by name in the active language."""
    return sorted(Region.objects.prefetch_related("neighbours"), key=lambda region: str(region.name))


def chosen_region(asked: str, regions: Sequence[Region], person: Any) -> tuple[Region | None, bool]:
    """The region by its code; without a code the person's own; else the whole country. False: the code is not known."""
    by_code = {region.code: region for region in regions}
    if asked == WHOLE_COUNTRY:
        return None, True
    own = next((by_code.get(region.code) for region in person_regions(person)), None)
    return (by_code[asked], True) if asked in by_code else (own, not asked)


def theme_indicators(theme_id: int) -> list[Indicator]:
    """The theme's indicators in its order."""
    rows = ThemeIndicator.objects.filter(theme=theme_id).select_related("indicator").order_by("order")
    return [row.indicator for row in rows]


def read(copy: Copy, *, region: Region | None, regions: list[Region], choice: Choice = NEIGHBOURS) -> Reading:
    """A copy of a brief for the region (None: the whole country), beside the peers of the reader's choice."""
    peers = peers_of(region, regions) if region else []
    pieces = [one for one in copy.pieces if one.kind not in IN_PLACES_OF_THEIR_OWN]
    reading = Reading(copy, region, regions, peers, questions_of(copy), pieces)
    if copy.data_version is None:
        return reading
    indicators = {one.slug: one for one in Indicator.objects.filter(slug__in=copy.indicators)}
    figures = series.load(indicators.values(), copy.data_version, also=choice.needs)
    reading.peers = peers = peers_for(region, regions, figures, choice) if region else []
    for piece in copy.of_kind("message", "sentence", "chart"):
        indicator = indicators[piece.indicator]
        if piece.kind != "chart":
            reading.messages.append(key_message(figures, indicator, region, peers, piece.text))
        if piece.kind != "sentence" and piece.options.get("chart") != "none":
            drawn = figure_reading.figure(figures, indicator, region, peers, regions, piece.headline)
            if drawn:
                reading.figures.append(with_files(drawn, copy.data_version, indicator, region, choice))
                reading.figure_blocks.append(piece)
        reading.message_blocks += [piece] if piece.kind != "chart" else []
    slugs = [slug for piece in copy.of_kind("table") for slug in piece.options.get("indicators", ())]
    found = [one for slug in slugs for one in figure_reading.comparisons(figures, indicators[slug], region, peers)]
    reading.numbers, reading.comparisons = figures, found[:MOST_ROWS]
    reading.notes = [one.note for one in indicators.values() if one.note_is_mandatory and one.note]
    reading.sources = sources_of(indicators.values())
    reading.revised = brief_data.is_revised(copy)
    return reading


def sources_of(indicators: Iterable[Indicator]) -> str:
    """Where the figures come from, each source once with its licence."""
    named = (f"{one.source_name} ({one.licence})" if one.licence else str(one.source_name) for one in indicators)
    return "; ".join(dict.fromkeys(named))


def questions_of(copy: Copy) -> list[LocalText]:
    """The questions for the meeting."""
    return [from_dict(one) for piece in copy.of_kind("questions") for one in piece.options.get("questions", ())]


def key_message(
    figures: Figures, indicator: Indicator, region: Region | None, peers: Sequence[Region], text: LocalText
) -> SafeString:
    """The indicator's key message for the place: the coordinator's own sentence, or the standard one."""
    comparison = compare(figures, indicator, region, peers)
    if text and not text.fallback and (own := brief_sentences.fill(text, comparison)):
        return own
    level = compare(figures, indicator, region, as_level=True) if indicator.compare_as == "of_country" else None
    return sentences.message(comparison, level)


@dataclass(frozen=True)
class Listed:
    """A brief in the list, with the year of its newest figure (None: qualitative)."""

    brief: Brief
    newest_year: int | None


@dataclass(frozen=True)
class BriefList:
    """A page of briefs, and the themes and kinds they can be narrowed to."""

    briefs: list[Listed]
    themes: list[Theme]
    chosen: Theme | None
    kinds: list[str]
    kind: str
    page: Page[Any]


def listed(briefs: BriefQuerySet, *, theme: str = "", kind: str = "", page: str = "") -> BriefList:
    """The briefs, newest first, of a theme (its key in the address) and a kind; a page of them. Four queries."""
    found = list(briefs.newest_first().values_list("pk", "theme", "kind"))
    themes = list(Theme.objects.filter(pk__in={pk for _brief, pk, _kind in found}).order_by("number", "pk"))
    chosen = next((one for one in themes if str(one.pk) == theme), None)
    kinds = sorted({one for _brief, _theme, one in found})
    kind = kind if kind in kinds else ""
    shown = [pk for pk, of, one in found if (chosen is None or of == chosen.pk) and (not kind or one == kind)]
    part = Paginator(shown, BRIEFS_ON_PAGE).get_page(page)
    rows = list(briefs.filter(pk__in=list(part)).with_page().newest_first())
    years = newest_years(rows)
    return BriefList([Listed(brief, years.get(brief.pk)) for brief in rows], themes, chosen, kinds, kind, part)


def newest_years(briefs: Sequence[Brief]) -> dict[int, int]:
    """The year of each published brief's newest regional figure, by the brief's key. One query."""
    own = {brief.pk: brief_content.published(brief) for brief in briefs if brief.published}
    slugs = {slug for copy in own.values() for slug in copy.indicators}
    rows = Observation.objects.filter(indicator__slug__in=slugs, indicator__period_type="year").filter(
        value__isnull=False, region__isnull=False
    )
    told = rows.order_by().values_list("indicator__slug", "period", "version", "superseded_in").distinct()
    stood: dict[str, list[tuple[int, int, int]]] = {}
    for slug, period, since, until in told if slugs else ():
        stood.setdefault(slug, []).append((int(period), since, until or 0))
    return {pk: newest for pk, copy in own.items() if (newest := newest_year_of(copy, stood))}


def newest_year_of(copy: Copy, stood: Mapping[str, Sequence[tuple[int, int, int]]]) -> int:
    """The newest of the years (year, first version, version that ended it or 0) at the copy's version; 0: none."""
    at = copy.data_version_key
    own = (row for slug in copy.indicators for row in stood.get(slug, ()))
    return max((year for year, since, until in own if since <= at and (not until or until > at)), default=0)
