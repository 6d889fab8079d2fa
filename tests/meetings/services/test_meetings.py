"""Meetings' verbs."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from forum.models import AuditEntry, Letter
from forum.states import IllegalMove
from meetings.models import Meeting
from meetings.services import changes, meetings
from tests import things
from themes.services.clash import Clash


def test_announcing_makes_the_meeting_public_and_is_written_down(cast):
    meeting = things.meeting(state="planned", announced_at=None)
    meetings.announce(meeting, by=cast.coordinator)
    assert Meeting.objects.public().get() == meeting
    assert AuditEntry.objects.filter(verb="meetings.announce", actor=cast.coordinator).exists()


def test_a_meeting_of_an_unpublished_year_is_not_announced(cast):
    meeting = things.meeting(state="planned", announced_at=None, cycle=things.cycle(is_public=False))
    with pytest.raises(ValidationError):
        meetings.announce(meeting, by=cast.coordinator)


def test_the_place_is_said_in_the_required_languages_before_announcing(cast):
    meeting = things.meeting(state="planned", announced_at=None, place_sv="")
    with pytest.raises(ValidationError, match="Svenska"):
        meetings.announce(meeting, by=cast.coordinator)


def test_of_two_who_change_at_once_the_second_sees_what_the_first_saved(cast):
    meeting = things.meeting()
    mine = Meeting.objects.get(pk=meeting.pk)
    meetings.change(meeting, by=cast.coordinator, revision=1, host_region=cast.region_a)
    with pytest.raises(Clash) as clash:
        meetings.change(mine, by=cast.coordinator, revision=1, host_region=cast.region_b)
    assert clash.value.now.host_region == cast.region_a
    meeting.refresh_from_db()
    assert meeting.host_region == cast.region_a


def test_saving_without_changes_changes_nothing(cast):
    meeting = things.meeting()
    edited = meetings.change(meeting, by=cast.coordinator, revision=1, street="")
    assert (edited.saved, edited.waiting) == ({}, None)
    assert meeting.revision == 1


def test_a_cancelled_meeting_keeps_its_reason_and_lets_its_pair_go(cast):
    prepared = things.meeting("politicians", days=90)
    meeting = things.meeting(prepares=prepared, cycle=prepared.cycle)
    meetings.cancel(meeting, by=cast.coordinator, reason="Lakko")
    assert (meeting.state, meeting.cancelled_reason, meeting.prepares) == ("cancelled", "Lakko", None)


def test_cancelling_needs_a_reason(cast):
    with pytest.raises(ValidationError):
        meetings.cancel(things.meeting(), by=cast.coordinator, reason="  ")


def test_a_held_meeting_is_not_cancelled(cast):
    with pytest.raises(IllegalMove):
        meetings.cancel(things.meeting(state="held"), by=cast.coordinator, reason="x")


def test_a_meeting_is_not_held_before_it_begins(cast):
    with pytest.raises(ValidationError):
        meetings.hold(things.meeting(state="invited"), by=cast.coordinator)


def test_those_invited_are_told_of_a_cancellation_once(cast):
    meeting = things.meeting(state="invited", invited_at="2020-01-01T00:00:00Z")
    assert cast.official_of_a
    things.invitation(meeting, cast.official_seat_a)
    meetings.cancel(meeting, by=cast.coordinator, reason="Lakko")
    assert Letter.objects.filter(kind="meeting_cancelled").count() == 1


def test_those_invited_are_told_of_a_new_place_with_a_new_calendar_entry(cast):
    meeting = things.meeting(state="invited", invited_at="2020-01-01T00:00:00Z")
    assert cast.official_of_a
    invitation = things.invitation(meeting, cast.official_seat_a)
    waiting = meetings.change(meeting, by=cast.coordinator, revision=1, place_fi="Kajaani").waiting
    changes.release(waiting, by=cast.coordinator, revision=1, meeting_revision=1)
    letter = Letter.objects.get(kind="meeting_changed")
    invitation.refresh_from_db()
    assert letter.facts["was_place"]["fi"] == "Säätytalo, Helsinki"
    assert "SEQUENCE:1" in letter.calendar
    assert invitation.sequence == 1


def test_a_new_host_region_is_told_to_nobody(cast):
    meeting = things.meeting(state="invited", invited_at="2020-01-01T00:00:00Z")
    assert cast.official_of_a
    things.invitation(meeting, cast.official_seat_a)
    meetings.change(meeting, by=cast.coordinator, revision=1, host_region=cast.region_a)
    assert not Letter.objects.filter(kind="meeting_changed").exists()


@pytest.mark.parametrize("nonsense", [{"state": "dreamt"}, {"ends_at": "2000-01-01T00:00:00Z"}])
def test_the_database_refuses_nonsense(db, nonsense):
    meeting = things.meeting()
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(**nonsense)


def test_the_database_refuses_two_meetings_of_a_kind_in_a_round(db):
    one = things.round_of(things.cycle())
    things.meeting(round=one)
    with pytest.raises(IntegrityError), transaction.atomic():
        things.meeting(round=one, days=61)
