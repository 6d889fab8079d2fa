"""Bulletins for everybody: the archive, the page in each language, the feed, the front page."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import subscribing

ATOM = {"a": "http://www.w3.org/2005/Atom"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(client, path):
    return client.get(path).content.decode()


def test_drafts_are_nowhere(client, db):
    made = subscribing.bulletin(title_fi="Salainen luonnos")
    for path in ("/fi/bulletins/", "/fi/", "/fi/bulletins/feed.atom", "/sitemap.xml"):
        answer = read(client, path)
        assert "Salainen luonnos" not in answer and made.public_id not in answer
    assert client.get(f"/fi/bulletins/{made.public_id}/").status_code == 404


def test_a_published_one_is_in_the_archive_on_the_front_page_in_the_feed_and_on_the_site_map(client, db):
    made = subscribing.published()
    for path in ("/fi/bulletins/", "/fi/", "/fi/bulletins/feed.atom", "/sitemap.xml"):
        assert f"/fi/bulletins/{made.public_id}/" in read(client, path)


@pytest.mark.parametrize(("language", "title", "text"), [("fi", "Tiedote", "Teksti."), ("sv", "Nyhetsbrev", "Text.")])
def test_it_is_read_in_its_languages(client, db, language, title, text):
    made = subscribing.published()
    page = read(client, f"/{language}/bulletins/{made.public_id}/")
    assert f"<h1>{title}</h1>" in page and f"<p>{text}</p>" in page


def test_a_missing_language_falls_back_and_is_marked(client, db):
    made = subscribing.published()
    page = read(client, f"/en/bulletins/{made.public_id}/")
    assert '<h1><span lang="fi">Tiedote</span></h1>' in page
    assert '<div lang="fi"><p>Teksti.</p></div>' in page
    assert "not translated yet" in page


def test_texts_stay_texts_and_dashes_make_a_list(client, db):
    text = "Ensin <script>alert(1)</script>\n- yksi\n- kaksi"
    made = subscribing.published(sections=[{"heading_fi": "<b>", "text_fi": text, "link_fi": "https://example.org/"}])
    page = read(client, f"/fi/bulletins/{made.public_id}/")
    assert "<p>Ensin &lt;script&gt;alert(1)&lt;/script&gt;</p><ul><li>yksi</li><li>kaksi</li></ul>" in page
    assert 'href="https://example.org/"' in page


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_feed_is_atom_and_says_each_entrys_language(client, db, language):
    made = subscribing.published(title_fi='Otsikko & "merkit" <b>')
    answer = client.get(f"/{language}/bulletins/feed.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    assert feed.get(LANG) == language
    (entry,) = feed.findall("a:entry", ATOM)
    assert entry.get(LANG) == ("fi" if language == "en" else None)
    assert entry.find("a:title", ATOM).text == str(made.title_sv if language == "sv" else made.title_fi)
    for needed in ("id", "updated", "published", "link", "summary"):
        assert entry.find(f"a:{needed}", ATOM) is not None


def test_an_empty_feed_is_a_feed(client, db):
    feed = ElementTree.fromstring(client.get("/fi/bulletins/feed.atom").content)
    assert feed.find("a:updated", ATOM) is not None and not feed.findall("a:entry", ATOM)


@pytest.mark.parametrize("number", [1, 3])
def test_the_archive_costs_the_same_for_one_and_three(client, cast, number):
    for _ in range(number):
        subscribing.published(topics=["region:18", f"region:{cast.region_b.code}"])
    with CaptureQueriesContext(connection) as queries:
        page = read(client, "/fi/bulletins/")
    assert page.count("Pohjanmaa") == number
    assert len(queries) <= 4
