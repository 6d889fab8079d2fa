"""Calendar files of invitations."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from forum import clock
from forum.models import Letter
from meetings import calendar_requests
from meetings.models import Invitation
from meetings.services import answers, invitations, links
from tests import things
from tests.people import hold


@pytest.fixture
def invitation(cast):
    assert cast.official_of_a
    invitations.send(things.meeting(), by=cast.coordinator)
    return Invitation.objects.with_board().get()


def event_of(text):
    calendar = Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_a_request_has_one_event_one_attendee_and_a_zone(cast, invitation):
    calendar, event = event_of(calendar_requests.request(invitation, cast.official_of_a))
    assert calendar["METHOD"] == "REQUEST" and event["ATTENDEE"] == f"MAILTO:{cast.official_of_a.email}"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Helsinki"]
    assert event["DTSTART"].dt == invitation.meeting.starts_at and event["DTSTART"].params["TZID"] == "Europe/Helsinki"
    assert invitation.meeting.public_id in event["URL"] and invitation.meeting.remote_link in event["DESCRIPTION"]


def test_the_organisers_address_names_the_invitation(cast, invitation):
    _, event = event_of(calendar_requests.request(invitation, cast.official_of_a))
    address = str(event["ORGANIZER"]).removeprefix("MAILTO:")
    assert address.startswith("rsvp+") and links.invitation_of_address(address.upper()) == invitation
    assert links.invitation_of_address(address.replace("rsvp+", "rsvp+x")) is None


def test_no_personal_link_stands_in_the_file(cast, invitation):
    letter = Letter.objects.get(kind="invitation")
    unfolded = letter.calendar.replace("\r\n ", "")
    assert "/answer/" not in unfolded


def test_the_uid_stays_and_the_sequence_rises_when_it_changes_hands(cast, invitation):
    deputy = hold(cast.official_seat_a, things.person("deputy"), "deputy").person
    before = event_of(calendar_requests.request(invitation, cast.official_of_a))[1]
    answers.answer(invitation, reply="deputy", by=cast.official_of_a, channel="link")
    files = {letter.calendar_method: event_of(letter.calendar) for letter in Letter.objects.exclude(kind="invitation")}
    assert {str(event["UID"]) for _, event in files.values()} == {str(before["UID"])}
    assert {event["SEQUENCE"] for _, event in files.values()} == {before["SEQUENCE"] + 1}
    assert files["CANCEL"][1]["ATTENDEE"] == f"MAILTO:{cast.official_of_a.email}"
    assert files["CANCEL"][1]["STATUS"] == "CANCELLED" and files["CANCEL"][0]["METHOD"] == "CANCEL"
    assert files["REQUEST"][1]["ATTENDEE"] == f"MAILTO:{deputy.email}"


def test_nothing_is_written_for_a_meeting_that_is_over(cast, invitation):
    with clock.at(invitation.meeting.ends_at + timedelta(hours=1)):
        assert calendar_requests.request(invitation, cast.official_of_a) == ""
        assert calendar_requests.cancel(invitation, cast.official_of_a) == ""
