"""Situation briefs' pages."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from forum import clock
from regions.models import Region
from regions.services import figures
from tests import things
from tests.people import KINDS, hold
from tests.regions.figures import FILE
from tests.themes.furnished import real_briefs
from themes.models import Brief
from themes.services import brief_reading
from themes.views import brief_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def briefs():
    return real_briefs()


def address(brief, language="fi"):
    with translation.override(language):
        return reverse("themes:brief", args=[brief.public_id])


def words(response):
    return response.content.decode()


def without_descriptions(html):
    """The page as it is seen: what drawings say to those who do not see them is left out."""
    return re.sub(r"<desc.*?</desc>", "", html, flags=re.DOTALL)


def chosen(html):
    """The region that the picker shows as chosen."""
    return re.search(r'<option value="(\w+)" selected>', html)[1]


def test_a_reader_without_a_seat_sees_the_whole_country(client, briefs):
    html = words(client.get(address(briefs["business"])))
    assert chosen(html) == "maa" and "Koko maa: BKT asukasta kohti <b>43\u00a0000\u00a0euroa</b> (2020)" in html


def test_a_regional_official_sees_the_own_region_first(client, briefs):
    person = hold(things.seat(Region.objects.get(code="18")), things.person("kainuu")).person
    client.force_login(person)
    assert chosen(words(client.get(address(briefs["business"])))) == "18"
    assert chosen(words(client.get(address(briefs["business"]), {"region": "21"}))) == "21"
    assert chosen(words(client.get(address(briefs["business"]), {"region": "maa"}))) == "maa"


@pytest.mark.parametrize("asked", ["99", "kainuu", "<script>", "18 OR 1=1"])
def test_an_unknown_region_is_told_and_the_default_is_shown(client, briefs, asked):
    response = client.get(address(briefs["business"]), {"region": asked})
    html = words(response)
    assert response.status_code == 200 and 'role="alert"' in html and "<script>" not in html
    assert chosen(html) == "maa"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fi", "Kainuu: BKT asukasta kohti <b>34\u00a0923\u00a0euroa</b> (2020), 81\u00a0% koko maan tasosta."),
        ("sv", "Kajanaland: BNP per invånare <b>34\u00a0923\u00a0euro</b> (2020), 81\u00a0% av hela landets nivå."),
        ("en", "Kainuu: GDP per inhabitant <b>34,923\u00a0euros</b> (2020), 81% of the country&#x27;s level."),
    ],
)
def test_messages_are_sentences_in_each_language(client, briefs, language, sentence):
    assert sentence in words(client.get(address(briefs["business"], language), {"region": "18"}))


def test_a_median_says_that_the_country_has_no_figure(client, briefs):
    html = words(client.get(address(briefs["inclusion"]), {"region": "18"}))
    assert "talouksien mediaanitulo <b>31\u00a0147\u00a0euroa</b> (2021), koko maan lukua ei ole julkaistu." in html


def test_neutral_indicators_are_never_called_better_or_worse(client, briefs):
    html = words(client.get(address(briefs["communities"]), {"region": "18"}))
    table = html.split('class="table indicators"')[1].split("</table>")[0]
    assert "parempaan" not in table and "huonompaan" not in table
    assert (table.count("ei arvotettu"), table.count("ei suuntaa")) == (4, 1)  # the fifth has jumped


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fi", "Ahvenanmaa: taso muuttuu kerralla vuonna 2017, eikä lähde kerro syytä."),
        ("sv", "Åland: nivån ändras med ett slag år 2017, och källan anger ingen orsak."),
        ("en", "Åland: the level changes at once in 2017, and the source gives no reason."),
    ],
)
def test_a_jump_that_the_source_does_not_explain_is_told_where_it_is(client, briefs, language, said):
    html = words(client.get(address(briefs["skills"], language), {"region": "21"}))
    assert (html.count(said), without_descriptions(html).count(said)) == (4, 2)
    assert said.split(":")[1] not in words(client.get(address(briefs["skills"], language), {"region": "18"}))


def test_a_jump_of_all_areas_is_told_once(client, briefs):
    html = words(client.get(address(briefs["communities"]), {"region": "18"}))
    assert without_descriptions(html).count("Kaikki alueet: taso muuttuu kerralla vuonna 2020") == 1


@pytest.mark.parametrize("theme", ["communities", "business", "skills", "inclusion"])
def test_there_is_a_chart_with_words_and_a_table_for_each_message(client, briefs, theme):
    html = words(client.get(address(briefs[theme]), {"region": "18"}))
    count = briefs[theme].blocks.filter(kind="message").count()
    assert html.count('role="img"') == html.count("<desc") == html.count('<figure class="chart"') == count
    assert html.count("<details><summary>Luvut taulukkona") == count
    assert html.count('class="source"') >= count and " style=" not in html


def test_ids_on_the_page_are_unique(client, briefs):
    ids = re.findall(r'\sid="([^"]+)"', words(client.get(address(briefs["inclusion"]), {"region": "18"})))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("region", ["maa", "01", "18", "19", "21"])
def test_a_page_costs_few_queries_and_little_data(client, briefs, region, django_assert_max_num_queries):
    for brief in briefs.values():
        with django_assert_max_num_queries(15):
            response = client.get(address(brief), {"region": region})
        assert len(response.content) < 150_000


def test_a_later_import_is_a_note_and_changes_no_number(client, briefs, tmp_path):
    revised = tmp_path / "revised.csv"
    revised.write_text(FILE.read_text(encoding="utf-8").replace(",34923,", ",35000,", 1), encoding="utf-8")
    note = "osa luvuista on sittemmin tarkistettu"
    assert note not in words(client.get(address(briefs["business"]), {"region": "18"}))
    figures.import_file(revised, by=None)
    html = words(client.get(address(briefs["business"]), {"region": "18"}))
    assert note in html and "34\u00a0923" in html and "35\u00a0000" not in html


def test_the_page_tells_version_date_maker_and_age(client, briefs):
    html = words(client.get(address(briefs["communities"])))
    age = timezone.localdate().year - 2022
    for said in ("versio 1", "julkaistu", "foorumin sihteeristö (esimerkki)", f"{age} vuoden takaa"):
        assert said in html


@pytest.mark.parametrize("kind", KINDS)
def test_only_staff_see_a_draft(cast, kind):
    draft = things.brief(state="draft", published_at=None)
    person, client = getattr(cast, kind), Client()
    if kind != "stranger":
        client.force_login(person)
    expected = 200 if kind in ("coordinator", "chair") else 404
    assert client.get(address(draft)).status_code == expected
    with translation.override("fi"):
        listed = words(client.get(reverse("themes:briefs")))
    assert (draft.public_id in listed) == (expected == 200)


def listing(client, **query):
    with translation.override("fi"):
        return words(client.get(reverse("themes:briefs"), query))


def test_the_list_is_newest_first_and_tells_the_age_of_figures(client, briefs):
    html = listing(client)
    order = [html.index(brief.public_id) for brief in Brief.objects.newest_first()]
    assert order == sorted(order)
    assert "tuorein alueellinen luku 2022" in html and "laadullinen, ei alueellisia lukuja" in html


def test_the_list_can_be_narrowed_to_a_theme(client, briefs):
    html = listing(client, theme=briefs["skills"].theme.pk)
    assert briefs["skills"].public_id in html and briefs["business"].public_id not in html
    assert briefs["business"].public_id in listing(client, theme="nonsense")


def test_long_lists_come_in_pages_that_keep_the_choice(client, cast, monkeypatch):
    monkeypatch.setattr(brief_reading, "BRIEFS_ON_PAGE", 2)
    monkeypatch.setattr(brief_work, "PER_PAGE", 2)
    theme = things.theme()
    made = [things.brief(theme=theme, published_at=clock.now() - timedelta(days=number)) for number in range(3)]
    things.brief()
    address = reverse("themes:briefs")
    shown = [words(client.get(address, {"theme": theme.pk, "page": page})) for page in ("", "2", "99", "x")]
    ids = [[one.public_id in html for one in made] for html in shown]
    assert ids == [[True, True, False], [False, False, True], [False, False, True], [True, True, False]]
    assert f"?theme={theme.pk}&amp;page=2" in shown[0]
    things.brief(state="checking")
    client.force_login(cast.coordinator)
    work = words(client.get(reverse("themes:brief_work")))
    assert "Sivu 1/3" in work and "Tarkastettavana" in work


def test_the_list_costs_the_same_for_one_and_three(client, django_assert_num_queries):
    theme = things.theme()
    things.brief(theme=theme)
    listing(client)
    with CaptureQueriesContext(connection) as one:
        listing(client)
    things.brief(theme=theme)
    things.brief()
    with django_assert_num_queries(len(one)):
        listing(client)


def test_an_empty_list_says_so(client):
    assert "ei ole vielä julkaistu" in listing(client)
