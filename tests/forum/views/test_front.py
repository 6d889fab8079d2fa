"""The front page's frame."""

import pytest
from django.utils import translation

from forum import shelves
from forum.shelves import Drawer

SHELVES = ("front_lead", "front_hero", "front_page")


@pytest.fixture
def bare_shelves(monkeypatch):
    """A forum whose other floors have nothing to show."""
    for name in SHELVES:
        monkeypatch.setattr(getattr(shelves, name), "_entries", {})


def page(client, address="/fi/"):
    return client.get(address).content.decode()


@pytest.mark.django_db
def test_it_says_what_to_expect_when_nothing_is_public_yet(client, bare_shelves):
    shown = page(client)
    assert "Aluekehittämisen kansallinen foorumi kokoaa alueet ja valtion saman pöydän ääreen." in shown
    assert "Sitä ei ole vielä ilmoitettu" in shown
    assert "Mitään ei ole vielä julkaistu" in shown


@pytest.mark.django_db
def test_it_draws_what_the_floors_put_on_its_shelves_in_order(client, bare_shelves):
    for order, name in ((20, "second"), (10, "first"), (30, "empty")):
        about = None if name == "empty" else {"label": name, "tiles": []}
        shelves.front_page.put(name, Drawer("forum/_tile_map.html", lambda request, about=about: about), order=order)
    shown = page(client)
    assert shown.index('aria-label="first"') < shown.index('aria-label="second"')
    assert "Mitään ei ole vielä julkaistu" not in shown


@pytest.mark.django_db
def test_an_anonymous_reader_gets_no_cookie(client, bare_shelves):
    assert not client.get("/fi/").cookies


@pytest.mark.django_db
def test_the_empty_page_asks_nothing_of_the_database(client, bare_shelves, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/fi/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "skip"), [("fi", "Siirry sisältöön"), ("sv", "Gå till innehållet"), ("en", "Skip to")]
)
def test_it_speaks_each_language(client, code, skip):
    with translation.override(code):
        shown = page(client, f"/{code}/")
    assert f'<html lang="{code}">' in shown
    assert skip in shown
    assert shown.count("<h1") == 1
