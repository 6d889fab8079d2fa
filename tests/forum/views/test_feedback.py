"""Feedback without an account."""

import re
from datetime import timedelta

import pytest

from forum import clock
from forum.models import Letter
from forum.services import rendering

GIVEN = {
    "about": "accessibility",
    "message": "Kartta ei\nkuulu.",
    "page": "/fi/regions/",
    "email": "reader@example.org",
}


def test_it_reaches_every_coordinator_and_gives_a_reference_number(client, cast):
    assert cast.coordinator != cast.chair
    answer = client.post("/fi/feedback/", GIVEN, follow=True)
    letter = Letter.objects.get()
    assert letter.person == cast.coordinator
    assert f"<strong>{letter.facts['reference']}</strong>" in answer.content.decode()
    assert letter.facts["answer_by"] == str(clock.today() + timedelta(days=14))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_letter_says_what_was_said(client, cast, language):
    cast.coordinator.language = language
    cast.coordinator.save()
    client.post("/fi/feedback/", GIVEN)
    letter = rendering.render(Letter.objects.get())
    assert Letter.objects.get().facts["reference"] in letter.subject
    for text in (letter.text, letter.html):
        assert "Kartta ei" in text
        assert "reader@example.org" in text
        assert "/fi/regions/" in text


def test_it_may_be_given_without_a_name(client, cast):
    assert cast.coordinator
    client.post("/fi/feedback/", {"about": "other", "message": "Hei"})
    assert Letter.objects.get().facts["email"] == ""


def test_an_empty_message_is_asked_for_and_the_rest_kept(client, cast):
    shown = client.post("/fi/feedback/", {**GIVEN, "message": ""}).content.decode()
    assert 'class="error-summary"' in shown
    assert 'href="#id_message"' in shown
    assert 'value="reader@example.org"' in shown
    assert not Letter.objects.exists()


def test_links_may_fill_in_what_it_is_about(client, db):
    shown = client.get("/fi/feedback/?about=accessibility&page=/fi/year/").content.decode()
    assert re.search(r'value="accessibility"[^>]*checked', shown)
    assert 'value="/fi/year/"' in shown


def test_when_nobody_can_read_it_the_writer_is_told_another_way(client, db, settings):
    shown = client.post("/fi/feedback/", GIVEN).content.decode()
    assert f"Kirjoita osoitteeseen {settings.MAIL_REPLY_TO}." in shown
    assert "Kartta ei" in shown


def test_a_flood_is_stopped(client, cast, settings):
    settings.RATE_LIMITS = True
    assert cast.coordinator
    answers = [client.post("/fi/feedback/", GIVEN).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    assert Letter.objects.count() == 5


def test_a_receipt_cannot_be_made_up(client, db):
    assert client.get("/fi/feedback/received/abc123/").status_code == 404


def test_a_line_break_cannot_be_smuggled_into_the_page_s_line(client, cast):
    assert cast.coordinator
    client.post("/fi/feedback/", {**GIVEN, "page": "a\r\nb"})
    assert Letter.objects.get().facts["page"] == "a b"


def test_a_coordinator_who_left_office_is_not_written_to(client, cast):
    cast.coordinator.staff_roles.update(until="2020-02-01")
    client.post("/fi/feedback/", GIVEN)
    assert not Letter.objects.exists()
