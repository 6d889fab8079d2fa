"""Charts as files: true to the data, whole in themselves, kept for long, and nothing a stranger's address can break."""

import csv
import re
import struct
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.utils import translation

from forum.services import limits
from regions.models import Indicator, Observation, Region
from regions.services import figures as imports
from tests.regions.figures import FILE, codes, newest, text, value
from tests.themes.furnished import real_briefs
from tests.themes.services.test_briefs_are_true import expected
from themes.models import Theme

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def version():
    """The data version of the real figures."""
    real_briefs()
    return imports.newest()


def address(version, indicator="higher-degree-share", kind="lines", place="18", how="neighbours", what=".svg"):
    key = version if isinstance(version, str) else version.public_id
    return f"/fi/charts/{key}/{indicator}/{kind}/{place}/{how}{what}"


def drawing(client, *about, **more):
    """The chart's drawing, read as XML."""
    response = client.get(address(*about, **more))
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


def said(svg):
    return svg.find(f"{SVG}desc").text


def shown(svg):
    """All words that are drawn."""
    return " ".join(" ".join(one.itertext()) for one in svg.iter(f"{SVG}text"))


PLAIN = {"higher-degree-share": 1, "share-65-plus": 1, "median-household-income": 0, "workplaces-per-1000": 0}


@pytest.mark.parametrize("slug", PLAIN)
@pytest.mark.parametrize("region", ["01", "18", "21"])
def test_a_line_charts_description_says_the_files_first_and_last_numbers_of_every_line(client, version, slug, region):
    words = said(drawing(client, version, slug, place=region, how="02-11"))
    names = {one.code: str(one.name) for one in Region.objects.all()} | {"SSS": "Koko maa"}
    for code in dict.fromkeys((region, "SSS", "02", "11")):
        years = [year for year in range(2000, 2024) if value(slug, code, year) is not None]
        ends = [f"{text(value(slug, code, year), PLAIN[slug])} ({year})" for year in years[:: len(years) - 1] if years]
        assert not years or f"{names[code]}: {', '.join(ends)}" in words, (code, words)
    assert ("Koko maa" in words) == (value(slug, "SSS", 2020) is not None)


def test_a_line_charts_description_says_breaks_and_largest_and_smallest(client, version):
    words = said(drawing(client, version, "register-unemployment-rate", place="18"))
    numbers = {year: value("register-unemployment-rate", "18", year) for year in range(2010, 2022)}
    top = max(numbers, key=lambda year: (numbers[year], -year))
    assert f"suurin {text(numbers[top], 1)} ({top})" in words
    assert "katkos vuonna 2017" in said(drawing(client, version, "doctoral-degrees-25-plus", place="21"))
    assert "katkos 2017" in shown(drawing(client, version, "doctoral-degrees-25-plus", place="21"))


@pytest.mark.parametrize("slug", [*PLAIN, "register-unemployment-rate"])
def test_a_bar_charts_description_says_the_own_number_the_countrys_and_the_ends(client, version, slug):
    svg = drawing(client, version, slug, "bars", how="newest")
    decimals, year = PLAIN.get(slug, 1), newest(slug, "18")
    numbers = {code: value(slug, code, year) for code in codes()}
    own, country = expected(slug, "18")
    assert f"Kainuu {own}." in said(svg)
    assert (f"Koko maa {country}." in said(svg)) if country else ("Koko maa" not in said(svg))
    for end, word in ((max, "Suurin"), (min, "Pienin")):
        code = end(numbers, key=numbers.__getitem__)
        assert f"{word}: {Region.objects.get(code=code).name} {text(numbers[code], decimals)}" in said(svg)
    assert all(text(number, decimals) in shown(svg) for number in numbers.values())


def test_a_maps_description_says_every_regions_number(client, version):
    svg = drawing(client, version, "share-65-plus", "map", "maa", "2021")
    for region in Region.objects.all():
        assert f"{region.name} {text(value('share-65-plus', region.code, 2021), 1)}" in said(svg)
        assert text(value("share-65-plus", region.code, 2021), 1) in shown(svg)
    assert "Sävy kertoo" in shown(svg)


def test_a_drawing_stands_alone_with_headline_source_and_version(client, version):
    svg = drawing(client, version)
    assert svg.get("role") == "img" and svg.find(f"{SVG}title").text and svg.find(f"{SVG}style").text
    for words in ("Korkeakoulututkinnon suorittaneet", "Lähde: Tilastokeskus", version.label, "Aluefoorumi"):
        assert words in shown(svg)
    assert "http" not in re.sub(r'xmlns="[^"]*"', "", client.get(address(version)).content.decode())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_drawing_is_in_its_addresss_language(client, version, language):
    with translation.override(language):
        name = str(Indicator.objects.get(slug="share-0-14").name)
    page = client.get(address(version, "share-0-14").replace("/fi/", f"/{language}/"))
    assert name in page.content.decode() and f'xml:lang="{language}"' in page.content.decode()


def test_a_picture_is_a_png_three_times_as_large_as_the_drawing(client, version):
    response = client.get(address(version, what=".png"))
    width, height = struct.unpack(">II", response.content[16:24])
    assert response["Content-Type"] == "image/png" and response.content[:4] == b"\x89PNG"
    svg = drawing(client, version)
    assert (width, height) == (3 * int(svg.get("width")), 3 * int(svg.get("height")))


def test_the_table_of_a_chart_is_the_files(client, version):
    rows = list(
        csv.reader(StringIO(client.get(address(version, what=".csv")).content.decode("utf-8-sig")), delimiter=";")
    )
    assert rows[0][1:3] == ["Kainuu", "Koko maa"]
    for row in rows[1:]:
        assert text(row[1].replace(",", "."), 1) == text(value("higher-degree-share", "18", int(row[0])), 1)


def test_a_chart_that_names_its_data_version_never_changes_and_is_kept_for_long(client, version, tmp_path):
    before = client.get(address(version))
    revised = tmp_path / "revised.csv"
    revised.write_text(FILE.read_text(encoding="utf-8").replace(",34923,", ",35000,", 1), encoding="utf-8")
    gdp = {"indicator": "gdp-per-capita", "kind": "bars", "how": "2020"}
    old = client.get(address(version, **gdp)).content
    imports.import_file(revised, by=None)
    assert client.get(address(version, **gdp)).content == old and "35\u00a0000" not in old.decode()
    assert "35\u00a0000" in client.get(address("newest", **gdp)).content.decode()
    assert (
        "max-age=2592000" in before["Cache-Control"] and "max-age=600" in client.get(address("newest"))["Cache-Control"]
    )


def test_a_browser_that_has_it_gets_nothing_but_word_of_it(client, version):
    etag = client.get(address(version))["ETag"]
    assert client.get(address(version), headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize(
    "about",
    [
        {"version": "nothing"},
        {"indicator": "nothing"},
        {"kind": "pie"},
        {"place": "99"},
        {"how": "99"},
        {"how": "18-18"},
        {"how": "01-02-04-05-06-07"},
        {"how": "2020"},
        {"place": "maa", "how": "alike"},
        {"kind": "bars", "how": "neighbours"},
        {"kind": "bars", "how": "1066"},
        {"kind": "map", "how": "99999999999999999999"},
        {"kind": "map", "how": "-1"},
        {"indicator": "rd-expenditure"},
        {"how": "%3Cscript%3E"},
        {"place": "..%2f..%2fetc"},
        {"how": "neighbours%00"},
        {"how": "n" * 3000},
    ],
)
def test_an_address_that_makes_no_sense_is_not_found(client, version, about):
    for what in (".svg", ".csv", ".xlsx", ".json", "/", "/embed/", ".png"):
        where = {"version": version, "what": what, **about}
        assert client.get(address(where.pop("version"), **where)).status_code == 404


def test_names_with_signs_of_markup_stay_words(client, version):
    Indicator.objects.filter(slug="share-0-14").update(
        name_fi='<script>alert("&amp;")</script>', note_fi="]]> & <b>\x07"
    )
    svg = drawing(client, version, "share-0-14")
    assert '<script>alert("&amp;")</script>' in svg.find(f"{SVG}title").text and svg.find(f".//{SVG}script") is None
    assert client.get(address(version, "share-0-14", what=".png")).status_code == 200


def test_pictures_are_limited_because_they_cost_time_and_drawings_are_not(client, version, monkeypatch):
    monkeypatch.setattr(limits, "allows", lambda *who, **how: False)
    assert client.get(address(version, what=".png")).status_code == 429
    assert client.get(address(version)).status_code == 200


def test_only_the_frame_page_may_stand_on_others_pages(client, version):
    page, frame = client.get(address(version, what="/")), client.get(address(version, what="/embed/"))
    assert page["X-Frame-Options"] == "DENY" and "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame and "frame-ancestors *" in frame["Content-Security-Policy"]


def test_the_frame_page_sets_no_cookie_has_no_script_and_knows_no_reader(client, version):
    frame = client.get(address(version, what="/embed/"))
    assert not frame.cookies and "Cookie" not in frame.get("Vary", "") and "<script" not in frame.content.decode()
    assert (
        "script-src" not in frame["Content-Security-Policy"]
        and "default-src 'none'" in frame["Content-Security-Policy"]
    )


def test_the_page_of_a_chart_offers_files_and_words_to_copy(client, version):
    html = client.get(address(version, what="/")).content.decode()
    for what in (".svg", ".png", ".csv", ".xlsx", ".json", "/embed/"):
        assert address(version, what=what) in html
    assert "&lt;img src=" in html and "&lt;iframe src=" in html


def test_every_chart_of_a_regions_page_leads_to_its_own_files(client, version):
    html = client.get("/fi/regions/18/figures/", {"theme": "all", "peers": "alike"}).content.decode()
    files = re.findall(r'href="([^"]+\.svg)" download', html)
    assert len(files) == len(set(files)) == Indicator.objects.count()
    for file in files:
        svg = ElementTree.fromstring(client.get(file).content)
        assert svg.find(f"{SVG}desc").text in html.replace("&#x27;", "'").replace("&amp;", "&")


@pytest.mark.parametrize("slug", ["communities", "skills", "business", "inclusion"])
def test_map_and_bars_of_a_theme_lead_to_their_files(client, version, slug):
    theme = Theme.objects.get(programme__key="fi-2020-2023", slug=slug)
    html = client.get(f"/fi/themes/{theme.programme.key}/{slug}/figures/").content.decode()
    files = re.findall(r'href="([^"]+\.(?:svg|png))" download', html)
    assert len(files) == 4 and all(client.get(file).status_code == 200 for file in files)


def test_a_chart_costs_few_queries(client, version, django_assert_max_num_queries):
    for what in (".svg", ".png", ".csv", "/embed/"):
        with django_assert_max_num_queries(6):
            client.get(address(version, how="alike", what=what))


def test_a_missing_figure_says_why_in_the_table(client, version):
    gone = Observation.objects.filter(indicator__slug="share-65-plus", region__code="18", period="2015")
    gone.update(value=None, status="confidential")
    assert "2015;salassa pidettävä" in client.get(address(version, "share-65-plus", what=".csv")).content.decode()
    assert "2015 (salassa pidettävä)" in said(drawing(client, version, "share-65-plus"))
