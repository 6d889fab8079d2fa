"""Reading regions' views: what all regions say of a theme, and what one region says. Plain data, constant queries.

`compiled(theme)` is the newest closed round; `of_region(region, theme, at=...)` the region's words as they stood then.
What is frozen never changes, so a brief that names the round shows the same words for ever. The fragments
`themes/_views_compiled.html` (wants `compiled`) and `themes/_view_words.html` (wants `words`) draw them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse

from forum.texts import LocalText
from regions.models import Region
from themes.models import RegionView, Theme, ViewRound
from themes.models.region_view import HORIZONS
from themes.services.view_content import content_of, said
from themes.services.view_words import HOW, LABELS, SIGNS, STEPS, Assessment, words_of


@dataclass(frozen=True)
class Answer:
    """The region's answer to a question; last time's to the same question, if there was one."""

    key: str
    question: LocalText
    text: str
    before: str = ""


@dataclass(frozen=True)
class OwnFigure:
    """A figure of the region's own: `said` is the value with its unit in the active language."""

    label: str
    said: str
    value: str
    unit: str
    period: str
    source: str


@dataclass(frozen=True)
class Words:
    """What one region says. All texts are in `language`. `stamp` says in what capacity it was approved, and by whom.

    `received` is how it came, in words, when it did not come through the portal.
    """

    region: Region
    round: ViewRound
    language: str
    assessments: tuple[Assessment, ...]
    answers: tuple[Answer, ...]
    figures: tuple[OwnFigure, ...]
    approved_at: datetime | None
    stamp: dict[str, str]
    received: Any
    received_from: str
    url: str
    texts_before: dict[str, str] = field(default_factory=dict)
    has_before: bool = False

    def assessment(self, horizon: str) -> Assessment | None:
        """The assessment of one horizon: "now", "half_year", "year"."""
        return next((one for one in self.assessments if one.horizon == horizon), None)


@dataclass(frozen=True)
class Count:
    """How many regions chose a step, and which. `share` is percent of those that sent a view, without decimals."""

    step: int
    sign: str
    words: Any
    regions: tuple[Region, ...]
    share: int

    @property
    def number(self) -> int:
        """How many."""
        return len(self.regions)


@dataclass(frozen=True)
class Distribution:
    """The regions by step for one horizon; every step is there, the best first."""

    horizon: str
    label: Any
    counts: tuple[Count, ...]
    total: int


@dataclass(frozen=True)
class Compiled:
    """What the regions say in a round, by name of region; `silent` are those that sent no view."""

    round: ViewRound
    words: tuple[Words, ...]
    silent: tuple[Region, ...]
    distributions: tuple[Distribution, ...]

    @property
    def total(self) -> int:
        """How many regions were asked."""
        return len(self.words) + len(self.silent)

    @property
    def url(self) -> str:
        """The round's page."""
        return reverse("themes:view_round", args=[self.round.public_id])

    def of(self, region: Region | None) -> Words | None:
        """What the region says, or None."""
        return next((one for one in self.words if region and one.region.pk == region.pk), None)


def newest_closed(theme: Theme) -> ViewRound | None:
    """The theme's newest closed round. One query."""
    found = ViewRound.objects.closed().filter(theme=theme).with_theme()
    return found.order_by("-closed_at", "-pk").first()


def compiled(of: Theme | ViewRound, *, with_approved: bool = False) -> Compiled | None:
    """What the regions say of the theme (its newest closed round) or in the round; None when there is nothing to show.

    `with_approved` compiles a round that is still open from what is approved by now: for staff only. At most three
    queries, however many regions.
    """
    about = of if isinstance(of, ViewRound) else newest_closed(of)
    if about is None or not (about.state == "closed" or (with_approved and about.state == "asked")):
        return None
    rows = list(RegionView.objects.filter(round=about).select_related("region"))
    sent = [view for view in rows if view.state == "frozen" or (with_approved and view.state == "approved")]
    before = last_time(about, sent)
    words = by_name(read(view, about, before.get(view.region_id)) for view in sent)
    told = {one.region.pk for one in words}
    silent = sorted((view.region for view in rows if view.region_id not in told), key=lambda one: str(one.name))
    return Compiled(about, tuple(words), tuple(silent), tuple(distribution(one, words) for one in HORIZONS))


def of_region(region: Region, theme: Theme, *, at: datetime | None = None) -> Words | None:
    """What the region said of the theme in its newest closed round, or by the moment `at`. At most two queries."""
    found = RegionView.objects.public().filter(region=region, round__theme=theme)
    found = found.filter(frozen_at__lte=at) if at else found
    view = found.with_round().order_by("-frozen_at", "-pk").first()
    if view is None:
        return None
    return read(view, view.round, last_time(view.round, [view]).get(view.region_id))


def last_time(about: ViewRound, sent: Iterable[RegionView]) -> dict[int, RegionView]:
    """The same regions' public views in the round before, by the region's pk. One query, none without such a round."""
    if about.previous_id is None:
        return {}
    found = RegionView.objects.public().filter(round=about.previous_id, region__in=[one.region_id for one in sent])
    return {one.region_id: one for one in found}


def by_name(words: Iterable[Words]) -> list[Words]:
    """By the region's name in the active language."""
    return sorted(words, key=lambda one: str(one.region.name))


def read(view: RegionView, about: ViewRound, before: RegionView | None = None) -> Words:
    """A view in the active language: the frozen content, or what the view says now. No query."""
    view.round = about
    content = view.content or content_of(view)
    earlier: dict[str, Any] = before.content if before else {}
    return Words(
        region=view.region,
        round=about,
        language=content["language"],
        assessments=tuple(assessments(content, earlier)),
        answers=tuple(
            Answer(key, question, content["answers"].get(key, ""), earlier.get("answers", {}).get(key, ""))
            for key, question in about.worded
        ),
        figures=tuple(OwnFigure(**figure, said=said(figure)) for figure in content["figures"]),
        approved_at=view.approved_at,
        stamp=view.stamped,
        received=HOW.get(view.received_how, ""),
        received_from=view.received_from,
        url=reverse("themes:region_view", args=[about.public_id, view.region.code]),
        texts_before=earlier.get("texts", {}),
        has_before=before is not None,
    )


def assessments(content: dict[str, Any], earlier: dict[str, Any]) -> Iterable[Assessment]:
    """The three assessments that were made, beside those of last time."""
    for one in HORIZONS:
        step = content["steps"].get(one)
        if step is not None:
            yield Assessment(one, step, content["texts"].get(one, ""), earlier.get("steps", {}).get(one))


def distribution(horizon: str, words: list[Words]) -> Distribution:
    """The regions by step."""
    made = [(one.region, found) for one in words if (found := one.assessment(horizon))]
    counts = []
    for step in STEPS:
        regions = tuple(region for region, found in made if found.step == step)
        share = round(100 * len(regions) / len(made)) if made else 0
        counts.append(Count(step, SIGNS[step], words_of(horizon, step), regions, share))
    return Distribution(horizon, LABELS[horizon], tuple(counts), len(made))
