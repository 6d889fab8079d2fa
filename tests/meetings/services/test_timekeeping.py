"""What the clock does by itself."""

from datetime import timedelta

import pytest

from forum import clock
from forum.models import Letter
from meetings.models import Invitation
from meetings.services import answers, coverage, invitations
from meetings.tasks import close_registrations, finish_meetings, notice_bounces
from tests import things


@pytest.fixture
def meeting(cast):
    assert cast.official_of_a and cast.official_of_b
    meeting = things.meeting()
    invitations.send(meeting, by=cast.coordinator)
    return meeting


def test_registration_closes_after_its_last_day_and_not_before(meeting):
    for days, state in ((10, "invited"), (9, "registration_closed"), (8, "registration_closed")):
        with clock.at(meeting.starts_at - timedelta(days=days)):
            close_registrations()
        meeting.refresh_from_db()
        assert meeting.state == state


def test_after_the_end_the_meeting_is_held_and_silent_invitations_lapse(cast, meeting):
    one = Invitation.objects.get(seat=cast.official_seat_a)
    answers.answer(one, reply="attend", mode="room", by=cast.official_of_a, channel="link")
    finish_meetings()
    with clock.at(meeting.ends_at + timedelta(minutes=1)):
        finish_meetings()
        finish_meetings()
    meeting.refresh_from_db()
    assert meeting.state == "held"
    assert sorted(meeting.invitations.values_list("state", flat=True)) == ["accepted", "lapsed"]


def test_a_bounced_letter_makes_the_seat_unreachable_until_one_arrives(cast, meeting):
    Letter.objects.filter(person=cast.official_of_a).update(state="bounced")
    for _ in range(2):
        notice_bounces()
    states = {row.name: row.state for row in coverage.board(meeting).rows}
    assert states == {"Kainuu": "unreachable", "Pohjanmaa": "silent"}
    Letter.objects.filter(person=cast.official_of_a).update(state="sent", sent_at=clock.now())
    notice_bounces()
    assert {row.state for row in coverage.board(meeting).rows} == {"silent"}


def test_regions_are_named_as_represented_only_after_the_meeting(cast, meeting):
    one = Invitation.objects.get(seat=cast.official_seat_a)
    answers.answer(one, reply="attend", mode="remote", by=cast.official_of_a, channel="link")
    assert coverage.represented_regions(meeting) == []
    with clock.at(meeting.ends_at + timedelta(minutes=1)):
        assert coverage.represented_regions(meeting) == [cast.region_a]


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["attending", "declined"], "represented"),
        (["deputy"], "represented"),
        (["remote", "silent"], "represented"),
        (["declined", "silent"], "open"),
        (["unreachable"], "open"),
        (["declined", "declined"], "gap"),
    ],
)
def test_a_region_is_represented_open_or_a_gap(states, expected):
    assert coverage.region_state(states) == expected
