"""Signing in by a typed code."""

import re
import time
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from forum import clock, tasks
from forum.models import AuditEntry, Letter
from forum.services import posting, rendering
from tests import things

pytestmark = pytest.mark.django_db
ASK, TYPE, OUT = "/fi/sign-in/", "/fi/sign-in/code/", "/fi/sign-out/"


def code_for(client, person, address=ASK, **more):
    """Asks for a code and reads it in the queue, as the receiver would in the letter."""
    assert client.post(address, {"email": person.email, **more}).status_code == 302
    return Letter.objects.filter(person=person).latest("id").secrets["code"]


def is_signed_in(client):
    """Whether this browser knows who it is."""
    return "_auth_user_id" in client.session


def test_a_typed_code_signs_in_and_leads_to_the_desk(client):
    person = things.person()
    code = code_for(client, person)
    response = client.post(TYPE, {"code": code.lower().replace("-", " ")})
    assert is_signed_in(client)
    assert response["Location"] == "/fi/desk/"


def test_the_letter_is_urgent_and_holds_the_code_as_a_secret_only(client):
    person = things.person()
    code = code_for(client, person)
    letter = Letter.objects.get()
    assert letter.urgent and letter.kind == "sign_in_code" and letter.secrets == {"code": code}
    assert code not in str(letter.facts) + letter.key
    assert code not in client.get(TYPE).content.decode()


def test_each_request_is_a_letter_of_its_own(client):
    person = things.person()
    assert code_for(client, person) != code_for(client, person)
    assert Letter.objects.count() == 2


@pytest.mark.parametrize("why", ["unknown", "inactive", "anonymised"])
def test_whoever_cannot_sign_in_gets_the_same_answer_and_no_letter(client, why):
    if why != "unknown":
        changes = {"inactive": {"is_active": False}, "anonymised": {"anonymised_at": clock.now()}}[why]
        things.person("nobody", **changes)
    known, stranger = things.person("known"), "nobody@example.org"
    answers = []
    for address in (known.email, stranger):
        client.cookies.clear()
        asked = client.post(ASK, {"email": address})
        page = client.get(asked["Location"])
        text = page.content.decode().replace(escape(address), "ADDRESS")
        answers.append((asked.status_code, asked["Location"], page.status_code, without_tokens(text)))
    assert answers[0] == answers[1]
    assert list(Letter.objects.values_list("to_address", flat=True)) == [known.email]


def without_tokens(text):
    """The page without its CSRF tokens."""
    return [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line]


def test_three_wrong_codes_throw_the_code_away_and_are_noted_without_it(client):
    person = things.person()
    code = code_for(client, person)
    for _ in range(3):
        client.post(TYPE, {"code": "WRONG-ONE"})
    client.post(TYPE, {"code": code})
    assert not is_signed_in(client)
    notes = AuditEntry.objects.filter(verb="sign_in.wrong_code", about_id=person.public_id)
    assert notes.count() == 3
    assert list(notes.values_list("details", flat=True)) == [{"network": "127.0.0.0/24"}] * 3


def test_an_unknown_address_is_noted_without_the_address(client):
    client.post(ASK, {"email": "stranger@elsewhere.example"})
    note = AuditEntry.objects.get(verb="sign_in.unknown_address")
    assert "stranger" not in f"{note.about_name}{note.about_id}{note.details}"


def test_nothing_typed_is_no_guess(client):
    code = code_for(client, things.person())
    for _ in range(4):
        assert client.post(TYPE, {"code": " "}).status_code == 200
    client.post(TYPE, {"code": code})
    assert is_signed_in(client)


def test_a_code_does_not_work_in_another_browser_nor_twice(client):
    code = code_for(client, things.person())
    other = Client()
    other.post(TYPE, {"code": code})
    assert not is_signed_in(other)
    client.post(TYPE, {"code": code})
    client.post(OUT)
    client.post(TYPE, {"code": code})
    assert not is_signed_in(client)


def test_a_code_works_for_fifteen_minutes(client, monkeypatch):
    code = code_for(client, things.person())
    later = time.time() + 15 * 60 + 5
    monkeypatch.setattr(time, "time", lambda: later)
    response = client.post(TYPE, {"code": code}, follow=True)
    assert not is_signed_in(client)
    assert response.redirect_chain[-1][0] == ASK


def test_somebody_let_go_between_asking_and_typing_does_not_get_in(client):
    person = things.person()
    code = code_for(client, person)
    person.is_active = False
    person.save()
    assert client.post(TYPE, {"code": code}, follow=True).status_code == 200
    assert not is_signed_in(client)


def test_too_many_requests_for_one_address_are_told_so_and_known_and_unknown_alike(client):
    known = things.person().email
    for address in (known, "nobody@example.org"):
        answers = [client.post(ASK, {"email": address}).status_code for _ in range(6)]
        assert answers == [302] * 5 + [429]


def test_too_many_requests_from_one_machine_are_told_so(client):
    answers = {client.post(ASK, {"email": f"a{n}@example.org"}).status_code for n in range(21)}
    assert answers == {302, 429}


@pytest.mark.parametrize(
    ("next_page", "lands"),
    [("/fi/profile/", "/fi/profile/"), ("https://evil.example/", "/fi/desk/"), ("//evil.example", "/fi/desk/")],
)
def test_one_goes_on_to_where_one_was_going_and_never_to_another_site(client, next_page, lands):
    person = things.person()
    code = code_for(client, person, next=next_page)
    assert client.post(TYPE, {"code": code, "next": next_page})["Location"] == lands


def test_the_desk_speaks_the_persons_language_unless_another_was_chosen(client):
    swede = things.person(language="sv")
    code = code_for(client, swede)
    assert client.post(TYPE, {"code": code}, headers={"accept-language": "fi"})["Location"] == "/sv/desk/"
    client.post(OUT)
    code = code_for(client, swede, "/en/sign-in/")
    response = client.post("/en/sign-in/code/", {"code": code}, headers={"accept-language": "fi"})
    assert response["Location"] == "/en/desk/"


def test_signing_out_takes_a_post(client, cast):
    client.force_login(cast.member)
    assert client.get(OUT).status_code == 200 and is_signed_in(client)
    assert client.post(OUT)["Location"] == "/fi/"
    assert not is_signed_in(client)


def test_reading_the_pages_writes_no_letter_and_signs_nobody_in(client):
    code_for(client, things.person())
    for address in (ASK, TYPE, OUT):
        client.get(address)
    assert Letter.objects.count() == 1 and not is_signed_in(client)


def test_a_dead_broker_loses_nothing_and_the_page_still_answers(
    client, monkeypatch, django_capture_on_commit_callbacks
):
    def dead(*args, **kwargs):
        raise ConnectionError("no broker")

    monkeypatch.setattr("celery.app.base.Celery.send_task", dead)
    person = things.person()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(ASK, {"email": person.email}).status_code == 302
    assert Letter.objects.due().count() == 1


def test_a_code_that_is_late_is_not_sent_any_more(client):
    code_for(client, things.person())
    with clock.at(clock.now() + timedelta(minutes=16)):
        posting.post_due()
    assert Letter.objects.get().state == "failed"


def test_nothing_else_of_allauth_is_reachable():
    with override("fi"):
        assert reverse("account_login") == reverse("account_request_login_code") == ASK
    for path in ("signup", "password/reset", "email", "accounts/login"):
        assert Client().get(f"/fi/{path}/").status_code == 404


def test_the_example_portal_shows_the_way_to_the_mail_room_and_a_real_one_does_not(client, settings):
    settings.DEMO = True
    assert "/fi/mail-room/" in client.get(ASK).content.decode()
    settings.DEMO = False
    assert "/fi/mail-room/" not in client.get(ASK).content.decode()


def test_a_scanner_that_opens_every_link_in_the_letter_changes_nothing(client, cast):
    code_for(client, cast.member)
    scanner, letter = Client(), Letter.objects.get()
    links = re.findall(r"https?://[^\s\"'<>]+", "".join(rendering.render(letter).__dict__.values()))
    assert links
    for link in links:
        assert scanner.get(urlsplit(link).path).status_code == 200
    letter.refresh_from_db()
    assert letter.state == "queued" and letter.secrets and not is_signed_in(scanner)


def test_sessions_that_are_over_are_forgotten(client, cast):
    Client().force_login(cast.member)
    client.force_login(cast.member)
    over = Session.objects.exclude(pk=client.session.session_key)
    over.update(expire_date=clock.now() - timedelta(minutes=1))
    tasks.forget()
    assert [kept.pk for kept in Session.objects.all()] == [client.session.session_key]
