"""Whoever was signed out while writing loses nothing."""

from datetime import timedelta

import pytest
from django.test import Client

from forum import clock
from forum.models import Letter
from forum.services import unsent

TEXT = "Kainuun näkemys on pitkä ja harkittu, eikä sitä kirjoiteta toista kertaa."
FORM = {"name": "Uusi Nimi", "title": TEXT, "phone": "", "language": "fi"}


def sign_in(client, person, address):
    """By a code, on the way that the portal shows."""
    client.post(address, {"email": person.email})
    code = Letter.objects.filter(kind="sign_in_code").latest("pk").secrets["code"]
    return client.post(address.replace("/sign-in/", "/sign-in/code/"), {"code": code})


@pytest.fixture
def me(cast):
    return cast.official_of_a


@pytest.fixture
def asked(client, me):
    """The answer to a form that was sent without being signed in."""
    return client.post("/fi/profile/", FORM)


def test_what_was_written_waits_behind_the_sign_in_and_is_sent_from_there(client, me, asked):
    assert asked["Location"] == "/fi/sign-in/?next=%2Ffi%2Funsent%2F"
    assert "on tallessa" in client.get(asked["Location"]).content.decode()
    arrived = sign_in(client, me, asked["Location"])
    assert arrived["Location"] == "/fi/unsent/" and client.session.get_expiry_age() > unsent.KEPT_FOR
    page = client.get("/fi/unsent/").content.decode()
    assert f">{TEXT}</textarea>" in page and 'action="/fi/profile/"' in page
    assert 'type="hidden" name="language" value="fi"' in page
    assert client.post("/fi/profile/", FORM).status_code == 302
    me.refresh_from_db()
    assert me.title == TEXT
    assert TEXT not in client.get("/fi/unsent/").content.decode()


def test_nothing_is_changed_before_it_is_sent_again(client, me, asked):
    sign_in(client, me, asked["Location"])
    client.get("/fi/unsent/")
    me.refresh_from_db()
    assert me.title == ""


def test_it_can_be_thrown_away(client, me, asked):
    sign_in(client, me, asked["Location"])
    client.post("/fi/unsent/")
    assert TEXT not in client.get("/fi/unsent/").content.decode()


def test_after_an_hour_it_is_gone(client, me, asked):
    sign_in(client, me, asked["Location"])
    with clock.at(clock.now() + timedelta(minutes=61)):
        assert TEXT not in client.get("/fi/unsent/").content.decode()


def test_another_browser_knows_nothing_of_it(client, me, asked):
    other = Client()
    other.force_login(me)
    assert TEXT not in other.get("/fi/unsent/").content.decode()


def test_its_seal_is_not_kept_and_a_page_is_never_kept_by_the_browser(client, me):
    client.post("/fi/profile/", {**FORM, "csrfmiddlewaretoken": "x" * 64})
    client.force_login(me)
    page = client.get("/fi/unsent/")
    assert "x" * 64 not in page.content.decode() and "no-store" in page["Cache-Control"]


def test_what_is_too_long_is_not_kept_and_signing_in_leads_back_to_the_form(client, db):
    answer = client.post("/fi/profile/", {**FORM, "title": "x" * 100_001})
    assert answer["Location"] == "/fi/sign-in/?next=/fi/profile/"


def test_looking_keeps_nothing(client, me):
    assert client.get("/fi/profile/")["Location"] == "/fi/sign-in/?next=/fi/profile/"
    assert not client.session.get("unsent")


def test_a_flood_of_forms_fills_no_table(client, db):
    kept = [client.post("/fi/profile/", FORM)["Location"].endswith("unsent%2F") for _ in range(22)]
    assert kept == [True] * 20 + [False] * 2


def test_htmx_goes_to_the_sign_in_page_instead_of_drawing_it_inside_the_page(client, db):
    answer = client.post("/fi/profile/", FORM, headers={"HX-Request": "true"})
    assert answer.status_code == 200 and answer["HX-Redirect"] == "/fi/sign-in/?next=%2Ffi%2Funsent%2F"


@pytest.mark.parametrize(("site", "shown"), [("same-origin", True), ("cross-site", False)])
def test_a_form_whose_seal_is_old_shows_what_was_written_in_ours_only(db, site, shown):
    strict = Client(enforce_csrf_checks=True)
    page = strict.post("/fi/profile/", FORM, headers={"Sec-Fetch-Site": site})
    assert page.status_code == 403 and (TEXT in page.content.decode()) == shown
