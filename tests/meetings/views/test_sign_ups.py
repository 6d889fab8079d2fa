"""The pages of open events' sign-ups, as strangers and the secretariat use them."""

import pytest
from django.urls import reverse

from meetings.models import SignUp
from meetings.services import sign_up_letters, sign_ups
from tests import things

SAID = {"name": "Kalle", "email": "kalle@example.org", "organisation": "", "language": "sv", "mode": "room"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return things.meeting("debrief", kind=things.kind("debrief", is_open=True), remote_link="https://v.example.org/x")


def test_a_stranger_signs_up_and_nobody_learns_who_else_has(client, event):
    page = reverse("meetings:sign_up", args=[event.public_id])
    first = client.post(page, SAID)
    second = client.post(page, SAID)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert "kalle" not in client.get(first["Location"]).content.decode().lower()
    assert SignUp.objects.get().language == "sv"


def test_what_is_missing_is_said_and_what_was_typed_stays(client, event):
    page = client.post(reverse("meetings:sign_up", args=[event.public_id]), {**SAID, "email": "ei osoite"})
    assert page.status_code == 422 and "Kalle" in page.content.decode()
    assert not SignUp.objects.exists()


def test_a_meeting_by_seats_takes_no_sign_ups(client, event):
    by_seat = things.meeting()
    assert client.get(reverse("meetings:sign_up", args=[by_seat.public_id])).status_code == 404
    assert "sign-up" not in client.get(reverse("meetings:meeting", args=[by_seat.public_id])).content.decode()


def test_looking_at_the_own_page_changes_nothing_and_a_post_cancels(client, event):
    one = sign_ups.sign_up(event, **SAID)
    mine = reverse("meetings:my_sign_up", args=[sign_up_letters.token(one)])
    assert client.get(mine).status_code == 200
    one.refresh_from_db()
    assert one.state == "coming"
    client.post(mine, {"do": "cancel"})
    one.refresh_from_db()
    assert one.state == "cancelled"


def test_the_list_costs_the_same_for_one_and_for_three(client, cast, event, django_assert_max_num_queries):
    client.force_login(cast.coordinator)
    page = reverse("meetings:sign_ups", args=[event.public_id])
    for name in ("a", "b", "c"):
        sign_ups.sign_up(event, **{**SAID, "email": f"{name}@example.org"})
        with django_assert_max_num_queries(9):
            assert client.get(page).status_code == 200
    assert "c@example.org" in client.get(page + "?format=csv").content.decode()
