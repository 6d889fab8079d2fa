"""Who is here is noted once, by whichever way, and a mistake can be taken back."""

import pytest
from django.core.exceptions import ValidationError

from forum import clock
from forum.models import AuditEntry
from meetings.models import Attendance
from meetings.services import answers, attendance, coverage
from tests import things

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return things.meeting(state="invited", invited_at=clock.now())


@pytest.fixture
def of_a(cast, meeting):
    assert cast.official_of_a
    return things.invitation(meeting, cast.official_seat_a)


def comes(invitation, by, **more):
    return attendance.check_in(invitation, **{"mode": "room", "channel": "list", "by": by, **more})


def test_before_the_day_nobody_can_be_here(cast, of_a):
    with pytest.raises(ValidationError):
        comes(of_a, cast.coordinator)
    assert not Attendance.objects.exists()


def test_noting_twice_notes_once_and_a_mistake_leaves_a_trace(cast, meeting, of_a):
    with clock.at(meeting.starts_at):
        comes(of_a, cast.coordinator)
        comes(of_a, cast.coordinator)
        assert Attendance.objects.count() == 1
        attendance.take_back(of_a, by=cast.coordinator)
        comes(of_a, cast.coordinator, mode="remote")
    assert Attendance.objects.count() == 2
    assert Attendance.objects.get(undone_at=None).mode == "remote"
    deeds = AuditEntry.objects.filter(verb__startswith="attendance.").order_by("pk").values_list("verb", flat=True)
    assert list(deeds) == ["attendance.check_in", "attendance.take_back", "attendance.check_in"]


def test_a_region_is_here_when_one_of_its_seats_is(cast, meeting, of_a):
    things.invitation(meeting, cast.official_seat_b)
    answers.answer(of_a, reply="attend", mode="room", by=cast.official_of_a, channel="link")
    with clock.at(meeting.starts_at):
        states = {one.region: one.state for one in attendance.by_region(attendance.places(meeting))}
        assert states == {cast.region_a: "expected", cast.region_b: "absent"}
        comes(of_a, cast.coordinator)
        table = {one.region: one for one in attendance.by_region(attendance.places(meeting))}
    assert table[cast.region_a].state == "here" and table[cast.region_a].people == (cast.official_of_a.name,)


def test_afterwards_the_public_sees_who_was_there_and_not_who_had_said_to_come(cast, meeting, of_a):
    of_b = things.invitation(meeting, cast.official_seat_b)
    answers.answer(of_b, reply="attend", mode="room", by=cast.official_of_b, channel="link")
    with clock.at(meeting.starts_at):
        comes(of_a, cast.coordinator)
    with clock.at(meeting.ends_at):
        assert coverage.represented_regions(meeting) == [cast.region_a]


def test_a_forged_code_opens_nothing(of_a, meeting):
    assert attendance.invitation_of_badge(attendance.badge_address(of_a).split("/")[-2]) == of_a
    assert attendance.meeting_at_door(attendance.door_address(meeting).split("/")[-2]) == meeting
    assert attendance.invitation_of_badge(f"{of_a.public_id}.x") is None
    assert attendance.meeting_at_door(attendance.badge_address(of_a).split("/")[-2]) is None
