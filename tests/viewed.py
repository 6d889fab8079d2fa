"""Factories for regions' views: a round prepared, asked, written, approved, closed."""

from datetime import timedelta
from typing import Any

from forum import clock
from forum.models import Person
from regions.models import Mandate, Region
from tests import things
from tests.people import Cast
from themes.models import RegionView, ViewRound
from themes.services import region_views, saving, view_rounds, view_saving

QUESTIONS = [{"id": "q1", "fi": "Mikä muuttui?", "sv": "Vad ändrades?", "en": "What changed?"}]
TITLES = {"title_fi": "Näkemykset", "title_sv": "Lägesbedömningar", "title_en": "Views"}
WHOLE = {
    "language": "fi",
    "now": "1",
    "half_year": "0",
    "year": "-2",
    "now_text": "Hyvin menee.",
    "half_year_text": "Sama jatkuu.",
    "year_text": "Heikkenee.",
    "answer_q1": "Kaikki muuttui.",
}
FIGURE = {"label": "Avoimet paikat", "value": "1234,5", "unit": "kpl", "period": "2026", "source": "Oma laskelma"}


def approver(cast: Cast, person: Person | None = None, region: Region | None = None) -> Person:
    """The official of region A, or another person, approves in the name of the region."""
    made = person or cast.official_of_a
    facts = {"role": "approver", "since": "2020-01-01"}
    Mandate.objects.get_or_create(region=region or cast.region_a, person=made, defaults=facts)
    for known in ("_mandates", "_capacities"):
        made.__dict__.pop(known, None)
    return made


def prepared(cast: Cast, **values: Any) -> ViewRound:
    """A draft on a new theme, with one question, due in twenty days; there are two regions."""
    assert cast.region_a and cast.region_b
    theme = values.pop("theme", None) or things.theme()
    usual = {**TITLES, "questions": QUESTIONS, "due": clock.today() + timedelta(days=20)}
    return view_rounds.prepare(theme, by=cast.coordinator, **{**usual, **values})


def asked(cast: Cast, **values: Any) -> ViewRound:
    """The regions have been asked."""
    round = prepared(cast, **values)
    view_rounds.ask(round, by=cast.coordinator)
    return round


def view_of(round: ViewRound, region: Region) -> RegionView:
    """A region's view as pages fetch it."""
    return RegionView.objects.with_round().get(round=round, region=region)


def written(view: RegionView, by: Person, **typed: Any) -> RegionView:
    """The view with everything in it, and what is typed besides."""
    everything = {**view_saving.typed_of(view), **WHOLE, **typed}
    region_views.save(view, by=by, typed=everything, seen=saving.seen_all(view))
    return RegionView.objects.with_round().get(pk=view.pk)


def approved(round: ViewRound, cast: Cast, boss: Person | None = None, **typed: Any) -> RegionView:
    """Region A has written and approved its view."""
    by = approver(cast, boss)
    view = written(view_of(round, cast.region_a), by, **typed)
    region_views.approve(view, by=by, revision=view.revision)
    return RegionView.objects.with_round().get(pk=view.pk)


def closed(cast: Cast, *, theme: Any = None, boss: Person | None = None, **typed: Any) -> ViewRound:
    """A closed round in which region A sent its view and region B did not."""
    round = asked(cast, theme=theme)
    approved(round, cast, boss, **typed)
    view_rounds.close(round, by=cast.coordinator)
    return round


def every_kind(cast: Cast) -> None:
    """Every letter about views: one region approves its view, and the silent ones are reminded of a later day."""
    round = asked(cast)
    approved(round, cast)
    view_rounds.remind(round, by=cast.coordinator)
    view_rounds.move_due(round, due=clock.today() + timedelta(days=30), by=cast.coordinator)
