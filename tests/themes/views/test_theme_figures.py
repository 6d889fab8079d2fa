"""A theme's indicators in all regions: a table to sort and take away, a map and bars, all true to the file."""

import csv
import re
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions.models import Observation, Region
from tests import things
from tests.people import hold
from tests.regions.figures import codes, text, value
from tests.themes.furnished import real_briefs
from tests.themes.services.test_briefs_are_true import clear_text, per_inhabitant

pytestmark = pytest.mark.django_db
PLAIN = {
    "business": ("gdp-per-capita", "workplaces-per-1000", "manufacturing-share"),
    "skills": ("higher-degree-share", "basic-education-only-share"),
    "inclusion": ("register-unemployment-rate", "median-household-income", "employment-rate", "income-change"),
    "communities": ("share-65-plus", "share-0-14", "free-time-residences-per-1000"),
}
DECIMALS = {"gdp-per-capita": 0, "workplaces-per-1000": 0, "median-household-income": 0}
DECIMALS["free-time-residences-per-1000"] = 0
PAIRS = [(theme, slug) for theme, slugs in PLAIN.items() for slug in slugs]


@pytest.fixture
def briefs():
    return real_briefs()


def page(client, theme, language="fi", **query):
    response = client.get(f"/{language}/themes/fi-2020-2023/{theme}/figures/", query)
    assert response.status_code == 200
    return response.content.decode()


def rows(html):
    """The table's lines as cells of words."""
    table = html.split('class="table standings"')[1].split("</table>")[0]
    return [
        [clear_text(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)
    ]


def year_of(html):
    return int(re.search(r"<option selected>(\d{4})</option>", html)[1])


@pytest.mark.parametrize(("theme", "slug"), PAIRS)
def test_every_number_of_the_table_is_the_files(client, briefs, theme, slug):
    html = page(client, theme, indicator=slug)
    year, names = year_of(html), {region.code: str(region.name) for region in Region.objects.all()}
    words = {name: row for row in rows(html) for name in row[:2]}
    for code in codes():
        assert text(value(slug, code, year), DECIMALS.get(slug, 1)) in words[names[code]], (slug, code)
    country = value(slug, "SSS", year)
    assert (text(country, DECIMALS.get(slug, 1)) if country is not None else "ei julkaistu") in rows(html)[-1]


@pytest.mark.parametrize("year", [2011, 2015, 2021])
def test_an_earlier_year_can_be_chosen_and_is_the_files_too(client, briefs, year):
    html = page(client, "skills", indicator="higher-degree-share", year=year)
    shown = [row[2] for row in rows(html)[1:-1]]
    assert sorted(shown) == sorted(text(value("higher-degree-share", code, year), 1) for code in codes())


def test_totals_are_shown_per_inhabitant_and_as_they_were_published(client, briefs):
    html = page(client, "skills", indicator="doctoral-degrees-25-plus")
    for row in rows(html)[1:-1]:
        code = Region.objects.get(name_fi=row[1]).code
        assert row[2] == text(per_inhabitant("doctoral-degrees-25-plus", code, 2022), 1)
        assert row[3] == text(value("doctoral-degrees-25-plus", code, 2022))


def test_changes_are_the_files_and_none_is_told_over_a_break(client, briefs):
    html = page(client, "skills", indicator="higher-degree-share")
    for row in rows(html)[1:-1]:
        code = Region.objects.get(name_fi=row[1]).code
        first, last = (round(value("higher-degree-share", code, year), 1) for year in (2011, 2021))
        assert row[3] == ("katkos sarjassa" if code == "21" else text(last - first, 1, sign=True))


def test_places_are_by_size_and_the_country_has_none(client, briefs):
    found = rows(page(client, "skills", indicator="higher-degree-share"))
    assert found[1][0] == "1" and found[1][1] == "Uusimaa" and found[-1][:2] == ["", "Koko maa"]


def test_a_sample_comes_by_name_has_no_places_and_says_why(client, briefs):
    html = page(client, "inclusion", indicator="employment-rate")
    names = [row[0] for row in rows(html)[1:-1]]
    assert names == sorted(names) and "luvut perustuvat otokseen" in html and "Suurin:" not in html
    bars = re.findall(r'<text class="bl"[^>]*text-anchor="end">([^<\d]+)</text>', html)
    assert bars == sorted(bars) and "välillä" in re.search(r"<desc[^>]*>(.*?)</desc>", html)[1]


@pytest.mark.parametrize(("sort", "direction"), [("value", "ascending"), ("-value", "descending")])
def test_the_order_stands_in_the_address_and_in_the_head(client, briefs, sort, direction):
    html = page(client, "skills", indicator="higher-degree-share", sort=sort)
    assert html.count("aria-sort=") == 1 and f'aria-sort="{direction}"' in html
    order = [row[1] for row in rows(html)[1:-1]]
    assert (order[0] == "Uusimaa") == (direction == "descending")


def test_sorting_keeps_what_was_chosen(client, briefs):
    html = page(client, "skills", indicator="basic-education-only-share", year=2015)
    links = re.findall(r'href="(\?[^"#]*sort=[^"#]*)', html)
    assert len(links) == 3 and all("basic-education-only-share" in link and "2015" in link for link in links)


def test_the_file_is_exactly_what_is_shown(client, briefs):
    wish = {"indicator": "share-65-plus", "year": 2018, "sort": "-change"}
    response = client.get("/fi/themes/fi-2020-2023/communities/figures/", {**wish, "format": "csv"})
    found = list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    shown = rows(page(client, "communities", **wish))
    assert [row[0] for row in found[1:]] == [row[1] for row in shown[1:]] and found[-1][0] == "Koko maa"
    assert [row[3] for row in found[1:]] == [row[2] for row in shown[1:]]


def test_the_spreadsheet_opens(client, briefs):
    response = client.get("/fi/themes/fi-2020-2023/communities/figures/", {"format": "xlsx"})
    assert BytesIO(b"".join(response)).getvalue()[:2] == b"PK"


@pytest.mark.parametrize(
    "query",
    [
        {"indicator": "nothing"},
        {"year": "2O20"},
        {"year": "99999"},
        {"year": "²⁰²⁰"},
        {"sort": "<script>"},
        {"sort": "--value"},
        {"sort": "-change", "indicator": "population"},
        {"format": "exe"},
        {"region": "99"},
    ],
)
def test_strange_questions_get_a_page_with_what_can_be_told(client, briefs, query):
    html = page(client, "communities", **query)
    assert "<script>" not in html.split("<main")[1] and len(rows(html)) == 21


def test_a_theme_without_indicators_says_so(client, briefs):
    assert "ei ole tämän teeman mittareita" in page(client, "climate")
    assert "ei ole tämän teeman mittareita" in page(client, "climate", format="csv")


def test_a_missing_figure_says_why_and_takes_the_places_away(client, briefs):
    gone = Observation.objects.filter(indicator__slug="share-65-plus", region__code="18", period="2021")
    gone.update(value=None, status="confidential")
    html = page(client, "communities", indicator="share-65-plus")
    assert rows(html)[-2][:2] == ["Kainuu", "salassa pidettävä"]
    assert "kaikista ei ole lukua" in html


def test_ones_own_region_is_marked(client, briefs):
    person = hold(things.seat(Region.objects.get(code="18")), things.person("kainuu")).person
    client.force_login(person)
    html = page(client, "skills")
    assert re.search(r'<tr class="own-row">.*?Kainuu', html) and "bar--own" in html


def test_map_and_bars_show_all_regions_and_the_page_is_light(client, briefs):
    for theme, slug in PAIRS:
        html = page(client, theme, indicator=slug)
        assert html.count('<li class="tile') == 19 and html.count('<rect class="bar') == 19
        assert "Sävy kertoo suuruusjärjestyksen" in html and len(html.encode()) < 150_000


def test_the_page_costs_the_same_whatever_is_shown(client, briefs):
    costs = set()
    for theme, slug in PAIRS:
        with CaptureQueriesContext(connection) as found:
            page(client, theme, indicator=slug)
        costs.add(len(found))
    assert len(costs) == 1 and max(costs) <= 9


@pytest.mark.parametrize(("language", "words"), [("sv", "Alla landskap 2021"), ("en", "All regions in 2021")])
def test_the_page_is_in_the_readers_language(client, briefs, language, words):
    assert words in page(client, "skills", language)
