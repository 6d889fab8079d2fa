"""Answering."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from forum import clock, states
from forum.models import AuditEntry, Letter
from meetings.models import Answer, Invitation
from meetings.services import answers, invitations
from meetings.services.answers import Named, NotTaken
from regions.models import Mandate
from tests import things
from tests.people import hold


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
def deputy(cast):
    return hold(cast.official_seat_a, things.person("deputy"), "deputy").person


def say(invitation, by, reply="attend", mode="room", channel="link", **more):
    said = answers.answer(invitation, reply=reply, mode=mode, by=by, channel=channel, **more)
    invitation.refresh_from_db()
    return said


def letter(kind):
    return Letter.objects.filter(kind=kind).first()


def test_attending_is_kept_with_author_channel_and_time_and_gets_a_receipt(cast, invitation):
    said = say(invitation, cast.official_of_a, mode="remote")
    assert (invitation.state, invitation.mode, invitation.answer) == ("accepted", "remote", said)
    assert (said.author, said.channel, said.late) == (cast.official_of_a, "link", False)
    receipt = letter("answer_receipt")
    assert receipt.calendar_method == "REQUEST" and "PARTSTAT=ACCEPTED" in receipt.calendar
    assert receipt.secrets["answer_url"]


def test_the_same_answer_twice_is_one_answer_and_one_receipt(cast, invitation):
    assert say(invitation, cast.official_of_a) == say(invitation, cast.official_of_a)
    assert Answer.objects.count() == 1 and Letter.objects.filter(kind="answer_receipt").count() == 1


def test_the_newest_answer_wins_and_all_are_kept(cast, invitation):
    say(invitation, cast.official_of_a)
    say(invitation, cast.official_of_a, "decline", reason="Council meets")
    assert invitation.state == "declined" and Answer.objects.count() == 2
    assert letter("answer_receipt").calendar_method == "CANCEL"
    say(invitation, cast.official_of_a)
    assert invitation.state == "accepted" and letter("answer_receipt").calendar_method == "REQUEST"


def test_declining_at_once_sends_no_calendar(cast, invitation):
    say(invitation, cast.official_of_a, "decline", reason="Council meets")
    assert letter("answer_receipt").calendar_method == ""


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"reply": "decline", "reason": "  "}, "reason"),
        ({"reply": "attend", "mode": ""}, "mode"),
        ({"reply": "perhaps"}, "reply"),
        ({"reply": "deputy"}, "deputy_email"),
    ],
)
def test_an_answer_that_is_not_whole_changes_nothing(cast, invitation, said, field):
    with pytest.raises(ValidationError) as caught:
        say(invitation, cast.official_of_a, **said)
    assert field in caught.value.message_dict
    assert not Answer.objects.exists()


def test_after_registration_has_closed_an_answer_is_taken_and_marked_late(cast, invitation, meeting):
    with clock.at(meeting.starts_at - timedelta(days=3)):
        assert say(invitation, cast.official_of_a).late


@pytest.mark.parametrize("state", ["cancelled", "held"])
def test_no_answer_is_taken_when_the_meeting_is_cancelled_or_held(cast, invitation, meeting, state):
    states.move(meeting, state)
    with pytest.raises(NotTaken):
        say(invitation, cast.official_of_a)


def test_no_answer_is_taken_from_somebody_else(cast, invitation):
    with pytest.raises(NotTaken):
        say(invitation, cast.official_of_b)
    with pytest.raises(NotTaken):
        say(invitation, cast.official_of_a, as_deputy=True)


def test_handing_over_asks_the_deputy_and_cancels_in_the_holders_calendar(cast, invitation, deputy):
    say(invitation, cast.official_of_a, "deputy")
    assert (invitation.state, invitation.person) == ("handed", deputy)
    asked = letter("deputy_asked")
    assert asked.person == deputy and asked.calendar_method == "REQUEST" and "SEQUENCE:1" in asked.calendar
    assert deputy.email in asked.calendar and cast.official_of_a.email not in asked.calendar
    assert letter("answer_receipt").calendar_method == "CANCEL"


def test_the_holder_is_told_when_the_deputy_comes(cast, invitation, deputy):
    say(invitation, cast.official_of_a, "deputy")
    say(invitation, deputy, as_deputy=True)
    assert (invitation.state, invitation.person) == ("deputy_accepted", deputy)
    assert letter("deputy_answered").person == cast.official_of_a


def test_a_deputy_who_declines_closes_the_seat_and_the_holder_may_still_come(cast, invitation, deputy):
    say(invitation, cast.official_of_a, "deputy")
    say(invitation, deputy, "decline", reason="Travel", as_deputy=True)
    assert invitation.state == "declined" and letter("deputy_answered").facts["reason"] == "Travel"
    say(invitation, cast.official_of_a)
    assert invitation.state == "accepted"


def test_taking_it_back_lets_the_deputy_go_with_a_cancel(cast, invitation, deputy):
    say(invitation, cast.official_of_a, "deputy")
    say(invitation, cast.official_of_a)
    let_go = letter("deputy_let_go")
    assert (let_go.person, let_go.calendar_method) == (deputy, "CANCEL")
    with pytest.raises(NotTaken):
        say(invitation, deputy, as_deputy=True)


def test_a_holder_without_deputy_names_one(cast, invitation):
    named = Named("Named (Esimerkki)", "named@example.org")
    say(invitation, cast.official_of_a, "deputy", deputy=named)
    mandate = Mandate.objects.get(seat=cast.official_seat_a, role="deputy")
    assert mandate.person.email == "named@example.org"
    assert letter("deputy_asked").person == mandate.person
    assert AuditEntry.objects.filter(verb="answers.name_deputy").exists()


def test_an_answer_on_behalf_is_audited_and_the_holder_gets_the_receipt(cast, invitation):
    say(invitation, cast.coordinator, channel="on_behalf")
    assert AuditEntry.objects.filter(verb="answers.on_behalf", actor=cast.coordinator).exists()
    assert letter("answer_receipt").person == cast.official_of_a
