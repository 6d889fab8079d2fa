"""One's own profile and data."""

import json

import pytest

from forum.models import Person
from tests import things

ANSWERS = {"name": "Uusi Nimi", "title": "Johtaja", "phone": "+358 40 123", "language": "sv"}


@pytest.fixture
def me(client, cast):
    client.force_login(cast.official_of_a)
    return cast.official_of_a


def test_a_stranger_is_asked_to_sign_in(client, db):
    for address in ("/fi/profile/", "/fi/profile/data.json"):
        assert client.get(address).status_code == 302


def test_one_changes_one_s_own_data_and_reads_on_in_the_new_language(client, me):
    answer = client.post("/fi/profile/", ANSWERS, follow=True)
    assert answer.redirect_chain == [("/sv/profile/", 302)]
    assert "Din profil har ändrats." in answer.content.decode()
    me.refresh_from_db()
    assert (me.name, me.title, me.phone, me.language) == tuple(ANSWERS.values())


def test_the_address_cannot_be_changed_here(client, me):
    client.post("/fi/profile/", {**ANSWERS, "email": "other@example.org"})
    assert Person.objects.get(pk=me.pk).email == "official.a@example.org"


def test_a_refused_form_keeps_what_was_typed_and_says_why_at_the_field(client, me):
    shown = client.post("/fi/profile/", {**ANSWERS, "name": " "}).content.decode()
    assert 'href="#id_name"' in shown
    assert 'id="id_name_error"' in shown
    assert 'aria-describedby="id_name_error"' in shown
    assert 'value="+358 40 123"' in shown
    assert "official.a (Esimerkki)" in Person.objects.get(pk=me.pk).name


def test_one_s_own_data_is_a_file_about_oneself_only(client, me):
    things.person("somebody.else")
    answer = client.get("/fi/profile/data.json")
    data = json.loads(answer.content)
    assert answer["Content-Disposition"] == 'attachment; filename="own-data.json"'
    assert "no-store" in answer["Cache-Control"]
    assert data["forum"]["person"]["email"] == "official.a@example.org"
    assert "somebody.else" not in answer.content.decode()
