"""Example answers."""

from datetime import timedelta

import pytest

from forum import clock
from forum.models import Letter
from meetings import invitation_furnishing
from meetings.models import Answer, Invitation
from tests import things
from tests.people import hold


@pytest.fixture
def meeting(cast):
    for _ in range(16):
        seat = things.seat(things.region())
        hold(seat, things.person())
        hold(seat, things.person(), "deputy")
    earlier = clock.now() - timedelta(days=20)
    return things.meeting(days=30, state="invited", invited_at=earlier, is_example=True)


def test_no_letter_of_the_past_is_mailed_and_none_keeps_its_link(cast, meeting):
    invitation_furnishing.answer_meeting(meeting, cast.coordinator)
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent", "bounced"}
    assert not Letter.objects.filter(text__contains="/answer/").exists()
    assert not Letter.objects.exclude(secrets={}).exists()
    assert max(Letter.objects.values_list("sent_at", flat=True)) < clock.now()


def test_the_answers_are_of_every_kind_and_given_once(cast, meeting):
    invitation_furnishing.answer_meeting(meeting, cast.coordinator)
    count = Answer.objects.count()
    invitation_furnishing.furnish(today=clock.today(), say=str)
    assert Answer.objects.count() == count
    states = set(Invitation.objects.values_list("state", flat=True))
    assert {"accepted", "deputy_accepted", "declined", "sent"} <= states


def test_a_held_meeting_is_answered_before_it_was_held(cast, meeting):
    past = clock.now() - timedelta(days=10)
    type(meeting).objects.filter(pk=meeting.pk).update(
        state="held", starts_at=past, ends_at=past + timedelta(hours=2), invited_at=past - timedelta(days=42)
    )
    meeting.refresh_from_db()
    invitation_furnishing.answer_meeting(meeting, cast.coordinator)
    meeting.refresh_from_db()
    assert meeting.state == "held" and max(Answer.objects.values_list("at", flat=True)) < past
