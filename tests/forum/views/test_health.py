"""What watchers and crawlers are told."""

import pytest
from django.db import DatabaseError

from forum.models import AuditEntry, Letter
from forum.services import readiness
from tests import things


@pytest.fixture
def furnished(db):
    AuditEntry.objects.create(verb="portal.furnish", language="fi")


def test_healthz_answers_without_asking_the_database(client):
    assert client.get("/healthz").status_code == 200


def test_a_furnished_portal_is_ready(client, furnished):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (200, True)


def test_an_empty_portal_is_not_ready(client, db):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["furnishing"] is False
    assert answer.json()["migrations"] is True


@pytest.mark.parametrize(("part", "name"), [("is_migrated", "migrations"), ("broker_answers", "broker")])
def test_it_is_not_ready_without(client, furnished, monkeypatch, part, name):
    monkeypatch.setattr(readiness, part, lambda: False)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()[name]) == (503, False)


def test_a_database_that_does_not_answer_is_told(client, furnished, monkeypatch):
    def silent() -> bool:
        raise DatabaseError

    monkeypatch.setattr(readiness, "database_answers", silent)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] is answer.json()["furnishing"] is False


def test_a_broker_that_does_not_answer_is_told(monkeypatch):
    monkeypatch.setattr("forum.celery.app.conf.broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr("forum.celery.app.conf.broker_write_url", "redis://127.0.0.1:1/0")
    assert readiness.passes(readiness.broker_answers) is False


def test_waiting_mail_is_told_and_stops_nobody(client, furnished):
    Letter.objects.create(key="a", kind="b", person=things.person(), to_address="a@example.org", language="fi")
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["oldest_letter_waits_seconds"] >= 0


def test_machines_may_not_post(client):
    assert client.post("/healthz").status_code == client.post("/readyz").status_code == 405


def test_robots_find_the_site_map(client, settings):
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in client.get("/robots.txt").content.decode()
