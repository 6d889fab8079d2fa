"""What is known to go wrong with calendar invitations: one test for each rule."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from icalendar import Calendar

from forum import clock
from forum.models import Letter
from forum.services import envelopes, letters, rendering
from meetings import calendar_requests
from meetings.models import Invitation, Meeting
from meetings.services import answers, changes, handovers, invitations, meetings
from regions.services import seats
from tests import things
from tests.people import hold


@pytest.fixture
def meeting(cast) -> Meeting:
    assert cast.official_of_a and cast.official_of_b
    made = things.meeting()
    invitations.send(made, by=cast.coordinator)
    return made


@pytest.fixture
def invitation(cast, meeting) -> Invitation:
    return of(cast)


@pytest.fixture
def deputy(cast):
    return hold(cast.official_seat_a, things.person("deputy"), "deputy").person


def of(cast) -> Invitation:
    """The first official's invitation as it is now."""
    return Invitation.objects.with_board().get(seat=cast.official_seat_a)


def event_of(text: str):
    """The only event of a file."""
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    return event


def newest(person, kind: str = "") -> Letter:
    """The newest letter with a calendar file that the person got."""
    found = Letter.objects.filter(person=person).exclude(calendar="").order_by("-pk")
    return (found.filter(kind=kind) if kind else found)[0]


def release(meeting, cast, **values):
    """Changes the meeting as everybody knows it, and tells them."""
    meeting.refresh_from_db()
    edited = meetings.change(meeting, by=cast.coordinator, revision=meeting.revision, **values)
    seen = {"revision": edited.waiting.revision, "meeting_revision": meeting.revision}
    changes.release(edited.waiting, by=cast.coordinator, **seen)
    meeting.refresh_from_db()


def part_of(letter: Letter):
    """The letter as it leaves."""
    return envelopes.message(letter, rendering.render(letter))


def test_the_uid_of_meeting_and_seat_stays_whoever_sits_there_and_whatever_changes(cast, meeting, deputy):
    answers.answer(of(cast), reply="deputy", by=cast.official_of_a, channel="link")
    release(meeting, cast, street="Snellmaninkatu 9")
    seats.appoint(cast.official_seat_a, person=things.person("new"), role="holder", by=cast.coordinator)
    handovers.hand_over_to_new_holder(seat=cast.official_seat_a)
    invitations.withdraw(of(cast), by=cast.coordinator)
    own = [row.letter.calendar for row in of(cast).letters.select_related("letter") if row.letter.calendar]
    assert len(own) >= 5
    assert {str(event_of(file)["UID"]) for file in own} == {calendar_requests.uid(of(cast))}


LATER = timedelta(hours=1)
CHANGES = {
    "time": lambda meeting: {"starts_at": meeting.starts_at + LATER, "ends_at": meeting.ends_at + LATER},
    "place": lambda meeting: {"street": "Snellmaninkatu 9"},
    "link": lambda meeting: {"remote_link": "https://video.example.org/new"},
}


@pytest.mark.parametrize("what", CHANGES)
def test_the_sequence_rises_when_time_place_or_link_change(cast, meeting, what):
    before = event_of(newest(cast.official_of_a).calendar)
    release(meeting, cast, **CHANGES[what](meeting))
    after = event_of(newest(cast.official_of_a).calendar)
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1


def test_the_sequence_rises_when_the_status_changes(cast, meeting, invitation):
    invitations.withdraw(invitation, by=cast.coordinator)
    invitations.put_back(of(cast), by=cast.coordinator)
    invitations.send(meeting, by=cast.coordinator)
    meetings.cancel(meeting, by=cast.coordinator, reason="Storm")
    files = Letter.objects.filter(person=cast.official_of_a).exclude(calendar="").order_by("pk")
    found = [event_of(one.calendar) for one in files]
    assert [str(one["STATUS"]) for one in found] == ["CONFIRMED", "CANCELLED"] * 2
    numbers = [one["SEQUENCE"] for one in found]
    assert numbers == sorted(set(numbers))


def test_the_sequence_does_not_rise_when_a_misspelling_is_corrected(cast, meeting):
    before = event_of(newest(cast.official_of_a).calendar)["SEQUENCE"]
    meetings.change(meeting, by=cast.coordinator, revision=meeting.revision, spelling=True, street="Snellmaninkatu 9")
    answers.answer(of(cast), reply="attend", mode="room", by=cast.official_of_a, channel="link")
    after = event_of(newest(cast.official_of_a, "answer_receipt").calendar)
    assert after["SEQUENCE"] == before and "Snellmaninkatu 9" in after["LOCATION"]


def test_the_dtstamp_is_always_new_also_of_a_letter_sent_again(cast, meeting):
    first = newest(cast.official_of_a)
    assert event_of(first.calendar)["DTSTAMP"].dt == clock.now().replace(microsecond=0)
    Letter.objects.filter(pk=first.pk).update(state="failed")
    with clock.at(clock.now() + timedelta(days=1)):
        letters.resend(Letter.objects.get(pk=first.pk), by=cast.coordinator)
        assert event_of(Letter.objects.get(pk=first.pk).calendar)["DTSTAMP"].dt == clock.now().replace(microsecond=0)


def test_a_letter_sent_again_asks_the_address_of_today_for_the_meeting_of_today(cast, meeting):
    first = newest(cast.official_of_a)
    release(meeting, cast, street="Snellmaninkatu 9")
    type(cast.official_of_a).objects.filter(pk=cast.official_of_a.pk).update(email="moved@example.org")
    Letter.objects.filter(pk=first.pk).update(state="failed")
    letters.resend(Letter.objects.get(pk=first.pk), by=cast.coordinator)
    event = event_of(Letter.objects.get(pk=first.pk).calendar)
    assert event["ATTENDEE"] == "MAILTO:moved@example.org"
    assert "Snellmaninkatu 9" in event["LOCATION"] and event["SEQUENCE"] == of(cast).sequence


def test_a_request_sent_again_brings_back_nothing_that_was_called_off(cast, meeting, invitation):
    first = newest(cast.official_of_a)
    invitations.withdraw(invitation, by=cast.coordinator)
    Letter.objects.filter(pk=first.pk).update(state="failed")
    letters.resend(Letter.objects.get(pk=first.pk), by=cast.coordinator)
    assert Letter.objects.get(pk=first.pk).calendar == ""


def test_each_mail_has_exactly_one_event_and_one_attendee(cast, meeting, deputy):
    answers.answer(of(cast), reply="deputy", by=cast.official_of_a, channel="link")
    release(meeting, cast, street="Snellmaninkatu 9")
    meetings.cancel(meeting, by=cast.coordinator, reason="Storm")
    for letter in Letter.objects.exclude(calendar="").select_related("person"):
        event = event_of(letter.calendar)
        assert str(event["ATTENDEE"]) == f"MAILTO:{letter.person.email}"


def test_the_organiser_is_a_tokenised_address_with_the_coordinators_name(cast, invitation):
    organiser = event_of(newest(cast.official_of_a).calendar)["ORGANIZER"]
    assert re.fullmatch(rf"MAILTO:rsvp\+{invitation.public_id}-\w+@{re.escape(settings.MAIL_DOMAIN)}", str(organiser))
    assert organiser.params["CN"] == cast.coordinator.name


def test_without_a_coordinator_the_organiser_is_the_secretariat(cast, invitation):
    cast.coordinator.staff_roles.update(until=clock.today() - timedelta(days=1))
    event = event_of(calendar_requests.request(invitation, cast.official_of_a))
    assert "sihteeristö" in event["ORGANIZER"].params["CN"]


def test_the_same_method_stands_in_the_body_and_in_the_mime_header(cast, meeting):
    meetings.cancel(meeting, by=cast.coordinator, reason="Storm")
    for letter in Letter.objects.exclude(calendar=""):
        parts = [part for part in part_of(letter).walk() if part.get_content_type() == "text/calendar"]
        assert {part.get_param("method") for part in parts} == {letter.calendar_method}
        inside = {str(Calendar.from_ical(part.get_payload(decode=True))["METHOD"]) for part in parts}
        assert inside == {letter.calendar_method}


def test_the_calendar_part_stands_both_as_alternative_and_as_invite_ics(cast, meeting):
    made = part_of(newest(cast.official_of_a))
    alternatives, attached = made.get_payload()
    assert (made.get_content_type(), alternatives.get_content_type()) == ("multipart/mixed", "multipart/alternative")
    kinds = [part.get_content_type() for part in alternatives.get_payload()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    assert attached.get_filename() == "invite.ics"
    assert attached.get_payload(decode=True) == alternatives.get_payload()[2].get_payload(decode=True)


WAYS_OUT = {
    "invitation_withdrawn": lambda cast, meeting: invitations.withdraw(of(cast), by=cast.coordinator),
    "answer_receipt": lambda cast, meeting: answers.answer(
        of(cast), reply="deputy", by=cast.official_of_a, channel="link"
    ),
    "meeting_cancelled": lambda cast, meeting: meetings.cancel(meeting, by=cast.coordinator, reason="Storm"),
}


@pytest.mark.parametrize("kind", WAYS_OUT)
def test_there_is_a_real_cancel_when_withdrawn_handed_to_a_deputy_or_cancelled(cast, meeting, deputy, kind):
    asked = event_of(newest(cast.official_of_a).calendar)
    WAYS_OUT[kind](cast, meeting)
    letter = newest(cast.official_of_a, kind)
    event = event_of(letter.calendar)
    assert letter.calendar_method == "CANCEL" and Calendar.from_ical(letter.calendar)["METHOD"] == "CANCEL"
    assert event["STATUS"] == "CANCELLED" and event["UID"] == asked["UID"]
    assert event["SEQUENCE"] > asked["SEQUENCE"]


def test_no_request_ever_says_that_the_event_is_cancelled(cast, meeting):
    meetings.cancel(meeting, by=cast.coordinator, reason="Storm")
    for letter in Letter.objects.filter(calendar_method="REQUEST"):
        assert event_of(letter.calendar)["STATUS"] == "CONFIRMED"


@pytest.mark.parametrize("zone", ["Europe/Helsinki", "Europe/Stockholm"])
def test_the_vtimezone_is_the_profiles_helsinki_or_stockholm(cast, invitation, settings, zone):
    settings.TIME_ZONE = zone
    file = Calendar.from_ical(calendar_requests.request(invitation, cast.official_of_a))
    assert [str(one["TZID"]) for one in file.walk("VTIMEZONE")] == [zone]
    (event,) = file.walk("VEVENT")
    assert event["DTSTART"].params["TZID"] == zone and event["DTSTART"].dt == invitation.meeting.starts_at


def test_the_page_and_the_link_to_join_are_in_the_event_and_in_the_words_of_the_mail(cast, meeting):
    answers.answer(of(cast), reply="attend", mode="room", by=cast.official_of_a, channel="link")
    release(meeting, cast, remote_link="https://video.example.org/new")
    requests = list(Letter.objects.filter(calendar_method="REQUEST").select_related("person"))
    assert {one.kind for one in requests} >= {"invitation", "answer_receipt", "meeting_changed"}
    for letter in requests:
        rendered, event = rendering.render(letter), event_of(letter.calendar)
        link = letter.secrets["join_url"]
        for words in (str(event["DESCRIPTION"]), rendered.text, rendered.html):
            assert link in words and f"/meetings/{meeting.public_id}/" in words


def test_a_mail_that_calls_the_event_off_tells_no_link_to_join(cast, meeting, deputy):
    answers.answer(of(cast), reply="deputy", by=cast.official_of_a, channel="link")
    rendered = rendering.render(newest(cast.official_of_a, "answer_receipt"))
    assert meeting.remote_link not in rendered.text + rendered.html


def test_there_is_never_a_file_for_a_meeting_that_is_over(cast, invitation):
    with clock.at(invitation.meeting.ends_at):
        assert calendar_requests.request(invitation, cast.official_of_a) == ""
        assert calendar_requests.cancel(invitation, cast.official_of_a) == ""


def test_no_other_participants_address_or_name_is_in_anybodys_file(cast, meeting, deputy):
    answers.answer(of(cast), reply="deputy", by=cast.official_of_a, channel="link")
    people = [cast.official_of_a, cast.official_of_b, deputy]
    for letter in Letter.objects.exclude(calendar="").select_related("person"):
        said = letter.calendar.replace("\r\n ", "")
        for other in {*people} - {letter.person}:
            assert other.email not in said and other.name not in said


def test_personal_links_are_never_in_the_file(cast, meeting, deputy):
    answers.answer(of(cast), reply="deputy", by=cast.official_of_a, channel="link")
    for letter in Letter.objects.exclude(calendar=""):
        said = letter.calendar.replace("\r\n ", "")
        personal = letter.secrets.get("answer_url", "")
        assert "/answer/" not in said and (not personal or personal not in said)
