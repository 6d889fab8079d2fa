"""Reading a brief: budgets, frozen numbers, five numbers, contents, the region's own words, two printed pages."""

import re
import time
from html import unescape

import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from django.utils import timezone, translation

from forum import clock
from regions.models import Region
from regions.services import figures
from tests import things
from tests.pdfs import Pdf
from tests.people import hold
from tests.regions.figures import FILE, codes
from tests.themes.furnished import real_briefs
from themes.models import Brief
from themes.services import brief_reading
from themes.services import briefs as brief_verbs
from themes.views import briefs as views

pytestmark = pytest.mark.django_db
PLACES = ("maa", *sorted(codes()))
LANGUAGES = ("fi", "sv", "en")


@pytest.fixture
def briefs():
    return real_briefs()


def address(brief, language="fi"):
    with translation.override(language):
        return reverse("themes:brief", args=[brief.public_id])


def page(client, brief, place="18", language="fi", **query):
    return client.get(address(brief, language), {"region": place, **query}).content.decode()


def pdf(client, brief, place="18", language="fi"):
    with translation.override(language):
        return client.get(reverse("themes:brief_pdf", args=[brief.public_id, place]))


def words(html):
    """The words without tags, with single spaces of one kind."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def squeezed(text):
    """Without what typesetting may change: spaces, soft hyphens, places to break."""
    return re.sub(r"[\s\u00ad\u200b\u2060]+", "", text)


@pytest.mark.parametrize("place", PLACES)
def test_every_brief_of_every_region_costs_few_queries_and_little_data(
    client, briefs, place, django_assert_max_num_queries
):
    for brief in briefs.values():
        with django_assert_max_num_queries(15):
            answer = client.get(address(brief), {"region": place})
        assert answer.status_code == 200 and len(answer.content) < 150_000, brief.theme.slug


def test_a_revision_of_every_figure_changes_no_published_number(client, briefs, tmp_path):
    before = {(slug, place): numbers(page(client, brief, place)) for slug, brief in briefs.items() for place in PLACES}
    assert sum(len(found) for found in before.values()) > 3000
    head, *rows = FILE.read_text(encoding="utf-8").splitlines()
    place = head.split(",").index("value")
    revised = tmp_path / "revised.csv"
    revised.write_text("\n".join([head, *(other(row, place) for row in rows)]), encoding="utf-8")
    old = figures.newest()
    figures.import_file(revised, by=None)
    assert figures.newest() != old
    after = {(slug, place): numbers(page(client, brief, place)) for slug, brief in briefs.items() for place in PLACES}
    assert after == before
    assert "on sittemmin tarkistettu" in page(client, briefs["business"])


def other(row, place):
    """The row with another value."""
    cells = row.split(",")
    if re.fullmatch(r"-?[\d.]+", cells[place]):
        cells[place] = str(float(cells[place]) + 1)
    return ",".join(cells)


def numbers(html):
    """All numbers of messages, five numbers, charts and tables."""
    body = html.split('<article class="wrap">')[1].split('id="sources"')[0].split('class="region-pick"')
    text = re.sub(r"<p class=\"small muted\">.*?</p>", "", " ".join(body), flags=re.S)
    return re.findall(r"\d[\d\u00a0,.]*", words(text))


def test_five_numbers_stand_first_with_country_direction_and_year(client, briefs):
    html = page(client, briefs["business"])
    assert html.index('class="five-card"') < html.index('class="lead"') < html.index('class="messages"')
    card = html.split('class="five-card"')[1].split("</section>")[0]
    assert card.count("<li>") == 5 and "34\u00a0923" in card and "43\u00a0000" in card
    assert "eri lähde" in card and "parempaan" in card and "2020" in card


def test_contents_lead_to_what_is_there(client, briefs):
    for brief in briefs.values():
        html = page(client, brief)
        linked = re.findall(r'<li><a href="#([\w-]+)">', html.split('class="brief-contents')[1].split("</nav>")[0])
        assert linked and all(f'id="{anchor}"' in html for anchor in linked), brief.theme.slug


def test_a_brief_without_indicators_shows_no_empty_table(client, briefs, monkeypatch):
    monkeypatch.setattr(brief_reading, "MOST_ROWS", 0)
    html = page(client, briefs["business"])
    assert 'class="messages"' in html and 'class="table indicators"' not in html and 'id="table"' not in html


def test_the_time_to_read_is_said_and_is_short(client, briefs):
    for brief in briefs.values():
        minutes = int(re.search(r"(\d+) minuutin lukuaika", page(client, brief))[1])
        assert 1 <= minutes <= 5


def test_whoever_reads_for_another_region_chooses_it_in_the_address_only(client, briefs):
    client.force_login(hold(things.seat(Region.objects.get(code="18"), "politician"), things.person("lukija")).person)
    assert "5 lukua: Kainuu" in client.get(address(briefs["business"])).content.decode()
    assert "5 lukua: Lappi" in page(client, briefs["business"], "19")
    assert "5 lukua: Kainuu" in client.get(address(briefs["business"])).content.decode()


def test_the_reader_chooses_whom_the_region_is_compared_with(client, briefs):
    alike = page(client, briefs["business"], peers="alike")
    assert '<option value="alike" selected>' in alike
    chosen = client.get(address(briefs["business"]), {"region": "18", "peers": "chosen", "with": ["01", "21"]})
    assert "Vertailualueet: Uusimaa, Ahvenanmaa" in chosen.content.decode()


def test_a_corrected_version_says_what_changed(client, briefs):
    brief = briefs["business"]
    brief_verbs.rework(brief, by=None)
    brief.lead_fi = "Uusi johdanto."
    brief.save(update_fields=["lead_fi"])
    brief_verbs.send_for_checking(brief, by=None)
    brief_verbs.confirm(brief, by=None)
    brief_verbs.publish(brief, by=None, note={"fi": "Johdantoa korjattu.", "sv": "Ingressen rättad."})
    html = page(client, brief)
    assert "Johdantoa korjattu." in html.split('class="messages"')[0] and "Uusi johdanto." in html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["maa", "18", "21"])
def test_the_file_has_at_most_two_tagged_pages_that_say_what_the_page_says(client, briefs, place, language):
    for brief in briefs.values():
        answer = pdf(client, brief, place, language)
        made = Pdf(answer.content)
        assert answer["Content-Type"] == "application/pdf" and len(made.file.pages) <= 2, brief.theme.slug
        assert made.language == language and made.root["/MarkInfo"]["/Marked"]
        printed = squeezed(made.tags.read)
        html = page(client, brief, place, language)
        for said in told(html):
            assert squeezed(said) in printed, (brief.theme.slug, place, said)
        pictures = [tag for tag in made.tags.walk() if tag.kind == "Figure" and tag.alt]
        assert len(pictures) == html.count('<figure class="chart"')


def test_a_short_brief_is_one_page_and_a_middling_one_fills_its_first(client):
    brief = things.brief()
    for number, count in ((2, 1), (14, 2)):
        while brief.blocks.count() < number:
            things.block(brief, headline_fi="Väliotsikko", text_fi="Tämä on aivan tavallinen virke katsauksesta. " * 12)
        brief_verbs.rework(brief, by=None)
        Brief.objects.filter(pk=brief.pk).update(state="confirmed", original="fi")
        brief.refresh_from_db()
        brief_verbs.publish(brief, by=None, reason="Käännös viipyy", note={"fi": "Lisää", "sv": "Mer"})
        pages = Pdf(pdf(client, brief, "maa").content).file.pages
        assert len(pages) == count
    first, second = (page.extract_text().count("Väliotsikko") for page in pages)
    assert first + second == 14 and first > second


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_marks_a_country_figure_of_another_source_as_the_page_does(client, briefs, language):
    table = (
        page(client, briefs["business"], language=language).split('class="table indicators"')[1].split("</table>")[0]
    )
    marks = re.findall(r"<small>(.*?)</small>", table)
    printed = squeezed(Pdf(pdf(client, briefs["business"], language=language).content).tags.read)
    assert len(marks) == 4 and all(printed.count(squeezed(unescape(mark))) >= 2 for mark in marks)


def told(html):
    """The title, the messages, the table's numbers and the questions of the page."""
    yield words(html.split("<h1>")[1].split("</h1>")[0])
    yield from (words(one) for one in re.findall(r'<li id="b-\w+"><span>(.*?)</span>', html))
    table = html.split('class="table indicators"')[1].split("</table>")[0] if "indicators" in html else ""
    cells = re.findall(r'<td class="n(?: own)?">(.*?)</td>', table)
    yield from (words(re.sub(r"<small>.*?</small>", "", one)) for one in cells)
    questions = html.split('<ol class="questions">')[1].split("</ol>")[0]
    yield from (words(one) for one in re.findall(r"<li>(.*?)</li>", questions))


def test_a_file_takes_under_three_seconds_of_work_and_is_as_large_as_is_said(client, briefs):
    for brief in briefs.values():
        pdf(client, brief)
        began = time.process_time()
        made = pdf(client, brief).content
        assert time.process_time() - began < 3
        assert 15_000 < len(made) < 160_000


def test_files_are_made_for_known_places_of_public_briefs_only(client, briefs):
    assert pdf(client, briefs["business"], "99").status_code == 404
    draft = things.brief(state="draft")
    assert pdf(client, draft).status_code == 404


def test_who_has_too_many_files_made_waits(client, briefs, settings, monkeypatch):
    settings.RATE_LIMITS = True
    monkeypatch.setattr(views, "MOST_PRINTS", 2)
    clock_now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: clock_now)
    assert [pdf(client, briefs["climate"]).status_code for _ in range(3)] == [200, 200, 429]


def test_the_page_tells_the_age_of_its_newest_figure(client, briefs):
    age = timezone.localdate().year - 2020
    assert f"tuorein luku vuodelta 2020, {age} vuoden takaa" in page(client, briefs["business"])
    assert django_settings.PROFILE_NAME == "fi"
