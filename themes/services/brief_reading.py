"""A situation brief as one reader sees it: messages, charts and table for the chosen region, at its data version."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.safestring import SafeString

from forum import clock
from forum.texts import LocalText, from_dict
from regions.models import Indicator, Observation, Region
from regions.rules import person_regions
from regions.services import figures as imports
from regions.services import series
from regions.services.comparison import compare, peers_of
from regions.services.series import Figures
from themes.models import Brief, BriefMessage, Theme, ThemeIndicator
from themes.models.brief import BriefQuerySet
from themes.services import figure_reading, sentences
from themes.services.figure_reading import Figure, Row

MOST_ROWS = 14
WHOLE_COUNTRY = "maa"


@dataclass
class Reading:
    """What the page draws. `newest_year` is the newest figure's; `oldest_newest` the oldest of the newest ones."""

    brief: Brief
    region: Region | None
    regions: list[Region]
    peers: list[Region]
    questions: list[LocalText]
    messages: list[SafeString] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    revised: bool = False

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


def read(brief: Brief, *, region: Region | None, regions: list[Region]) -> Reading:
    """The brief for the region (None: the whole country)."""
    peers = peers_of(region, regions) if region else []
    reading = Reading(brief, region, regions, peers, [from_dict(question) for question in brief.questions])
    if brief.data_version is None:
        return reading
    messages = list(brief.messages.select_related("indicator"))
    indicators = {message.indicator_id: message.indicator for message in messages}
    indicators |= {indicator.pk: indicator for indicator in theme_indicators(brief.theme_id)}
    figures = series.load(indicators.values(), brief.data_version)
    for message in messages:
        reading.messages.append(key_message(figures, message.indicator, region))
        drawn = figure_reading.figure(figures, message.indicator, region, peers, regions, message.headline)
        reading.figures += [drawn] if drawn else []
    made = [row for one in indicators.values() for row in figure_reading.rows(figures, one, region, peers)]
    reading.rows = made[:MOST_ROWS]
    reading.revised = imports.newest() != brief.data_version
    return reading


def key_message(figures: Figures, indicator: Indicator, region: Region | None) -> SafeString:
    """The indicator's key message for the place."""
    level = compare(figures, indicator, region, as_level=True) if indicator.compare_as == "of_country" else None
    return sentences.message(compare(figures, indicator, region), level)


@dataclass(frozen=True)
class Listed:
    """A brief in the list, with the year of its newest figure (None: qualitative)."""

    brief: Brief
    newest_year: int | None


@dataclass(frozen=True)
class BriefList:
    """The briefs, and the themes they can be narrowed to."""

    briefs: list[Listed]
    themes: list[Theme]
    chosen: Theme | None


def listed(briefs: BriefQuerySet, *, theme: str = "") -> BriefList:
    """The briefs, newest first; `theme` is a theme's key in the address."""
    newest = (
        Observation.objects.at(OuterRef("data_version"))
        .filter(
            value__isnull=False,
            indicator__period_type="year",
            indicator__in=BriefMessage.objects.filter(brief=OuterRef(OuterRef("pk"))).values("indicator"),
            region__isnull=False,
        )
        .order_by("-period")
        .values("period")[:1]
    )
    found = list(briefs.with_page().newest_first().annotate(newest_period=Subquery(newest)))
    themes = {brief.theme.pk: brief.theme for brief in sorted(found, key=lambda brief: brief.theme.number)}
    chosen = next((one for one in themes.values() if str(one.pk) == theme), None)
    shown = [brief for brief in found if chosen is None or brief.theme_id == chosen.pk]
    years = [int(brief.newest_period) if brief.newest_period else None for brief in shown]
    return BriefList([Listed(*pair) for pair in zip(shown, years, strict=True)], list(themes.values()), chosen)
