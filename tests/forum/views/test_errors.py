"""What is shown when something went wrong."""

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from forum.views import errors


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"), [("fi", "Täällä ei ole sellaista sivua"), ("sv", "Här finns ingen sådan sida")]
)
def test_a_page_that_is_not_here(client, language, words):
    answer = client.get(f"/{language}/nothing-here/")
    assert answer.status_code == 404
    shown = answer.content.decode()
    assert words in shown
    assert f'href="/{language}/feedback/?page=/{language}/nothing-here/"' in shown
    assert 'rel="canonical"' not in shown


@pytest.mark.django_db
def test_a_page_for_others(client, cast):
    client.force_login(cast.official_of_a)
    answer = client.get("/fi/work/")
    assert answer.status_code == 403
    assert "Sinulla ei ole oikeutta tähän sivuun" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_seal_changes_nothing_and_says_what_to_do():
    answer = Client(enforce_csrf_checks=True).post("/fi/feedback/", {"message": "x"})
    assert answer.status_code == 403
    assert "Lomake oli ollut auki liian kauan" in answer.content.decode()


def test_the_portal_s_own_failure_needs_no_database():
    with translation.override("sv"):
        answer = errors.server_error(RequestFactory().get("/sv/"))
    assert answer.status_code == 500
    assert "Något gick sönder hos oss" in answer.content.decode()
    assert 'href="/sv/"' in answer.content.decode()


def test_a_failing_view_shows_the_portal_s_own_page(client, monkeypatch):
    monkeypatch.setattr("forum.views.front.render", lambda *args: 1 / 0)
    client.raise_request_exception = False
    answer = client.get("/fi/")
    assert answer.status_code == 500
    assert "Jotakin meni meillä rikki" in answer.content.decode()


def test_a_request_that_makes_no_sense(client):
    answer = client.get("/fi/", headers={"host": "evil.example.com"})
    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()
