"""Feedback without an account."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum import clock
from forum.models import AuditEntry, Feedback, Letter
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


@pytest.fixture
def given(client, cast):
    """Somebody has asked for an answer."""
    assert cast.coordinator and cast.chair
    client.post("/fi/feedback/", GIVEN)
    return Feedback.objects.get()


def desk(client, person):
    client.force_login(person)
    return client.get("/fi/desk/").content.decode()


def in_days(number):
    return clock.at(clock.now() + timedelta(days=number))


def test_it_waits_on_the_coordinators_desk_with_its_last_day(client, cast, given):
    page = desk(client, cast.coordinator)
    assert "Yksi palaute odottaa vastausta" in page and 'href="/fi/work/feedback/"' in page
    assert given.answer_by.isoformat() in page


def test_after_fourteen_days_it_is_late_on_the_desk_and_in_the_list(client, cast, given):
    with in_days(14):
        assert "myöhässä" not in desk(client, cast.coordinator)
    with in_days(15):
        assert "1 päivä myöhässä" in desk(client, cast.coordinator)
        assert "tag--late" in client.get("/fi/work/feedback/").content.decode()


def test_it_is_nobody_elses_to_answer(client, cast, given):
    assert "palaute odottaa" not in desk(client, cast.chair)


def test_without_an_address_nobody_waits_for_an_answer(client, cast):
    assert cast.coordinator
    client.post("/fi/feedback/", {**GIVEN, "email": ""})
    assert "palaute odottaa" not in desk(client, cast.coordinator)
    assert "Kartta ei" in client.get("/fi/work/feedback/").content.decode()


def test_answered_it_leaves_the_desk_and_it_is_kept_who_answered(client, cast, given):
    client.force_login(cast.coordinator)
    address = reverse("forum:feedback_answered", args=[given.public_id])
    for _ in range(2):
        client.post(address)
    given.refresh_from_db()
    assert given.answered_by == cast.coordinator
    assert "palaute odottaa" not in desk(client, cast.coordinator)
    (entry,) = AuditEntry.objects.filter(verb="feedback.answered")
    assert (entry.actor, entry.about_id) == (cast.coordinator, given.public_id)
    assert "reader@example.org" not in f"{entry.about_name}{entry.details}"


def test_the_most_urgent_stands_first_and_what_was_answered_last(client, cast, given):
    client.post("/fi/feedback/", {**GIVEN, "message": "Toinen."})
    client.post("/fi/feedback/", {**GIVEN, "message": "Kolmas."})
    Feedback.objects.filter(message="Kolmas.").update(answer_by=clock.today())
    client.force_login(cast.coordinator)
    client.post(reverse("forum:feedback_answered", args=[given.public_id]))
    page = client.get("/fi/work/feedback/").context["page"]
    assert [one.message for one in page] == ["Kolmas.", "Toinen.", given.message]


def test_the_desk_costs_no_more_queries_for_it(client, cast):
    assert cast.coordinator
    costs = []
    for _ in range(3):
        desk(client, cast.coordinator)
        with CaptureQueriesContext(connection) as asked:
            client.get("/fi/desk/")
        costs.append(len(asked))
        client.post("/fi/feedback/", GIVEN)
    assert costs[0] == costs[1] == costs[2]


def test_the_letter_leads_the_coordinator_to_where_it_is_marked(given):
    assert "/fi/work/feedback/" in rendering.render(Letter.objects.get()).text
