"""Inviting."""

from datetime import timedelta

import pytest

from forum import clock, states
from forum.models import AuditEntry, Letter
from meetings.models import Invitation
from meetings.services import invitations
from regions.models import Mandate
from tests import things
from tests.people import hold
from themes.models import ThemeOrganisation


@pytest.fixture
def meeting(cast):
    """An officials' meeting of two regions, both with a holder."""
    assert cast.official_of_a and cast.official_of_b
    return things.meeting()


def kinds(kind):
    return list(Letter.objects.filter(kind=kind).values_list("to_address", flat=True).order_by("to_address"))


def test_the_dry_run_names_seats_by_kind_of_meeting_and_theme_and_changes_nothing(cast, meeting):
    assert cast.politician_of_a and cast.member
    ThemeOrganisation.objects.create(theme=meeting.theme, organisation=cast.agency)
    plan = invitations.prepare(meeting)
    assert [(one.name, one.why) for one in plan.letters] == [
        ("Kainuu, viranhaltija", "region"),
        ("Pohjanmaa, viranhaltija", "region"),
        ("Suomen ympäristökeskus, jäsen", "member"),
    ] or [one.why for one in plan.letters] == ["region", "region", "member"]
    assert not Invitation.objects.exists() and not Letter.objects.exists()


def test_the_dry_run_says_who_is_missing_and_why(cast, meeting):
    empty = things.seat(things.region())
    cast.official_of_b.unreachable_since = clock.now()
    cast.official_of_b.save()
    missing = {one.seat: one.problem for one in invitations.prepare(meeting).missing}
    assert missing == {empty: "empty", cast.official_seat_b: "address"}


def test_sending_writes_one_letter_a_seat_with_link_and_calendar(cast, meeting):
    invitations.send(meeting, by=cast.coordinator)
    assert meeting.state == "invited"
    letter = Letter.objects.get(person=cast.official_of_a)
    invitation = Invitation.objects.get(seat=cast.official_seat_a)
    assert letter.key == f"invitation:{meeting.public_id}:{cast.official_seat_a.public_id}:0"
    assert (invitation.state, invitation.person) == ("sent", cast.official_of_a)
    assert "METHOD:REQUEST" in letter.calendar and letter.calendar_method == "REQUEST"
    assert letter.secrets["answer_url"] not in str(letter.facts) + letter.calendar


def test_sending_again_writes_only_to_those_added_later(cast, meeting):
    invitations.send(meeting, by=cast.coordinator)
    hold(things.seat(things.region()), things.person("later"))
    invitations.add_guest(
        meeting, name="Guest (Esimerkki)", email="guest@example.org", language="sv", by=cast.coordinator
    )
    again = invitations.send(meeting, by=cast.coordinator)
    assert sorted(letter.to_address for letter in again) == ["guest@example.org", "later@example.org"]


def test_without_a_holder_the_deputy_gets_the_letter(cast, meeting):
    seat = things.seat(things.region())
    hold(seat, things.person("deputy"), "deputy")
    invitations.send(meeting, by=cast.coordinator)
    assert Letter.objects.get(to_address="deputy@example.org").facts["role"] == "deputy"


def test_a_seat_without_anybody_gets_no_letter_and_an_invitation_that_waits(cast, meeting):
    seat = things.seat(things.region())
    invitations.send(meeting, by=cast.coordinator)
    waiting = Invitation.objects.get(seat=seat)
    assert (waiting.state, waiting.person) == ("drafted", None)


def test_a_cancelled_meeting_invites_nobody(cast, meeting):
    states.move(meeting, "cancelled")
    with pytest.raises(states.IllegalMove):
        invitations.send(meeting, by=cast.coordinator)
    assert not Letter.objects.exists()


def test_a_known_address_is_the_same_guest(cast, meeting):
    first = invitations.add_guest(meeting, name="X", email="MEMBER@example.org", language="fi", by=cast.coordinator)
    assert (
        invitations.add_guest(meeting, name="Y", email="member@example.org", language="fi", by=cast.coordinator)
        == first
    )


def test_reminders_go_to_the_silent_once_a_day(cast, meeting):
    invitations.send(meeting, by=cast.coordinator)
    Invitation.objects.filter(seat=cast.official_seat_b).update(bounced_at=None)
    all_of_them = list(meeting.invitations.with_board())
    assert len(invitations.remind(all_of_them, by=cast.coordinator)) == 2
    assert invitations.remind(list(meeting.invitations.with_board()), by=cast.coordinator) == []
    with clock.at(clock.now() + timedelta(days=1)):
        assert len(invitations.remind(list(meeting.invitations.with_board()), by=cast.coordinator)) == 2
    keys = Letter.objects.filter(kind="reminder", person=cast.official_of_a).values_list("key", flat=True)
    assert sorted(key.rpartition(":")[2] for key in keys) == ["1", "2"]


def test_withdrawing_tells_with_a_calendar_cancel_and_makes_the_link_old(cast, meeting):
    invitations.send(meeting, by=cast.coordinator)
    invitation = meeting.invitations.with_board().get(seat=cast.official_seat_a)
    invitations.withdraw(invitation, by=cast.coordinator, reason="Double")
    letter = Letter.objects.get(kind="invitation_withdrawn")
    assert letter.calendar_method == "CANCEL" and "SEQUENCE:1" in letter.calendar and letter.secrets == {}
    assert invitation.link_version == 2
    assert AuditEntry.objects.filter(verb="invitations.withdraw", actor=cast.coordinator).exists()


def test_a_withdrawn_seat_can_be_invited_again_with_a_new_letter(cast, meeting):
    invitations.send(meeting, by=cast.coordinator)
    invitation = meeting.invitations.with_board().get(seat=cast.official_seat_a)
    invitations.withdraw(invitation, by=cast.coordinator)
    invitations.put_back(invitation, by=cast.coordinator)
    assert [letter.to_address for letter in invitations.send(meeting, by=cast.coordinator)] == [
        cast.official_of_a.email
    ]
    invitation.refresh_from_db()
    assert invitation.state == "sent"


def test_a_new_holder_gets_the_open_invitation_and_the_old_one_is_told(cast, meeting):
    from meetings.services import handovers

    invitations.send(meeting, by=cast.coordinator)
    Mandate.objects.filter(person=cast.official_of_a).update(until=clock.today() - timedelta(days=1))
    hold(cast.official_seat_a, things.person("new"))
    handovers.hand_over_to_new_holder(seat=cast.official_seat_a, by=cast.coordinator)
    handovers.hand_over_to_new_holder(seat=cast.official_seat_a, by=cast.coordinator)
    assert kinds("handed_on") == ["official.a@example.org"]
    assert "new@example.org" in kinds("invitation") and len(kinds("invitation")) == 3
    assert Letter.objects.get(kind="handed_on").calendar_method == "CANCEL"


def test_a_first_holder_is_invited_when_appointed_after_the_sending(cast, meeting):
    from regions.services import seats

    seat = things.seat(things.region())
    invitations.send(meeting, by=cast.coordinator)
    seats.appoint(seat, person=things.person("first"), role="holder", by=cast.coordinator)
    assert "first@example.org" in kinds("invitation")


def test_cancelling_tells_everybody_invited_once(cast, meeting):
    invitations.send(meeting, by=cast.coordinator)
    states.move(meeting, "cancelled", cancelled_reason="Storm")
    invitations.cancel_all(meeting, by=cast.coordinator)
    assert kinds("meeting_cancelled") == ["official.a@example.org", "official.b@example.org"]
    assert {letter.calendar_method for letter in Letter.objects.filter(kind="meeting_cancelled")} == {"CANCEL"}


def test_a_guest_who_is_invited_again_answers_anew(cast, meeting):
    from meetings.services import answers

    guest = {"name": "Guest (Esimerkki)", "email": "guest@example.org", "language": "fi"}
    first = invitations.add_guest(meeting, by=cast.coordinator, **guest)
    invitations.send(meeting, by=cast.coordinator)
    said = {"reply": "attend", "mode": "room", "by": first.guest, "channel": "link"}
    answers.answer(first, **said)
    invitations.withdraw(Invitation.objects.with_board().get(pk=first.pk), by=cast.coordinator)
    invitations.add_guest(meeting, by=cast.coordinator, **guest)
    invitations.send(meeting, by=cast.coordinator)
    again = Invitation.objects.get(pk=first.pk)
    assert (again.state, again.answer, again.mode) == ("sent", None, "")
    answers.answer(again, **said)
    again.refresh_from_db()
    assert again.state == "accepted" and again.answers.count() == 2


def test_nobody_who_has_left_the_seat_is_reminded_or_told_of_changes(cast, meeting):
    from meetings.services import changes, meetings

    invitations.send(meeting, by=cast.coordinator)
    Mandate.objects.filter(person=cast.official_of_a).update(until=clock.today() - timedelta(days=1))
    invitations.remind(list(meeting.invitations.with_board()), by=cast.coordinator)
    meeting.refresh_from_db()
    seen = meeting.revision
    waiting = meetings.change(meeting, by=cast.coordinator, revision=seen, street="Snellmaninkatu 9").waiting
    assert waiting
    changes.release(waiting, by=cast.coordinator, revision=waiting.revision, meeting_revision=seen)
    assert kinds("reminder") == kinds("meeting_changed") == ["official.b@example.org"]


def run_out(cast):
    Mandate.objects.filter(person=cast.official_of_a).update(until=clock.today() - timedelta(days=1))


def let_go(cast):
    from forum.services import people

    people.deactivate(cast.official_of_a, by=cast.coordinator)


@pytest.mark.parametrize("happening", [run_out, let_go])
def test_when_somebody_leaves_without_a_successor_the_deputy_is_asked(cast, meeting, happening):
    from meetings.tasks import hand_over_invitations

    invitations.send(meeting, by=cast.coordinator)
    hold(cast.official_seat_a, things.person("deputy"), "deputy")
    happening(cast)
    for _ in range(2):
        hand_over_invitations()
    invitation = Invitation.objects.get(seat=cast.official_seat_a)
    assert (invitation.state, invitation.person.email) == ("sent", "deputy@example.org")
    assert kinds("invitation").count("deputy@example.org") == 1
    assert AuditEntry.objects.filter(verb="invitations.hand_on").count() == 1


def test_when_nobody_is_left_the_seat_is_unreachable_until_an_address_works_again(cast, meeting):
    from forum.services import people
    from meetings.services import coverage
    from meetings.tasks import hand_over_invitations

    invitations.send(meeting, by=cast.coordinator)
    run_out(cast)
    heir = things.person("heir", unreachable_since=clock.now())
    hold(cast.official_seat_a, heir)
    hand_over_invitations()
    assert [row.state for row in coverage.board(meeting).rows if row.region == cast.region_a] == ["unreachable"]
    people.change(heir, by=cast.coordinator, email="heir.new@example.org")
    for _ in range(2):
        hand_over_invitations()
    assert kinds("invitation").count("heir.new@example.org") == 1
    assert [row.state for row in coverage.board(meeting).rows if row.region == cast.region_a] == ["silent"]
