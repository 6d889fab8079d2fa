"""Series of reviews, focus analyses in the list, the feed, and the furnished examples."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests import things
from tests.themes.furnished import real_briefs
from themes import brief_furnishing
from themes.models import Brief, BriefSeries
from themes.services import brief_content

pytestmark = pytest.mark.django_db


def at(name, *args):
    with translation.override("fi"):
        return reverse(f"themes:{name}", args=args)


def html(response):
    return response.content.decode()


def test_a_series_shows_its_public_issues(client):
    series = things.brief_series(rhythm_fi="Joka toinen kuukausi")
    issue = things.brief(kind="review", series=series, title_fi="Numero 1")
    things.brief(kind="review", series=series, title_fi="Luonnosnumero", state="draft")
    page = html(client.get(at("brief_series", series.slug)))
    assert issue.public_id in page and "Joka toinen kuukausi" in page and "Luonnosnumero" not in page
    assert client.get(at("brief_series", "nonsense")).status_code == 404


def test_the_list_is_narrowed_to_a_kind(client):
    situation, focus = things.brief(), things.brief(kind="focus", title_fi="Fokus")
    page = html(client.get(at("briefs"), {"kind": "focus"}))
    assert focus.public_id in page and situation.public_id not in page
    assert situation.public_id in html(client.get(at("briefs"), {"kind": "nonsense"}))


def test_the_coordinator_begins_a_series_and_its_address_is_its_own(cast):
    desk = Client()
    desk.force_login(cast.coordinator)
    facts = {"name_fi": "Pulssi", "name_sv": "Puls", "slug": "pulssi", "times_a_year": 6}
    assert desk.post(at("brief_series_new"), facts).status_code == 302
    assert desk.post(at("brief_series_new"), facts).status_code == 422
    desk.post(at("brief_series_edit", "pulssi"), facts | {"name_fi": "Uusi nimi"})
    assert BriefSeries.objects.get().name_fi == "Uusi nimi"
    wrong = {"theme": things.theme().pk, "kind": "review", "original": "fi"}
    assert "series" in desk.post(at("brief_new"), wrong).context["form"].errors


def test_a_series_that_has_ended_says_so_and_takes_no_new_review(client, cast):
    series = things.brief_series(slug="pulssi", name_fi="Pulssi", name_sv="Puls")
    client.force_login(cast.coordinator)
    facts = {"name_fi": "Pulssi", "name_sv": "Puls", "slug": "pulssi", "ended_on": "31.12.2025"}
    assert client.post(at("brief_series_edit", "pulssi"), facts).status_code == 302
    assert "31.12.2025" in html(client.get(at("brief_series", "pulssi")))
    begun = {"theme": things.theme().pk, "kind": "review", "series": series.pk, "original": "fi"}
    assert "series" in client.post(at("brief_new"), begun).context["form"].errors


def test_the_feed_has_the_newest_versions_of_public_briefs(client, django_assert_max_num_queries):
    brief = things.published(things.brief())
    things.brief(state="draft", title_fi="Luonnos")
    with django_assert_max_num_queries(4):
        feed = html(client.get(at("brief_feed")))
    assert f"{brief.public_id}/#version-2" in feed and "Luonnos" not in feed and "Korjaus" in feed


def test_the_furnished_examples_show_a_series_a_correction_and_a_new_version():
    real_briefs()
    for _time in range(2):
        brief_furnishing.furnish(today=date(2026, 11, 21), say=lambda words: None)
    assert Brief.objects.filter(kind="review", state="public").count() == 1
    assert sorted(brief.version for brief in Brief.objects.public().with_page())[-1] == 2
    (draft,) = Brief.objects.filter(state="draft")
    assert draft.older == ["sv", "en"] and draft.is_reworked


def test_what_the_regions_say_is_counted_when_the_brief_is_published(cast):
    brief = things.brief(state="draft")
    things.block(brief, "views")
    (piece,) = brief_content.working(brief).of_kind("views")
    assert piece.filled is None and piece.template == "themes/_brief_views.html"
