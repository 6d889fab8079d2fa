"""Changing deadlines: what is refused, who wins when two write, what follows for days and registrations."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from forum import clock
from forum.models import AuditEntry
from meetings.deadlines import DEFAULT_OFFSETS
from meetings.models import Meeting
from meetings.services import offsets, standing
from tests import things
from themes.services.clash import Clash


@pytest.fixture
def meeting(db):
    return things.meeting(days=200)


def change(meeting, cast, **changed):
    meeting = Meeting.objects.select_related("cycle", "kind").get(pk=meeting.pk)
    wanted = {**offsets.of_meeting(meeting), **changed}
    return offsets.change_meeting(meeting, by=cast.coordinator, seen=offsets.mark(meeting), offsets=wanted)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"invitation": -90}, "invitation"),
        ({"registration_closes": -42}, "registration_closes"),
        ({"registration_closes": -50}, "registration_closes"),
        ({"registration_closes": 0}, "registration_closes"),
        ({"ask_deputy": -25}, "ask_deputy"),
        ({"remind_silent": -42}, "remind_silent"),
        ({"checking_ends": 5}, "checking_ends"),
        ({"draft_notes": -1}, "draft_notes"),
        ({"agenda_out": 3}, "agenda_out"),
        ({"action_reminders": 0}, "action_reminders"),
        ({"invitation": -400}, "invitation"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused_at_its_field(changed, field):
    with pytest.raises(ValidationError) as refused:
        offsets.check({**DEFAULT_OFFSETS, **changed})
    assert field in refused.value.message_dict


def test_the_forums_own_deadlines_make_sense():
    offsets.check(DEFAULT_OFFSETS)


def test_a_meeting_keeps_only_what_differs_from_its_year(cast, meeting):
    meeting.cycle.offsets = {"invitation": -35}
    meeting.cycle.save()
    assert change(meeting, cast, agenda_out=-10)
    meeting.refresh_from_db()
    assert meeting.offsets == {"agenda_out": -10}
    assert change(meeting, cast, agenda_out=-7)
    meeting.refresh_from_db()
    assert meeting.offsets == {}


def test_the_log_says_who_changed_which_deadline(cast, meeting):
    change(meeting, cast, agenda_out=-10)
    entry = AuditEntry.objects.get(verb="meetings.change_deadlines")
    assert entry.actor == cast.coordinator and entry.details == {"offsets": {"agenda_out": [None, -10]}}
    assert offsets.last_changed(meeting) == entry


def test_of_two_who_change_at_once_the_second_sees_what_the_first_saved(cast, meeting):
    seen = offsets.mark(meeting)
    change(meeting, cast, agenda_out=-10)
    with pytest.raises(Clash) as clash:
        offsets.change_meeting(meeting, by=cast.coordinator, seen=seen, offsets=DEFAULT_OFFSETS)
    assert clash.value.now.offsets == {"agenda_out": -10}


def test_a_year_gives_its_deadlines_to_all_its_meetings(cast, meeting):
    cycle = meeting.cycle
    offsets.change_year(
        cycle, by=cast.coordinator, seen=offsets.mark(cycle), offsets={**DEFAULT_OFFSETS, "invitation": -35}
    )
    found = Meeting.objects.select_related("cycle").get(pk=meeting.pk)
    assert found.deadline("invitation") == found.day - timedelta(days=35)
    offsets.reset_year(cycle, by=cast.coordinator, seen=offsets.mark(cycle))
    assert Meeting.objects.select_related("cycle").get(pk=meeting.pk).offset("invitation") == -42


def test_a_years_deadlines_that_do_not_fit_a_meetings_own_are_refused_by_its_name(cast, meeting):
    change(meeting, cast, invitation=-30)
    cycle = meeting.cycle
    with pytest.raises(ValidationError, match="officials fi"):
        offsets.change_year(
            cycle, by=cast.coordinator, seen=offsets.mark(cycle), offsets={**DEFAULT_OFFSETS, "remind_silent": -31}
        )


def test_a_cancelled_meetings_deadlines_stay(cast):
    with pytest.raises(ValidationError):
        change(things.meeting(state="cancelled"), cast, agenda_out=-10)


def test_registration_opens_again_when_its_last_day_moves_ahead(cast, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(state="registration_closed", invited_at=clock.now())
    with clock.at(meeting.starts_at - timedelta(days=8)):
        change(meeting, cast, registration_closes=-5)
    meeting.refresh_from_db()
    assert meeting.state == "invited"


def test_moving_a_meeting_tells_which_steps_would_be_past(cast, meeting):
    nearer = clock.now() + timedelta(days=30)
    found = {one.key: one for one in offsets.effect(meeting, standing.of_one(meeting), starts_at=nearer)}
    assert found["invitation"].past and found["invitation"].moves
    assert found["save_the_date"].over and not found["save_the_date"].past
    assert not found["agenda_out"].past
    assert found["agenda_out"].new == timezone.localdate(nearer) - timedelta(days=7)
    words = offsets.past_words(list(found.values()))
    assert len(words) == 1 and "kutsut" in words[0].lower()
