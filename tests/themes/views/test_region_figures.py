"""A region's page of figures, and the comparison of some regions: true to the data, whatever the address asks."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum import clock
from regions.models import Indicator, Observation, Region
from regions.services import likeness, series
from regions.services.figures import newest as newest_version
from tests import things
from tests.regions.figures import codes, newest, text, value
from tests.themes.furnished import real_briefs
from tests.themes.services.test_briefs_are_true import clear_text, expected, table_row

pytestmark = pytest.mark.django_db
REGIONS = ("01", "15", "18", "21")
THEMES = ("communities", "business", "skills", "inclusion", "all")


@pytest.fixture
def briefs():
    return real_briefs()


def page(client, path, **query):
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode()


def figures(client, region, **query):
    return page(client, f"/fi/regions/{region}/figures/", **query)


def peers(html):
    """The peers that the page names."""
    return re.search(r'<p class="lead">.*?: (.*?)\.</p>', html)[1].split(", ")


@pytest.mark.parametrize("theme", THEMES)
def test_a_page_is_light_and_costs_few_queries(client, briefs, theme, django_assert_max_num_queries):
    for choice in ("neighbours", "alike"):
        with django_assert_max_num_queries(9):
            response = client.get("/fi/regions/18/figures/", {"theme": theme, "peers": choice})
        assert len(response.content) < 150_000


def test_every_number_of_the_table_is_the_files(client, briefs):
    names = {one.slug: str(one.shown_name) for one in Indicator.objects.all()}
    for region in REGIONS:
        html = figures(client, region)
        for slug, name in names.items():
            own, country = expected(slug, region)
            row = table_row(html, name)
            assert own in row, (slug, region, row)
            assert (country or "ei julkaistu") in row, (slug, region, row)


def place_by_hand(slug, region):
    """The place by size among all regions, from the file."""
    year = newest(slug, region)
    order = sorted((round(value(slug, code, year), 1) for code in codes()), reverse=True)
    return order.index(round(value(slug, region, year), 1)) + 1


@pytest.mark.parametrize("slug", ["higher-degree-share", "share-65-plus", "register-unemployment-rate"])
def test_the_place_is_told_by_size_and_as_a_place(client, briefs, slug):
    name = str(Indicator.objects.get(slug=slug).name)
    for region in REGIONS:
        row = table_row(figures(client, region), name)
        assert re.search(rf"sija {place_by_hand(slug, region)}(–\d+)? / 19", row), (region, row)


def test_a_figure_from_a_sample_has_no_place_and_says_why(client, briefs):
    assert "ei sijaa: luku perustuu otokseen" in table_row(figures(client, "18"), "Työllisyysaste")


def test_neighbours_are_compared_when_nothing_is_asked(client, briefs):
    assert set(peers(figures(client, "18"))) == {"Pohjois-Savo", "Pohjois-Karjala", "Pohjois-Pohjanmaa"}


def test_the_most_alike_are_named_with_the_method_and_their_distances(client, briefs):
    html = figures(client, "18", peers="alike")
    numbers = series.load(Indicator.objects.all(), newest_version())
    region = Region.objects.get(code="18")
    found = likeness.most_alike(region, list(Region.objects.all()), numbers)
    assert peers(html) == [str(one.region.name) for one in found]
    assert all(f"{one.region.name} {text(one.distance, 2)}" in clear_text(html) for one in found)
    assert "keskihajontoina" in html


def test_chosen_regions_are_drawn_and_kept_in_the_form(client, briefs):
    html = figures(client, "18", peers="chosen", **{"with": ["01", "21"]})
    assert peers(html) == ["Uusimaa", "Ahvenanmaa"]
    assert len(re.findall(r'name="with" value="(?:01|21)" checked', html)) == 2
    assert "<details open><summary>Valitse maakunnat" in html


@pytest.mark.parametrize(
    "query",
    [
        {"peers": "<script>alert(1)</script>"},
        {"peers": "chosen", "with": ["99", "<b>", "0" * 900]},
        {"peers": "chosen"},
        {"theme": "\x00' OR 1=1"},
        {"theme": ["a", "b"], "peers": ["alike", "chosen"]},
    ],
)
def test_strange_questions_get_a_page_with_what_can_be_told(client, briefs, query):
    html = figures(client, "18", **query)
    assert "<script>alert" not in html and html.count('<figure class="chart"') > 2


@pytest.mark.parametrize("code", ["99", "maa", "18-01"])
def test_an_unknown_region_is_not_found(client, briefs, code):
    assert client.get(f"/fi/regions/{code}/figures/").status_code == 404


def test_a_country_without_figures_says_so(client, db):
    things.region("18")
    assert "ei ole vielä tuotu" in figures(client, "18")
    assert "Yhtään maakuntaa ei ole vielä valittu" in page(client, "/fi/figures/compare/")


def test_a_wish_for_peers_that_cannot_be_met_is_told(client, briefs):
    five, many, none = (
        "Kerralla voi verrata viittä",
        ["01", "02", "04", "05", "06", "07"],
        "Yhtään maakuntaa ei valittu",
    )
    assert five in figures(client, "18", peers="chosen", **{"with": many})
    assert none in figures(client, "18", peers="chosen", **{"with": ["99", "<b>"]})
    calm = figures(client, "18", peers="chosen", **{"with": ["01", "01", *many[:4]]}) + figures(client, "18", peers="x")
    assert five not in calm and none not in calm


def test_a_mandatory_note_always_stands_with_the_figures(client, briefs):
    Indicator.objects.filter(slug="gdp-per-capita").update(note_is_mandatory=True)
    for address in ("/fi/regions/18/figures/", "/fi/regions/18/"):
        html = page(client, address)
        assert "Yhdeksän maakunnan luvut alkavat vuodesta 2011" in html.split('class="notes-always')[1]


def test_a_missing_figure_says_why(client, briefs):
    rows = Observation.objects.filter(indicator__slug="share-65-plus", region__code="18")
    rows.filter(period="2021").update(value=None, status="confidential")
    html = figures(client, "18", theme="communities")
    assert "2021: salassa pidettävä" in table_row(html, "65 vuotta") and "salassa pidettävä" in html.split("<desc")[2]
    rows.update(value=None, status="not_available")
    assert "ei saatavilla" in table_row(figures(client, "18"), "65 vuotta")


def test_a_preliminary_figure_is_called_so(client, briefs):
    Observation.objects.filter(indicator__slug="share-65-plus", period="2021").update(status="preliminary")
    html = figures(client, "18", theme="communities")
    assert "ennakkotieto" in table_row(html, "65 vuotta")
    chart = next(one for one in html.split('<figure class="chart"') if "Avoin ympyrä" in one)
    assert "Avoin ympyrä: ennakkotieto." in chart and 'class="own soft"' in chart
    assert "; ennakkotieto: 2021." in chart.split("<desc")[1].split("</desc>")[0]
    assert html.count("Avoin ympyrä") == 1


def test_the_page_says_the_age_of_its_newest_figure(client, briefs):
    age = clock.today().year - 2022
    assert f"tuorein luku vuodelta 2022, {age} vuoden takaa" in figures(client, "18")


def test_a_chart_has_words_table_and_a_heading_of_its_own(client, briefs):
    html = figures(client, "18", theme="all")
    count = html.count('<figure class="chart"')
    assert count == html.count("<desc") == html.count('role="img"') == html.count("<details><summary>Luvut taulukkona")
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert count == Indicator.objects.count() and len(ids) == len(set(ids)) and " style=" not in html


def compared(client, **query):
    return page(client, "/fi/figures/compare/", **query)


@pytest.mark.parametrize("slug", ["higher-degree-share", "median-household-income", "share-0-14"])
def test_compared_regions_show_the_files_numbers(client, briefs, slug):
    html = compared(client, indicator=slug, **{"with": ["18", "01", "21"]})
    rows = re.findall(r'<tr><th scope="row"><a.*?</tr>', html, re.DOTALL)
    assert len(rows) == 3
    for region, row in zip(("18", "01", "21"), rows, strict=True):
        own, country = expected(slug, region)
        assert own in clear_text(row) and (country or "ei julkaistu") in clear_text(row)


def test_no_more_than_five_regions_are_compared(client, briefs):
    html = compared(client, **{"with": ["01", "02", "04", "05", "06", "07"]})
    assert 'role="alert"' in html and len(re.findall(r'<tr><th scope="row"><a', html)) == 5


def test_comparing_costs_the_same_for_one_region_and_five(client, briefs):
    costs = []
    for chosen in (["01"], ["01", "02", "04", "05", "06"]):
        with CaptureQueriesContext(connection) as found:
            compared(client, **{"with": chosen})
        costs.append(len(found))
    assert costs[0] == costs[1] <= 8


@pytest.mark.parametrize("query", [{"indicator": "nothing", "with": ["<b>"]}, {"with": ["99"]}, {"indicator": "'"}])
def test_strange_comparisons_break_nothing(client, briefs, query):
    assert "<b>" not in compared(client, **query).split("<main")[1].replace("<b>+</b>", "").replace("<b>−</b>", "")
