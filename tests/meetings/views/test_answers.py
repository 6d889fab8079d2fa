"""The answer page."""

import pytest
from django.urls import reverse

from forum import states
from forum.models import Letter
from meetings.models import Answer, Invitation
from meetings.services import answers, invitations, links
from tests import things
from tests.people import KINDS, hold

ATTEND = {"reply": "attend", "mode": "room"}


@pytest.fixture
def meeting(cast):
    assert cast.official_of_a
    meeting = things.meeting()
    invitations.send(meeting, by=cast.coordinator)
    return meeting


@pytest.fixture
def invitation(cast, meeting):
    return Invitation.objects.with_board().get(seat=cast.official_seat_a)


@pytest.fixture
def address(cast, invitation):
    return reverse("meetings:answer", args=[links.token(invitation, cast.official_of_a)])


def test_the_letters_link_opens_without_signing_in(client, cast, meeting):
    url = Letter.objects.get(kind="invitation", person=cast.official_of_a).secrets["answer_url"]
    page = client.get(url)
    assert page.status_code == 200 and "Kainuu" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_a_scanner_that_follows_every_link_changes_nothing(client, cast, meeting, invitation, address):
    for _ in range(3):
        page = client.get(address).content.decode()
        for url in (part.split('"')[0] for part in page.split('href="')[1:]):
            if url.startswith("/"):
                client.get(url.replace("&amp;", "&"))
    client.head(address)
    invitation.refresh_from_db()
    assert invitation.state == "sent" and not Answer.objects.exists()


def test_an_answer_costs_few_queries_however_many_came_before(client, cast, address, django_assert_max_num_queries):
    hold(cast.official_seat_a, things.person("deputy"), "deputy")
    for mode in ("room", "remote", "room"):
        with django_assert_max_num_queries(18):
            client.post(address, {"reply": "attend", "mode": mode})
    assert Answer.objects.count() == 3


def test_a_post_answers_and_shows_the_receipt(client, invitation, address):
    page = client.post(address, ATTEND, follow=True)
    invitation.refresh_from_db()
    assert invitation.state == "accepted"
    assert (
        page.redirect_chain
        and reverse("meetings:invitation_calendar", args=[address.split("/")[-2]]) in page.content.decode()
    )


def test_two_clicks_are_one_answer(client, address):
    client.post(address, ATTEND)
    client.post(address, ATTEND)
    assert Answer.objects.count() == 1 and Letter.objects.filter(kind="answer_receipt").count() == 1


def test_declining_without_a_reason_says_so_at_the_field_and_keeps_the_choice(client, address):
    page = client.post(address, {"reply": "decline", "reason": ""})
    assert page.status_code == 422 and 'href="#f-reason"' in page.content.decode()
    assert 'value="decline" checked' in page.content.decode()
    assert not Answer.objects.exists()


def test_the_form_comes_back_with_change(client, address):
    client.post(address, {"reply": "decline", "reason": "Valtuusto kokoontuu"})
    assert "<form class" not in client.get(address).content.decode()
    assert "Valtuusto kokoontuu" in client.get(address + "?change=1").content.decode()


def test_a_forged_link_gives_a_clear_page(client, address):
    assert client.get(address[:-4] + "abc/").status_code == 404
    assert client.post(reverse("meetings:answer", args=["nonsense"]), ATTEND).status_code == 404


def withdraw(cast, invitation):
    invitations.withdraw(invitation, by=cast.coordinator)


def raise_version(cast, invitation):
    Invitation.objects.filter(pk=invitation.pk).update(link_version=7)


def cancel(cast, invitation):
    states.move(invitation.meeting, "cancelled")


def finish(cast, invitation):
    states.move(invitation.meeting, "held")


def change_hands(cast, invitation):
    cast.official_seat_a.mandates.all().delete()


@pytest.mark.parametrize("happening", [withdraw, raise_version, cancel, finish, change_hands])
def test_an_old_link_says_what_has_happened_and_takes_no_answer(client, cast, invitation, address, happening):
    happening(cast, invitation)
    assert client.get(address).status_code == 410
    assert client.post(address, ATTEND).status_code == 410
    assert not Answer.objects.exists()


def test_the_deputys_link_rests_while_the_holder_comes(client, cast, invitation):
    deputy = hold(cast.official_seat_a, things.person("deputy"), "deputy").person
    address = reverse("meetings:answer", args=[links.token(invitation, deputy, links.DEPUTY)])
    assert client.get(address).status_code == 200
    answers.answer(invitation, reply="attend", mode="room", by=cast.official_of_a, channel="link")
    assert client.get(address).status_code == 410


def test_a_deputys_link_cannot_be_used_as_the_holders(client, cast, invitation):
    deputy = hold(cast.official_seat_a, things.person("deputy"), "deputy").person
    assert client.get(reverse("meetings:answer", args=[links.token(invitation, deputy)])).status_code == 410


def test_too_many_answers_are_refused_kindly_and_lose_nothing(client, address, settings):
    settings.RATE_LIMITS = True
    for number in range(10):
        client.post(address, {"reply": "decline", "reason": f"Reason {number}"})
    page = client.post(address, {"reply": "decline", "reason": "The eleventh"})
    assert page.status_code == 429 and "The eleventh" in page.content.decode()
    assert Answer.objects.count() == 10


def test_the_calendar_file_is_the_seats_own(client, cast, address):
    client.post(address, ATTEND)
    file = client.get(address + "calendar.ics")
    assert file["Content-Type"].startswith("text/calendar")
    assert cast.official_of_a.email in file.content.decode() and address.split("/")[-2] not in file.content.decode()


EXPECTED = {
    "coordinator": 404,
    "chair": 404,
    "official_of_a": 200,
    "politician_of_a": 404,
    "official_of_b": 404,
    "member": 404,
    "stranger": 302,
}


@pytest.mark.parametrize("kind", KINDS)
def test_signed_in_only_the_invited_open_their_answer(client, cast, invitation, meeting, kind):
    if kind != "stranger":
        client.force_login(getattr(cast, kind))
    assert client.get(reverse("meetings:my_answer", args=[meeting.public_id])).status_code == EXPECTED[kind]


def test_signed_in_one_answers_in_the_portal(client, cast, invitation, meeting):
    client.force_login(cast.official_of_a)
    client.post(reverse("meetings:my_answer", args=[meeting.public_id]), ATTEND)
    assert Answer.objects.get().channel == "portal"


def test_the_public_meeting_page_says_nothing_of_answers(client, cast, invitation, meeting):
    answers.answer(invitation, reply="decline", reason="Salainen syy", by=cast.official_of_a, channel="link")
    page = client.get(reverse("meetings:meeting", args=[meeting.public_id])).content.decode()
    assert "Salainen syy" not in page and cast.official_of_a.name not in page


def test_the_page_costs_the_same_with_many_seats(client, cast, invitation, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        client.get(address)
