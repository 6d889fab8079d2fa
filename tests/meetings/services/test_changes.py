"""A meeting that changes after the invitations are out: who is told what, and what happens in calendars."""

from datetime import timedelta

import pytest

from forum import clock, shelves
from forum.models import Letter
from meetings.models import Invitation
from meetings.services import answers, changes, invitations, meetings
from tests import things
from tests.people import hold


@pytest.fixture
def meeting(cast):
    assert cast.official_of_a and cast.official_of_b
    made = things.meeting(days=60)
    invitations.send(made, by=cast.coordinator)
    return made


def change(meeting, cast, **values):
    """Collects the change in a draft and releases it."""
    meeting.refresh_from_db()
    waiting = meetings.change(meeting, by=cast.coordinator, revision=meeting.revision, **values).waiting
    return release(meeting, cast) if waiting else []


def release(meeting, cast):
    """Releases what waits."""
    meeting.refresh_from_db()
    notice = changes.draft_of(meeting)
    assert notice
    seen = {"revision": notice.revision, "meeting_revision": meeting.revision}
    return changes.release(notice, by=cast.coordinator, **seen)


def moved(meeting, days: int = 7) -> dict:
    """The same hours another day."""
    return {name: getattr(meeting, name) + timedelta(days=days) for name in ("starts_at", "ends_at")}


def of(seat) -> Invitation:
    return Invitation.objects.with_board().get(seat=seat)


def told(kind: str = "meeting_changed") -> list[Letter]:
    return list(Letter.objects.filter(kind=kind).order_by("to_address"))


def test_moving_tells_each_person_once_and_keeps_the_answers(cast, meeting):
    yes, no = of(cast.official_seat_a), of(cast.official_seat_b)
    answers.answer(yes, reply="attend", mode="remote", by=cast.official_of_a, channel="portal")
    answers.answer(no, reply="decline", reason="Valtuusto", by=cast.official_of_b, channel="portal")
    change(meeting, cast, **moved(meeting))
    assert [letter.facts["answer"] for letter in told()] == ["attends", "declined"]
    assert (of(cast.official_seat_a).state, of(cast.official_seat_a).mode) == ("accepted", "remote")
    assert of(cast.official_seat_b).state == "declined"


def test_who_has_declined_gets_no_entry_and_hears_only_of_a_new_time(cast, meeting):
    answers.answer(of(cast.official_seat_b), reply="decline", reason="x", by=cast.official_of_b, channel="portal")
    change(meeting, cast, place_fi="Kajaani")
    assert [letter.person for letter in told()] == [cast.official_of_a]
    change(meeting, cast, **moved(meeting))
    letters = {letter.person_id: letter for letter in told()}
    assert letters[cast.official_of_b.pk].calendar == ""
    assert letters[cast.official_of_a.pk].calendar_method == "REQUEST"


@pytest.mark.parametrize(
    ("values", "rises"),
    [
        ({"place_sv": "Kajana"}, 1),
        ({"street": "Kauppakatu 1"}, 1),
        ({"remote_link": "https://video.example.org/uusi"}, 1),
        ({"host_region": None}, 0),
        ({"chair_seat": None}, 0),
    ],
)
def test_only_time_place_link_and_status_raise_the_sequence(cast, meeting, values, rises):
    before = of(cast.official_seat_a).sequence
    meeting.__class__.objects.filter(pk=meeting.pk).update(host_region=cast.region_a)
    change(meeting, cast, **values)
    assert of(cast.official_seat_a).sequence == before + rises
    assert len(told()) == 2 * rises


def test_a_change_takes_the_same_entry_on(cast, meeting):
    first = Letter.objects.get(kind="invitation", person=cast.official_of_a).calendar
    change(meeting, cast, **moved(meeting))
    second = Letter.objects.get(kind="meeting_changed", person=cast.official_of_a).calendar
    uid = next(line for line in first.splitlines() if line.startswith("UID"))
    assert uid in second.splitlines()
    assert "SEQUENCE:1" in second.splitlines()


def test_a_closed_registration_opens_again_when_there_is_time(cast, meeting):
    with clock.at(meeting.starts_at - timedelta(days=5)):
        type(meeting).objects.filter(pk=meeting.pk).update(state="registration_closed")
        change(meeting, cast, **moved(meeting, 30))
    meeting.refresh_from_db()
    assert meeting.state == "invited"


def test_cancelling_calls_off_every_entry_once(cast, meeting):
    deputy = hold(cast.official_seat_b, things.person("vara.b"), "deputy").person
    answers.answer(of(cast.official_seat_b), reply="deputy", by=cast.official_of_b, channel="portal")
    meeting.refresh_from_db()
    meetings.cancel(meeting, by=cast.coordinator, reason="Lakko")
    letters = told("meeting_cancelled")
    assert {letter.person for letter in letters} == {cast.official_of_a, cast.official_of_b, deputy}
    for letter in letters:
        assert letter.calendar_method == "CANCEL" and "STATUS:CANCELLED" in letter.calendar
        assert f"SEQUENCE:{Invitation.objects.get(letters__letter=letter).sequence}" in letter.calendar


def test_a_change_that_bounced_can_be_sent_again_with_a_new_link(cast, meeting):
    change(meeting, cast, place_fi="Kajaani")
    letter = told()[0]
    assert shelves.letter_secrets.get("meeting_changed")(letter) == letter.secrets != {}
