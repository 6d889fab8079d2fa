"""What machines ask for, and the way in."""

import xml.etree.ElementTree as ElementTree

import pytest

from forum import shelves

pytestmark = pytest.mark.django_db
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.mark.parametrize(("wanted", "got"), [("sv-FI,sv;q=0.9", "/sv/"), ("en", "/en/"), ("de", "/fi/"), ("", "/fi/")])
def test_the_way_in_leads_to_the_reader_s_language(client, wanted, got):
    answer = client.get("/", headers={"accept-language": wanted})
    assert (answer.status_code, answer["Location"]) == (302, got)
    assert "Accept-Language" in answer["Vary"]


def test_the_site_map_lists_every_page_in_every_language_with_its_others(client, settings):
    settings.SITE_URL = "https://forum.example.org"
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = {
        url.findtext("s:loc", namespaces=SPACES): {link.get("hreflang") for link in url.findall("x:link", SPACES)}
        for url in tree.findall("s:url", SPACES)
    }
    for code in ("fi", "sv", "en"):
        for page in ("", "about/", "accessibility/", "privacy/"):
            assert found[f"https://forum.example.org/{code}/{page}"] == {"fi", "sv", "en"}


def test_every_page_on_the_site_map_opens_for_a_stranger(client):
    pages = [page for entries in shelves.site_map.entries() for page in entries()]
    assert ("forum:front", {}) in pages
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    for url in tree.findall("s:url", SPACES):
        path = (url.findtext("s:loc", namespaces=SPACES) or "").partition("//")[2].partition("/")[2]
        assert client.get(f"/{path}").status_code == 200, path


def test_a_browser_that_looks_for_the_sign_here_is_led_to_it(client):
    assert client.get("/favicon.ico")["Location"].endswith("/img/favicon.svg")
