"""Pages of programmes and themes, and what they lend to other floors' pages."""

import re

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from forum import shelves
from regions.models import Network, Region
from tests import things
from tests.people import KINDS
from tests.themes.furnished import real_briefs
from themes import drawers, shelving
from themes.furnishing import read
from themes.models import Programme, Theme, ThemeNetwork, ThemeOrganisation
from themes.services import programmes

pytestmark = pytest.mark.django_db


@pytest.fixture
def briefs():
    return real_briefs()


def page(client, name, *args, language="fi"):
    with translation.override(language):
        return client.get(reverse(f"themes:{name}", args=args)).content.decode()


def test_all_three_programmes_are_listed_with_their_periods_own_first(client, briefs):
    html = page(client, "themes")
    places = [html.index(years) for years in ("2020–2023", "2024–2027", "2015–2020")]
    assert places == sorted(places)
    assert html.count('class="theme"') == 12


def test_a_theme_shows_adopted_official_and_draft_wording(client, briefs):
    html = page(client, "theme", "fi-2020-2023", "climate")
    assert "Ilmastonmuutoksen hillintä ja luonnon monimuotoisuuden turvaaminen" in html
    assert "siihen sopeutuminen ja varautuminen" in html
    assert '<dd lang="sv">En begränsning av klimatförändringen' in html


def test_a_theme_without_indicators_says_so(client, briefs):
    assert "ei ole tämän teeman mittareita" in page(client, "theme", "fi-2020-2023", "climate")


def test_a_theme_with_indicators_has_table_and_map_of_all_regions(client, briefs):
    html = page(client, "theme", "fi-2020-2023", "business")
    assert html.count('<li class="tile') == 19 and "<caption" in html and "12,2" in html
    assert briefs["business"].title_fi in html


def test_maps_lead_to_their_files_and_the_list_of_regions_to_the_comparison(client, briefs):
    for html in (page(client, "theme", "fi-2020-2023", "business"), client.get("/fi/").content.decode()):
        address = re.search(r'href="(/fi/charts/[^"]+/map/maa/\d{4}/)">Käytä tätä kuvaa', html)[1]
        assert client.get(address).status_code == 200
    assert 'href="/fi/figures/compare/"' in client.get("/fi/regions/").content.decode()


def test_an_unknown_theme_is_not_found(client, briefs):
    assert client.get("/fi/themes/fi-2020-2023/nothing/").status_code == 404


def test_a_themes_page_costs_few_queries(client, briefs, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        page(client, "theme", "fi-2020-2023", "communities")


def test_the_closed_network_of_a_theme_is_not_shown(client, briefs):
    theme = Theme.objects.get(programme__key="fi-2020-2023", slug="skills")
    living = Network.objects.create(name_fi="Elävä verkosto")
    closed = Network.objects.create(name_fi="Suljettu verkosto", closed_on="2025-01-01")
    for network in (living, closed):
        ThemeNetwork.objects.create(theme=theme, network=network)
    html = page(client, "theme", "fi-2020-2023", "skills")
    assert "Elävä verkosto" in html and "Suljettu verkosto" not in html


def test_programmes_written_twice_are_once_and_the_default_is_the_profiles(briefs):
    for facts in read(settings.SEED_DATA / "programmes.json"):
        programmes.write(facts)
    assert Programme.objects.count() == 3 and Theme.objects.count() == 12
    assert [one.key for one in Programme.objects.filter(is_default=True)] == ["fi-2020-2023"]


def test_a_theme_is_joined_to_the_bodies_of_its_field(db):
    ministry = things.organisation(kind="ministry", name_fi="ympäristöministeriö", abbreviation_fi="YM")
    other = things.organisation(kind="ministry", name_fi="puolustusministeriö", abbreviation_fi="PLM")
    real_briefs()
    joined = ThemeOrganisation.objects.filter(theme__slug="climate").values_list("organisation", flat=True)
    assert ministry.pk in joined and other.pk not in joined


@pytest.fixture
def asked():
    return RequestFactory().get("/fi/")


def test_the_front_page_drawers_cost_at_most_six_queries(briefs, asked, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr(shelves.theme_notes, "_entries", {})
    with django_assert_max_num_queries(6), translation.override("fi"):
        newest, own = drawers.newest_brief(asked), drawers.own_themes(asked)
    assert newest["brief"].theme.slug == "business" and len(own["noted"]) == 5


def test_the_front_map_shows_each_region_against_the_country(briefs, asked):
    with translation.override("fi"):
        drawn = drawers.newest_brief(asked)["map"]
    numbers = {tile.region.code: (tile.number, tile.shade) for tile in drawn.tiles}
    assert numbers["01"] == ("129", 4) and numbers["18"][0] == "81" and numbers["12"] == ("77", 1)
    assert [extreme.number for extreme in drawn.extremes] == ["129", "77"]
    assert [shade.numbers for shade in drawn.key][-1] == "100 tai yli"


def test_a_region_page_gets_the_figures_of_all_indicators(briefs, asked, django_assert_max_num_queries):
    with translation.override("fi"), django_assert_max_num_queries(6):
        drawn = drawers.region_figures(asked, region=Region.objects.get(code="18"))
    assert len(drawn["rows"]) == 20 and len(drawn["figures"]) == 3


def test_nothing_is_drawn_where_nothing_is_known(db, asked):
    assert drawers.newest_brief(asked) is None and drawers.own_themes(asked) is None
    assert drawers.region_figures(asked, region=things.region("18")) is None


def test_upper_floors_can_put_a_line_under_each_theme(briefs, asked, monkeypatch):
    monkeypatch.setattr(shelves.theme_notes, "_entries", {})
    shelves.theme_notes.put("test", lambda themes: {theme.pk: f"kierros {theme.number}" for theme in themes})
    assert [note for _, note in drawers.own_themes(asked)["noted"]] == [f"kierros {n}" for n in range(1, 6)]


def test_drafts_are_not_in_the_site_map(briefs):
    draft = things.brief(state="draft", published_at=None)
    pages = shelving.public_pages()
    assert ("themes:brief", {"public_id": draft.public_id}) not in pages
    assert ("themes:brief", {"public_id": briefs["skills"].public_id}) in pages


@pytest.mark.parametrize("kind", KINDS)
def test_those_who_write_briefs_begin_one_from_a_themes_page(client, cast, kind):
    theme, person = things.theme(), getattr(cast, kind)
    if kind != "stranger":
        client.force_login(person)
    shown = page(client, "theme", theme.programme.key, theme.slug)
    assert (f"?theme={theme.pk}" in shown) == (kind == "coordinator")
