"""Which regions were at the table: told after the meeting, by who was there where that was noted."""

import pytest

from meetings.models import Answer, Attendance
from meetings.services import coverage, years
from tests import things


@pytest.fixture
def meeting(cast):
    """A meeting that is over; Kainuu had said to come, Ostrobothnia not."""
    meeting = things.meeting(days=-3, state="held")
    for seat, person, reply in (
        (cast.official_seat_a, cast.official_of_a, "attend"),
        (cast.official_seat_b, cast.official_of_b, "decline"),
    ):
        asked = things.invitation(meeting, seat, person=person)
        said = {"reason": "Matka"} if reply == "decline" else {"mode": "room"}
        asked.answer = Answer.objects.create(invitation=asked, reply=reply, channel="link", author=person, **said)
        asked.state, asked.mode = ("declined", "") if reply == "decline" else ("accepted", "room")
        asked.save()
    return meeting


def noted(meeting, seat, **more):
    """Somebody of the seat was there."""
    asked = meeting.invitations.get(seat=seat)
    return Attendance.objects.create(invitation=asked, mode="room", channel="list", **more)


def names(meeting):
    return [str(region) for region in coverage.represented_regions(meeting)]


def test_without_an_attendance_list_who_had_said_to_come_counts(meeting):
    assert names(meeting) == ["Kainuu"]


def test_where_attendance_was_noted_who_was_there_counts(cast, meeting):
    noted(meeting, cast.official_seat_b)
    assert names(meeting) == ["Pohjanmaa"]
    assert years.represented_counts([meeting]) == {meeting.pk: 1}
    assert years.represented_by(cast.region_b, [meeting]) == {meeting.pk}
    assert years.represented_by(cast.region_a, [meeting]) == set()


def test_a_noting_that_was_taken_back_does_not_count(cast, meeting):
    noted(meeting, cast.official_seat_b, undone_at=meeting.ends_at)
    assert names(meeting) == ["Kainuu"]


def test_before_the_end_nothing_is_told(cast, meeting):
    meeting.ends_at = things.meeting(days=3).ends_at
    assert coverage.represented_pairs([meeting]) == set()


def test_all_meetings_cost_one_query(meeting, django_assert_num_queries):
    others = [meeting, *(things.meeting(days=-10 - n, state="held") for n in range(3))]
    with django_assert_num_queries(1):
        coverage.represented_pairs(others)
