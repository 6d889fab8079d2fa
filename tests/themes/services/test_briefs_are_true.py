"""What the furnished briefs claim is recomputed from the data file, without the code that writes the pages."""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse
from django.utils import translation

from regions.models import Indicator
from tests.regions.figures import codes, newest, text, value
from tests.themes.furnished import real_briefs
from themes import furnishing
from themes.models import Brief

REGIONS = tuple(sorted(codes()))
RATES = {"gdp-per-capita": 0, "workplaces-per-1000": 0, "free-time-residences-per-1000": 0}
EUROS = {"median-household-income": 0, "disposable-income-per-capita": 0}
PER = {"rd-expenditure": (Decimal(1000000), 0), "doctoral-degrees-25-plus": (Decimal(1000), 1)}


def clear_text(html):
    """The page's words, spaces as they are."""
    return unescape(re.sub(r"\s*\n\s*", " ", re.sub(r"<[^>]+>", "", html)))


def per_inhabitant(slug, region, year):
    """A total per inhabitant; the country's population before 2013 is the sum of the regions."""
    people = value("population", region, year)
    if people is None and region == "SSS":
        people = sum(value("population", code, year) for code in codes())
    amount = value(slug, region, year)
    return PER[slug][0] * amount / people if amount is not None else None


def expected(slug, region):
    """The number the page must show for the region, and the country's number of the same year (or None)."""
    if slug == "population":
        changes = [100 * (value(slug, place, 2022) / value(slug, place, 2013) - 1) for place in (region, "SSS")]
        return [text(change, 1, sign=True) for change in changes]
    year = newest(slug, region)
    if slug in PER:
        found = [per_inhabitant(slug, place, year) for place in (region, "SSS")]
        return [text(one, PER[slug][1]) if one is not None else None for one in found]
    decimals = {**RATES, **EUROS}.get(slug, 1)
    country = value(slug, "SSS", year)
    return [text(value(slug, region, year), decimals), text(country, decimals) if country is not None else None]


@pytest.fixture
def briefs(db):
    """The furnished briefs by theme."""
    return real_briefs()


def key_messages(brief):
    """The brief's key messages, in order."""
    return brief.blocks.filter(kind="message").select_related("indicator")


def page(client, brief, region, language="fi"):
    with translation.override(language):
        address = reverse("themes:brief", args=[brief.public_id])
    return client.get(address, {"region": region}).content.decode()


THEMES = ("communities", "business", "skills", "inclusion")


@pytest.mark.parametrize("theme", THEMES)
def test_every_number_of_messages_and_table_is_the_files(client, briefs, theme):
    brief = briefs[theme]
    for region in REGIONS:
        html = page(client, brief, region)
        messages = re.findall(r'<li id="b-\w+"><span>(.*?)</span>', html)
        for message, sentence in zip(key_messages(brief), messages, strict=True):
            slug = message.indicator.slug
            own, country = expected(slug, region)
            assert re.search(r"<b>(.*?)</b>", sentence)[1].startswith(own), (slug, region, sentence)
            row = table_row(html, str(message.indicator.shown_name))
            assert own in row, (slug, region, row)
            assert (country or "ei julkaistu") in row, (slug, region, row)
        for name, own, country in five_numbers(html):
            slug = next(slug for slug, row in rows_of(brief).items() if name.startswith(row))
            assert own == expected(slug, region)[0] and country == (expected(slug, region)[1] or "ei julkaistu"), slug


def rows_of(brief):
    """The names of the table's indicators, by slug."""
    slugs = brief.blocks.get(kind="table").options["indicators"]
    return {one.slug: str(one.shown_name) for one in Indicator.objects.filter(slug__in=slugs)}


def five_numbers(html):
    """(name, own figure, the country's figure) of the first five numbers."""
    card = html.split('<ul class="five">')[1].split("</ul>")[0]
    found = []
    for item in card.split("<li>")[1:]:
        name, own, country = (
            re.search(rf'<p class="five-{part}">(.*?)</p>', item, re.S)[1] for part in ("name", "own", "country")
        )
        own, country = own.split("</span>")[1], re.sub(r"<small>.*?</small>", "", country.split("</span>")[1])
        found.append((clear_text(name).strip(), clear_text(own).strip(), clear_text(country).strip()))
    return found


def table_row(html, name):
    """The words of the indicator table's row that begins with the name."""
    rows = re.findall(r'<tr><th scope="row">(.*?)</tr>', html.split('class="table indicators"')[1], re.S)
    return next(clear_text(row) for row in rows if clear_text(row).startswith(name))


@pytest.mark.parametrize("region", REGIONS)
def test_gdp_beside_the_country_is_the_files(client, briefs, region):
    html = page(client, briefs["business"], region)
    share = text(100 * value("gdp-per-capita", region, 2020) / value("gdp-per-capita", "SSS", 2020))
    assert f"{share}\u00a0% koko maan tasosta" in clear_text(html)


def test_chart_tables_hold_the_files_numbers_and_nothing_for_missing_years(client, briefs):
    html = page(client, briefs["skills"], "18")
    table = clear_text(html.split('aria-label="Korkeakoulututkinnon suorittaneet')[1].split("</table>")[0])
    for year in range(2010, 2022):
        for region in ("18", "SSS", "11"):
            assert text(value("higher-degree-share", region, year), 1) in table


def above(slug, year):
    """The regions whose figure is larger than the country's."""
    return {code for code in codes() if value(slug, code, year) > value(slug, "SSS", year)}


def grew(slug, first, last):
    """The regions whose figure is larger in the last year than in the first."""
    return {code for code in codes() if value(slug, code, last) > value(slug, code, first)}


def fell(slug, first, last):
    """The regions whose figure is smaller in the last year than in the first."""
    return {code for code in codes() if value(slug, code, last) < value(slug, code, first)}


def gap(slug, year):
    """Between the largest and the smallest region."""
    values = [value(slug, code, year) for code in codes()]
    return max(values) - min(values)


def levels():
    """GDP per inhabitant in per cent of the country's, in rising order."""
    return sorted(
        round(100 * value("gdp-per-capita", code, 2020) / value("gdp-per-capita", "SSS", 2020)) for code in codes()
    )


def largest(slug, year):
    return max(codes(), key=lambda code: value(slug, code, year))


def smallest(slug, year):
    return min(codes(), key=lambda code: value(slug, code, year))


CLAIMS = {
    "business: only Uusimaa is above the country": lambda: above("gdp-per-capita", 2020) == {"01"},
    "business: the others are 77–98 per cent": lambda: levels()[0] == 77 and levels()[-2] == 98,
    "business: fewer workplaces in seventeen": lambda: len(fell("workplaces-per-1000", 2010, 2020)) == 17,
    "business: fewer workplaces in the country": lambda: (
        value("workplaces-per-1000", "SSS", 2020) < value("workplaces-per-1000", "SSS", 2010)
    ),
    "business: manufacturing fell in seventeen": lambda: len(fell("manufacturing-share", 2010, 2020)) == 17,
    "business: two above in professional services": lambda: len(above("professional-scientific-share", 2020)) == 2,
    "business: four above in R&D": lambda: (
        sum(per_inhabitant("rd-expenditure", c, 2011) > per_inhabitant("rd-expenditure", "SSS", 2011) for c in codes())
        == 4
    ),
    "communities: ageing everywhere": lambda: len(grew("share-65-plus", 2010, 2021)) == 19,
    "communities: shrinking in thirteen": lambda: len(fell("population", 2013, 2022)) == 13,
    "communities: growing in six": lambda: len(grew("population", 2013, 2022)) == 6,
    "communities: fewer children in eighteen": lambda: len(fell("share-0-14", 2010, 2021)) == 18,
    "communities: more one-person households": lambda: len(grew("one-person-household-share", 2010, 2021)) == 19,
    "communities: free-time residences": lambda: largest("free-time-residences-per-1000", 2021) == "10",
    "skills: higher degrees grow everywhere": lambda: len(grew("higher-degree-share", 2010, 2021)) == 19,
    "skills: the gap grows": lambda: gap("higher-degree-share", 2021) > gap("higher-degree-share", 2010),
    "skills: two above the country": lambda: above("higher-degree-share", 2021) == {"01", "06"},
    "skills: basic education only fell": lambda: len(fell("basic-education-only-share", 2010, 2021)) == 19,
    "skills: most doctors": lambda: (
        max(codes(), key=lambda code: per_inhabitant("doctoral-degrees-25-plus", code, 2022)) == "01"
    ),
    "inclusion: lower than in 2010 in sixteen": lambda: len(fell("register-unemployment-rate", 2010, 2021)) == 16,
    "inclusion: the gap has narrowed": lambda: (
        gap("register-unemployment-rate", 2021) < gap("register-unemployment-rate", 2010)
    ),
    "inclusion: median income grew": lambda: len(grew("median-household-income", 2010, 2021)) == 19,
    "inclusion: its gap has widened": lambda: (
        gap("median-household-income", 2021) > gap("median-household-income", 2010)
    ),
    "inclusion: median income, ends": lambda: (
        (largest("median-household-income", 2021), smallest("median-household-income", 2021)) == ("21", "12")
    ),
    "inclusion: disposable income": lambda: largest("disposable-income-per-capita", 2020) == "01",
    "inclusion: employment rate": lambda: value("employment-rate", "SSS", 2020) == Decimal("71.6"),
    "inclusion: survey unemployment": lambda: value("lfs-unemployment-rate", "SSS", 2020) == Decimal("7.9"),
    "inclusion: income grew in eighteen": lambda: sum(value("income-change", c, 2018) > 0 for c in codes()) == 18,
}


@pytest.mark.parametrize("claim", CLAIMS)
def test_what_titles_and_headlines_claim_is_true_of_the_data(claim):
    assert CLAIMS[claim]()


def test_there_is_one_public_brief_for_each_theme_with_a_thread(briefs):
    assert set(briefs) == {"climate", *THEMES}
    assert all(brief.state == "public" and brief.thread_id for brief in briefs.values())


def test_briefs_are_complete_in_three_languages_and_short_enough(briefs):
    for brief in briefs.values():
        questions = brief.blocks.get(kind="questions").questions
        assert len(questions) in (2, 3)
        for language in ("fi", "sv", "en"):
            assert getattr(brief, f"title_{language}") and getattr(brief, f"lead_{language}")
            assert all(question[language] for question in questions)
            for message in key_messages(brief):
                assert 1 <= len(getattr(message, f"headline_{language}").split()) <= 10


def test_climate_says_why_it_has_no_figures(client, briefs):
    html = clear_text(page(client, briefs["climate"], "18"))
    assert "Miksi tässä ei ole lukuja" in html and briefs["climate"].why_qualitative_fi[:60] in html
    assert "<svg viewBox" not in html and briefs["climate"].data_version is None


def test_furnishing_twice_makes_nothing_twice(briefs):
    furnishing.furnish_briefs(today=furnishing.date(2026, 12, 1), say=lambda words: None)
    assert Brief.objects.count() == 5


def test_a_country_without_figures_gets_qualitative_briefs(db, settings):
    settings.PROFILE = {**settings.PROFILE, "programme": "se-2015-2020", "figures": None}
    silent = {"today": furnishing.date(2026, 11, 21), "say": lambda words: None}
    furnishing.furnish_programmes(**silent)
    furnishing.furnish_briefs(**silent)
    assert Brief.objects.count() == 4
    assert all(brief.why_qualitative_sv and not key_messages(brief).exists() for brief in Brief.objects.all())
