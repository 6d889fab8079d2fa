"""Every table of figures as CSV, XLSX and JSON-stat: the page's numbers, the data's, and why some are missing."""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from regions.models import Indicator, Observation, Region
from regions.services import figures as imports
from tests import things
from tests.people import hold
from tests.regions.figure_files import received
from tests.regions.figures import FILE, codes, newest, text, value
from tests.regions.taken_away import KINDS, body, cube, data_set, label, lines_of_csv, lines_of_sheet
from tests.themes.furnished import real_briefs
from tests.themes.services.test_briefs_are_true import expected, per_inhabitant, table_row
from tests.themes.views.test_brief_versions import published_again
from themes.models import Theme

pytestmark = pytest.mark.django_db
ITSELF = ("higher-degree-share", "share-65-plus", "median-household-income", "workplaces-per-1000", "gdp-per-capita")
HEAD = {"fi": "Mittari", "sv": "Indikator", "en": "Indicator"}
KEY, PLACE, PERIOD, NUMBER, SAID = 1, 4, 5, 6, 7


@pytest.fixture
def briefs():
    return real_briefs()


def at(name, *args, language="fi"):
    with translation.override(language):
        return reverse(f"themes:{name}", args=args)


def offered(html):
    """The addresses of the tables' files (not the charts'), in threes."""
    links = re.findall(r'<p class="small downloads">[^<]*(.*?)</p>', html, re.DOTALL)
    return [[unescape(one) for one in re.findall(r'<a href="([^"]*)"', link)] for link in links]


def three_files(client, path, query=None, table=0):
    """(lines of the CSV, lines of the XLSX, the data set) that the page's own links lead to."""
    response = client.get(path, query or {})
    links = offered(response.content.decode())[table]
    assert len(links) == 3 and [re.search(r"format=([\w-]+)", one)[1] for one in links] == list(KINDS)
    answers = [client.get(f"{path}{link}" if link.startswith("?") else link) for link in links]
    return lines_of_csv(answers[0]), lines_of_sheet(answers[1]), data_set(answers[2])


def number_of(written):
    """A number of a CSV in Finnish or Swedish."""
    return Decimal(written.replace(",", "."))


def by_key(lines):
    """{(content, place, period): line}."""
    found = {(line[KEY], line[PLACE], line[PERIOD]): line for line in lines[1:]}
    assert len(found) == len(lines) - 1
    return found


def agree(csv_lines, sheet_lines, found):
    """The lines by their keys, when the three files say the same; each line is a cell of the data set."""
    cells, lines, sheet = cube(found), by_key(csv_lines), by_key(sheet_lines)
    assert csv_lines[0] == list(sheet_lines[0]) and list(lines) == list(sheet)
    for key, line in lines.items():
        number, mark = cells[key]
        if number is None:
            assert line[NUMBER] == "" and sheet[key][NUMBER] is None and line[SAID] == sheet[key][SAID] != ""
            assert line[SAID] == found["extension"]["status"]["label"][mark]
        else:
            assert number_of(line[NUMBER]) == Decimal(str(number)) and sheet[key][NUMBER] == number
        assert line[0] == label(found, "contentscode", key[0])
    return lines


def true(found):
    """Every published figure of the data set is the data file's, unrounded; every missing one is not in it."""
    slugs = set(Indicator.objects.values_list("slug", flat=True))
    checked = 0
    for (content, place, period), (number, mark) in cube(found).items():
        if content in slugs:
            plain = value(content, place, int(period))
            assert (number is None) == (plain is None) and (mark == "not_published") == (plain is None)
            assert plain is None or Decimal(str(number)) == plain, (content, place, period)
            checked += number is not None
    return checked


CHOICES = [{}, {"peers": "alike"}, {"peers": "chosen", "with": ["01", "21"]}]


@pytest.mark.parametrize("query", CHOICES)
def test_a_regions_table_is_the_pages_and_the_files(client, briefs, query):
    path = at("region_figures", "18")
    html = client.get(path, query).content.decode()
    csv_lines, sheet_lines, found = three_files(client, path, query)
    lines = agree(csv_lines, sheet_lines, found)
    peers = re.search(r'<p class="lead">.*?: (.*?)\.</p>', html)[1].split(", ")
    assert [label(found, "region", code) for code in found["dimension"]["region"]["category"]["index"]] == [
        "Kainuu",
        "Koko maa",
        *peers,
    ]
    assert true(found) > 100
    for slug in ITSELF:
        year = str(newest(slug, "18"))
        name = str(Indicator.objects.get(slug=slug).name)
        assert expected(slug, "18")[0] in table_row(html, name)
        assert number_of(lines[slug, "18", year][NUMBER]) == value(slug, "18", int(year))
        assert (slug, "SSS", year) in lines and len([key for key in lines if key[0] == slug]) == 2 + len(peers)


def test_computed_figures_are_given_to_four_decimals_under_names_of_their_own(client, briefs):
    *_files, found = three_files(client, at("region_figures", "18"))
    cells = cube(found)
    per = cells["doctoral-degrees-25-plus.per-inhabitant", "18", "2022"][0]
    assert Decimal(str(per)) == round(per_inhabitant("doctoral-degrees-25-plus", "18", 2022), 4)
    change = 100 * (value("population", "18", 2022) / value("population", "18", 2013) - 1)
    assert Decimal(str(cells["population.change", "18", "2022"][0])) == round(change, 4)
    assert label(found, "contentscode", "population.change").endswith("vuodesta 2013")
    year = newest("gdp-per-capita", "18")
    share = 100 * value("gdp-per-capita", "18", year) / value("gdp-per-capita", "SSS", year)
    assert Decimal(str(cells["gdp-per-capita.of-country", "18", str(year)][0])) == round(share, 4)


def test_a_line_says_unit_source_note_licence_and_data_version(client, briefs):
    csv_lines, _sheet, found = three_files(client, at("region_figures", "18"))
    line = dict(
        zip(csv_lines[0], by_key(csv_lines)["gdp-per-capita", "18", str(newest("gdp-per-capita", "18"))], strict=True)
    )
    indicator = Indicator.objects.get(slug="gdp-per-capita")
    assert (line["Yksikkö"], line["Käyttölupa"], line["Tietoversio"]) == ("euroa", "CC BY 4.0", "figures_fi")
    assert line["Lähde"] == "Tilastokeskus 12bc" and line["Mittarista"] == indicator.note_fi
    assert line["Suunta"] and "/ 19" in line["Sija, suurin ensin"]
    category = found["dimension"]["contentscode"]["category"]
    assert category["unit"]["gdp-per-capita"] == {"label": "euroa", "decimals": 0}
    assert category["note"]["gdp-per-capita"] == [indicator.note_fi]
    version = imports.newest()
    assert found["extension"]["dataVersions"]["gdp-per-capita"] == {"id": version.public_id, "label": "figures_fi"}
    assert found["updated"] == version.imported_at.isoformat(timespec="seconds")
    assert found["extension"]["licences"]["gdp-per-capita"]["address"].startswith("https://")


def test_the_region_page_leads_to_the_same_file(client, briefs):
    own = offered(client.get("/fi/regions/18/").content.decode())
    assert [at("region_figures", "18") + f"?format={kind}" for kind in KINDS] in own


def test_the_reason_of_a_missing_figure_stands_in_every_file(client, briefs):
    rows = Observation.objects.filter(indicator__slug="share-65-plus", region__code="18")
    rows.filter(period="2021").update(value=None, status="confidential")
    rows.filter(period="2020").update(status="preliminary")
    *files, found = three_files(client, at("region_figures", "18"))
    lines = agree(*files, found)
    assert lines["share-65-plus", "18", "2021"][NUMBER : SAID + 1] == ["", "salassa pidettävä"]
    assert lines["share-65-plus", "18", "2020"][SAID] == "ennakkotieto"
    assert cube(found)["share-65-plus", "18", "2021"] == (None, "confidential")
    assert cube(found)["share-65-plus", "18", "2020"][1] == "preliminary"
    for files in (three_files(client, at("comparison"), {"with": ["18", "01"], "indicator": "share-65-plus"}),):
        assert agree(*files)["share-65-plus", "18", "2021"][SAID] == "salassa pidettävä"
    *_files, found = three_files(
        client, at("theme_figures", "fi-2020-2023", "communities"), {"indicator": "share-65-plus"}
    )
    assert cube(found)["share-65-plus", "18", "2021"] == (None, "confidential")


@pytest.mark.parametrize("slug", ["higher-degree-share", "rd-expenditure"])
def test_compared_regions_are_the_pages_and_the_files(client, briefs, slug):
    chosen = ["18", "01", "21"]
    query = {"with": chosen, "indicator": slug}
    html = client.get(at("comparison"), query).content.decode()
    *files, found = three_files(client, at("comparison"), query)
    lines = agree(*files, found)
    shown = re.findall(r'<tr><th scope="row"><a[^>]*>(.*?)</a></th><td class="n">(.*?)</td>', html)
    own = [key for key in lines if key[1] != "SSS"]
    assert [place for _content, place, _period in own] == chosen
    for key, (name, number) in zip(own, shown, strict=True):
        assert lines[key][3] == name and text(number_of(lines[key][NUMBER]), 1 if slug in ITSELF else 0) == number
    assert true(found) if slug in ITSELF else not true(found)


THEMES = [
    ("business", "gdp-per-capita"),
    ("skills", "doctoral-degrees-25-plus"),
    ("communities", "population"),
    ("inclusion", "employment-rate"),
]


@pytest.mark.parametrize(("theme", "slug"), THEMES)
def test_a_themes_data_set_is_the_pages_and_imported_again_changes_nothing(client, briefs, theme, slug):
    path, query = at("theme_figures", "fi-2020-2023", theme), {"indicator": slug}
    csv_lines, sheet_lines, found = three_files(client, path, query)
    (year,) = found["dimension"]["period"]["category"]["index"]
    given = received(body(client.get(path, {**query, "format": "json-stat"})), "theme.json")
    count = sum(value(slug, place, int(year)) is not None for place in [*codes(), "SSS"])
    assert given.state == "previewed" and given.counts == {"same": count} and true(found) == count
    cells = cube(found)
    shown = next((name for name in (f"{slug}.change", f"{slug}.per-inhabitant") if (name, "18", year) in cells), slug)
    for line, row in zip(csv_lines[1:], sheet_lines[1:], strict=True):
        number, _mark = cells[shown, line[1] or "SSS", year]
        if number is None:
            assert line[3] == row[3] == "ei julkaistu"
        else:
            assert (
                abs(Decimal(str(number)) - number_of(line[3])) <= Decimal("0.5") and float(number_of(line[3])) == row[3]
            )
    places = [content for content, _place, _year in cells if content == f"{slug}.place"]
    assert bool(places) == (slug != "employment-rate")


def test_changes_over_a_break_are_marked_in_a_themes_data_set(client, briefs):
    path = at("theme_figures", "fi-2020-2023", "skills")
    *_files, found = three_files(client, path, {"indicator": "higher-degree-share"})
    cells = cube(found)
    assert cells["higher-degree-share.change-2011", "21", "2021"] == (None, "break")
    assert found["extension"]["status"]["label"]["break"] == "katkos sarjassa"
    assert cells["higher-degree-share.place", "01", "2021"][0] == 1
    assert cells["higher-degree-share.place", "SSS", "2021"] == (None, "not_applicable")


def chart(kind="lines", slug="higher-degree-share", place="18", how="02-11", version="newest", language="fi"):
    return f"/{language}/charts/{version}/{slug}/{kind}/{place}/{how}"


@pytest.mark.parametrize(
    ("kind", "slug", "place", "how"),
    [
        ("lines", "higher-degree-share", "18", "02-11"),
        ("lines", "gdp-per-capita", "18", "neighbours"),
        ("lines", "population", "maa", "neighbours"),
        ("bars", "share-65-plus", "18", "2020"),
        ("bars", "gdp-per-capita", "maa", "newest"),
        ("map", "gdp-per-capita", "maa", "2020"),
        ("map", "employment-rate", "maa", "newest"),
    ],
)
def test_a_charts_data_are_the_drawn_ones_and_the_files(client, briefs, kind, slug, place, how):
    base = chart(kind, slug, place, how)
    csv_lines = lines_of_csv(client.get(f"{base}.csv"))
    sheet_lines = lines_of_sheet(client.get(f"{base}.xlsx"))
    found = data_set(client.get(f"{base}.json"))
    cells, names = cube(found), {str(one.name): one.code for one in Region.objects.all()} | {"Koko maa": "SSS"}
    (content,) = found["dimension"]["contentscode"]["category"]["index"]
    assert csv_lines[0] == list(sheet_lines[0]) and len(csv_lines) == len(sheet_lines) > 10
    compared = 0
    for line, row in zip(csv_lines[1:], sheet_lines[1:], strict=True):
        for head, written, number in zip(csv_lines[0], line, row, strict=True):
            if head in names and kind == "lines":
                key = (content, names[head], line[0])
            elif line[0] in names and "20" in head:
                key = (content, names[line[0]], next(iter(found["dimension"]["period"]["category"]["index"])))
            else:
                continue
            assert cells[key][0] == number and (number is None or number_of(written) == Decimal(str(number)))
            compared += number is not None
    assert compared >= 18 and "CC BY 4.0" in csv_lines[1]
    assert true(found) or content != slug


def test_a_charts_labels_are_in_the_readers_language(client, briefs):
    for language, country, unit in (("sv", "Hela landet", "euro"), ("en", "Whole country", "euros")):
        found = data_set(client.get(chart("bars", "gdp-per-capita", how="2020", language=language) + ".json"))
        assert label(found, "region", "SSS") == country
        assert found["dimension"]["contentscode"]["category"]["unit"]["gdp-per-capita"]["label"] == unit


def test_every_chart_offers_its_three_files_with_its_name(client, briefs):
    html = client.get(at("region_figures", "18"), {"theme": "all"}).content.decode()
    files = re.findall(r'href="([^"]+)\.svg" download', html)
    for file in files:
        for ending in ("csv", "xlsx", "json"):
            assert re.search(rf'href="{re.escape(file)}\.{ending}" download>[\w-]+<span class="sr">: .+?</span>', html)
    page = client.get(f"{files[0]}/").content.decode()
    assert all(f'href="{files[0]}.{ending}" download' in page for ending in ("csv", "xlsx", "json"))


@pytest.fixture
def revised(tmp_path):
    """A newer data version in which one figure is another."""

    def write():
        file = tmp_path / "revised.csv"
        file.write_text(FILE.read_text(encoding="utf-8").replace(",34923,", ",35000,", 1), encoding="utf-8")
        return imports.import_file(file, by=None)[0]

    return write


def places_of(number):
    """Where the data file says the number of GDP."""
    return next(code for code in codes() for year in range(2000, 2024) if value("gdp-per-capita", code, year) == number)


def test_a_briefs_files_stay_at_its_own_data_version(client, briefs, revised):
    brief, place = briefs["business"], places_of(34923)
    path, query = at("brief", brief.public_id), {"region": place}
    before = three_files(client, path, query)
    agree(*before)
    year = next(year for year in range(2000, 2024) if value("gdp-per-capita", place, year) == 34923)
    html = client.get(path, query).content.decode()
    charts = [one for one in re.findall(r'href="([^"]+)\.svg" download', html) if "gdp-per-capita" in one]
    newer = revised()
    after = three_files(client, path, query)
    assert after == before and newer.label not in str(after) and true(after[2]) > 20
    for one in charts:
        assert cube(data_set(client.get(f"{one}.json"))).get(("gdp-per-capita", place, str(year)), (34923,))[0] == 34923
    now = cube(data_set(client.get(chart("bars", "gdp-per-capita", place, str(year)) + ".json")))
    assert now["gdp-per-capita", place, str(year)][0] == 35000
    published_again(brief, data_version=newer)
    old = three_files(client, at("brief_version", brief.public_id, 1), query)
    assert old == before and three_files(client, path, query) != before


def test_figures_that_differ_between_versions_of_a_brief_can_be_taken_away(client, briefs, revised):
    brief, place = briefs["business"], places_of(34923)
    old = brief.data_version
    newer = revised()
    published_again(brief, data_version=newer)
    lines = agree(*three_files(client, at("brief_changes", brief.public_id, 2)))
    assert {(key[0].rpartition(".")[2], key[1]): number_of(line[NUMBER]) for key, line in lines.items()} == {
        (old.public_id, place): 34923,
        (newer.public_id, place): 35000,
    }


def test_figures_that_newer_data_would_change_can_be_taken_away(client, briefs, revised, cast):
    client.force_login(cast.coordinator)
    brief = briefs["business"]
    newer = revised()
    lines = agree(*three_files(client, at("brief_data", brief.public_id)))
    assert {(line[-1], number_of(line[NUMBER])) for line in lines.values()} == {
        ("figures_fi", 34923),
        (newer.label, 35000),
    }


@pytest.mark.parametrize("place", ["18", "maa"])
def test_a_briefs_table_is_the_pages_for_a_region_and_for_the_country(client, briefs, place):
    path = at("brief", briefs["skills"].public_id)
    *files, found = three_files(client, path, {"region": place, "peers": "chosen", "with": ["21"]})
    agree(*files, found)
    places = list(found["dimension"]["region"]["category"]["index"])
    assert places == (["MK18", "SSS", "MK21"] if place == "18" else ["SSS", *places[1:]])
    assert len(places) == (3 if place == "18" else 20) and true(found) > 5


def test_a_reader_of_a_region_shares_a_file_of_that_region(client, briefs):
    client.force_login(hold(things.seat(Region.objects.get(code="18")), things.person("kainuu")).person)
    path = at("brief", briefs["skills"].public_id)
    assert all("region=18" in one for one in offered(client.get(path).content.decode())[0])


@pytest.mark.parametrize("slug", ["skills", "business"])
def test_a_themes_table_of_the_country_is_the_files(client, briefs, slug):
    files = three_files(client, at("theme", "fi-2020-2023", slug))
    agree(*files)
    assert true(files[2]) > 20


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_files_speak_the_readers_language(client, briefs, language):
    with translation.override(language):
        region, theme = (
            str(Region.objects.get(code="18").name),
            Theme.objects.get(slug="skills", programme__key="fi-2020-2023"),
        )
        unit = str(Indicator.objects.get(slug="gdp-per-capita").unit)
    csv_lines, _sheet, found = three_files(client, at("region_figures", "18", language=language))
    assert csv_lines[0][0] == HEAD[language] and label(found, "region", "MK18") == region
    assert by_key(csv_lines)["gdp-per-capita", "18", str(newest("gdp-per-capita", "18"))][2] == unit
    *_files, found = three_files(client, at("theme_figures", theme.programme.key, "skills", language=language))
    assert label(found, "region", "MK18") == region


STRANGE = [
    {"format": "exe"},
    {"format": ""},
    {"format": "CSV"},
    {"format": ["csv", "../../etc/passwd"]},
    {"format": "json"},
]


@pytest.mark.parametrize("query", STRANGE)
def test_an_unknown_format_gives_the_page(client, briefs, query):
    paths = [at("region_figures", "18"), at("comparison"), at("brief", briefs["skills"].public_id)]
    paths += [at(name, "fi-2020-2023", "skills") for name in ("theme", "theme_figures")]
    for path in paths:
        answer = client.get(path, {"with": ["18"], **query})
        assert answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def test_strange_questions_give_files_of_what_can_be_told(client, briefs):
    strange = {"format": "json-stat", "peers": "chosen", "with": ["99", "\x00", "<b>", "0" * 900], "theme": "'"}
    assert (
        len(data_set(client.get(at("region_figures", "18"), strange))["dimension"]["region"]["category"]["index"]) == 5
    )
    assert client.get(at("region_figures", "99"), {"format": "csv"}).status_code == 404
    answer = client.get(at("comparison"), strange)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    many = {"format": "json-stat", "with": codes(), "indicator": "x\x00"}
    assert len(data_set(client.get(at("comparison"), many))["dimension"]["region"]["category"]["index"]) == 6
    known = data_set(client.get(at("brief", briefs["skills"].public_id), {"format": "json-stat", "region": "99"}))
    assert next(iter(known["dimension"]["region"]["category"]["index"])) == "SSS"
    for ending in (".xlsx", ".json", ".exe"):
        assert client.get(chart(slug="nothing") + ending).status_code == 404
        assert client.get(chart(how="99") + ending).status_code == 404


def test_pages_without_figures_offer_no_files_and_give_none(client, db):
    things.region("18")
    for path in (at("region_figures", "18"), at("comparison")):
        html = client.get(path, {"format": "csv", "with": "18"}).content.decode()
        assert "<h1>" in html and not offered(html)


def test_what_a_spreadsheet_would_take_for_a_formula_is_text(client, briefs):
    Indicator.objects.filter(slug="share-65-plus").update(name_fi="=1+1", note_fi="@x")
    Observation.objects.filter(indicator__slug="share-65-plus", region__code="18").update(note="-1|cmd", source="+x")
    csv_lines, sheet_lines, found = three_files(client, at("region_figures", "18"))
    line = by_key(csv_lines)["share-65-plus", "18", "2021"]
    assert line[0] == "'=1+1" and {"'@x", "'-1|cmd", "'+x"} <= set(line)
    assert by_key(sheet_lines)["share-65-plus", "18", "2021"][0] == "=1+1"
    assert label(found, "contentscode", "share-65-plus") == "=1+1"
    assert lines_of_csv(client.get(chart("bars", "share-65-plus", how="2020") + ".csv"))[0][1].startswith("'=1+1")


def test_files_cost_the_same_for_one_region_and_five_and_no_more_than_pages(client, briefs):
    for kind in KINDS:
        costs = set()
        for chosen in (["01"], ["01", "02", "04", "05", "06"]):
            with CaptureQueriesContext(connection) as asked:
                body(client.get(at("comparison"), {"with": chosen, "format": kind}))
            costs.add(len(asked))
            with CaptureQueriesContext(connection) as asked:
                body(client.get(at("region_figures", "18"), {"peers": "chosen", "with": chosen, "format": kind}))
            assert len(asked) <= 8
        assert len(costs) == 1 and costs.pop() <= 8
    for ending in ("csv", "xlsx", "json"):
        with CaptureQueriesContext(connection) as asked:
            body(client.get(f"{chart(how='alike')}.{ending}"))
        assert len(asked) <= 6
