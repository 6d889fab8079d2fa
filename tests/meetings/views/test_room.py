"""The pages of the meeting's day, as the chair, the secretariat and those who come use them."""

import pytest
from django.urls import reverse

from forum import clock
from meetings.models import Attendance
from meetings.services import attendance
from tests import things

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return things.meeting(state="invited", invited_at=clock.now())


def test_the_chairs_screen_costs_the_same_for_one_and_for_three(client, cast, meeting, django_assert_max_num_queries):
    client.force_login(cast.chair)
    page = reverse("meetings:in_the_room", args=[meeting.public_id])
    for kind in ("official", "politician", "approver"):
        things.agenda_item(meeting)
        things.invitation(meeting, things.seat(things.region(), kind if kind != "approver" else "official"))
        with django_assert_max_num_queries(12):
            assert client.get(page).status_code == 200


def test_the_part_that_is_fetched_again_is_the_same_without_its_frame(client, cast, meeting):
    client.force_login(cast.chair)
    things.agenda_item(meeting, title_fi="Tilannekuva")
    page = reverse("meetings:in_the_room", args=[meeting.public_id])
    part = client.get(page, headers={"HX-Request": "true"}).content.decode()
    assert "Tilannekuva" in part and "<html" not in part
    assert "Tilannekuva" in client.get(page).content.decode()


def test_at_the_door_one_signs_in_and_says_that_one_is_here(client, cast, meeting):
    invitation = things.invitation(meeting, cast.official_seat_a)
    path = reverse("meetings:here", args=[attendance.door_address(meeting).split("/")[-2]])
    assert client.get(path).status_code == 302
    client.force_login(cast.official_of_a)
    with clock.at(meeting.starts_at):
        assert client.get(path).status_code == 200 and not Attendance.objects.exists()
        client.post(path, {"place": invitation.public_id})
    here = Attendance.objects.get()
    assert (here.invitation, here.person, here.channel) == (invitation, cast.official_of_a, "code")


def test_nobody_checks_in_for_somebody_else_at_the_door(client, cast, meeting):
    of_a = things.invitation(meeting, cast.official_seat_a)
    client.force_login(cast.official_of_b)
    path = reverse("meetings:here", args=[attendance.door_address(meeting).split("/")[-2]])
    with clock.at(meeting.starts_at):
        client.post(path, {"place": of_a.public_id})
    assert not Attendance.objects.exists()


def test_the_secretariat_notes_on_its_list_and_takes_the_record_away(client, cast, meeting):
    assert cast.official_of_a
    invitation = things.invitation(meeting, cast.official_seat_a)
    client.force_login(cast.coordinator)
    with clock.at(meeting.starts_at):
        client.post(reverse("meetings:check_in_one", args=[invitation.public_id]), {"do": "room"})
        file = client.get(reverse("meetings:check_in", args=[meeting.public_id]) + "?format=csv").content.decode()
    assert cast.official_of_a.name in file


def test_the_list_tells_the_chair_nothing_of_reasons_or_silence(client, cast, meeting):
    things.invitation(meeting, cast.official_seat_a)
    client.force_login(cast.chair)
    page = client.get(reverse("meetings:check_in", args=[meeting.public_id])).content.decode()
    assert "ei vastannut" not in page
