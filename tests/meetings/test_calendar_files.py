"""Two parsers that know nothing of each other read every calendar file; and any words survive the journey."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as some
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from forum.models import Letter, Person
from forum.services import harmless
from meetings import calendar, calendar_requests
from meetings.models import Invitation, Meeting, MeetingKind
from meetings.services import (
    answers,
    changes,
    feed_keys,
    invitations,
    meetings,
    my_calendar,
    sign_ups,
    year_clock,
)
from tests import things
from tests.people import hold
from themes.models import Theme


def by_icalendar(text: str) -> list[dict]:
    """What the first parser finds of each event."""
    return [
        {
            "uid": str(one["UID"]),
            "starts": one["DTSTART"].dt,
            "ends": one["DTEND"].dt,
            "summary": str(one["SUMMARY"]),
            "location": str(one.get("LOCATION", "")),
            "description": str(one.get("DESCRIPTION", "")),
            "status": str(one.get("STATUS", "")),
            "sequence": one.get("SEQUENCE"),
        }
        for one in Calendar.from_ical(text).walk("VEVENT")
    ]


def by_ical(text: str) -> list[dict]:
    """What the second parser finds of each event."""
    (found,) = IcsCalendarStream.from_ics(text).calendars
    return [
        {
            "uid": one.uid,
            "starts": one.dtstart,
            "ends": one.dtend,
            "summary": one.summary,
            "location": one.location or "",
            "description": one.description or "",
            "status": one.status.value if one.status else "",
            "sequence": one.sequence,
        }
        for one in found.events
    ]


def agreed(text: str) -> list[dict]:
    """The events, on which both parsers agree; every line ends with CRLF and is at most 75 octets long."""
    assert text.endswith("\r\n") and not set("\r\n") & set(text.replace("\r\n", ""))
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    first, second = by_icalendar(text), by_ical(text)
    assert first == second
    return first


@pytest.fixture
def busy(cast) -> Meeting:
    """A meeting in whose letters every way of calendar files occurs, in Finnish and in Swedish."""
    assert cast.official_of_a and cast.official_of_b
    Person.objects.filter(pk=cast.official_of_b.pk).update(language="sv")
    hold(cast.official_seat_a, things.person("deputy", language="sv"), "deputy")
    meeting = things.meeting()
    invitations.send(meeting, by=cast.coordinator)
    of_a = Invitation.objects.with_board().get(seat=cast.official_seat_a)
    answers.answer(of_a, reply="deputy", by=cast.official_of_a, channel="link")
    edited = meetings.change(meeting, by=cast.coordinator, revision=meeting.revision, street="Snellmaninkatu 9, 2. krs")
    seen = {"revision": edited.waiting.revision, "meeting_revision": meeting.revision}
    changes.release(edited.waiting, by=cast.coordinator, **seen)
    meetings.cancel(meeting, by=cast.coordinator, reason="Myrsky")
    event = things.meeting("debrief", kind=things.kind("debrief", is_open=True))
    said = {"name": 'Kalle "K" (Esimerkki)', "organisation": "", "language": "sv", "mode": "room"}
    sign_ups.cancel(sign_ups.sign_up(event, email="kalle@example.org", **said))
    return meeting


def test_both_parsers_read_every_request_and_cancel_in_both_languages(busy):
    letters = Letter.objects.exclude(calendar="")
    assert {(one.language, one.calendar_method) for one in letters} == {
        (language, method) for language in ("fi", "sv") for method in ("REQUEST", "CANCEL")
    }
    for letter in letters:
        (event,) = agreed(letter.calendar)
        assert event["status"] == ("CANCELLED" if letter.calendar_method == "CANCEL" else "CONFIRMED")


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_both_parsers_read_every_feed(client, cast, busy, language):
    things.meeting(days=-30)
    theme = busy.theme
    keys = {feed: feed_keys.renew(person, feed, by=person).secret for person, feed in feeds_of(cast)}
    for path in (
        f"meetings/{busy.public_id}/calendar.ics",
        "calendars/all.ics",
        f"calendars/kinds/{busy.kind.key}.ics",
        f"calendars/themes/{theme.programme.key}/{theme.slug}.ics",
        f"feeds/{keys[my_calendar.FEED]}/my-meetings.ics",
        f"feeds/{keys[year_clock.FEED]}/year-clock.ics",
    ):
        assert agreed(client.get(f"/{language}/{path}").content.decode()), path


def feeds_of(cast) -> list[tuple]:
    """Whose secret feeds are read."""
    return [(cast.official_of_b, my_calendar.FEED), (cast.coordinator, year_clock.FEED)]


def test_both_parsers_read_a_feed_of_nothing(client, db):
    assert agreed(client.get("/fi/calendars/all.ics").content.decode()) == []


WORDS = some.text(max_size=200) | some.sampled_from(
    [
        "Säätytalo; sali 3, 2. krs \\ pääovi",
        "Päättäjä 👩‍👩‍👧 🇫🇮 – ”näin”",
        "Rivi\r\nATTENDEE:MAILTO:evil@example.org\r\nBEGIN:VEVENT",
        "\u2028BEGIN:VALARM\u0085END:VCALENDAR\x0b\x0c\x00",
        "ä" * 3000,
        'x"; \n;,:\\n\\',
    ]
)


def made(title: str, place: str) -> Meeting:
    """A meeting that is in no database."""
    starts = datetime(2027, 6, 10, 8, tzinfo=UTC)
    kind, theme = MeetingKind(name_fi=title or "x"), Theme(name_fi=title or "x")
    facts = {"public_id": "abc", "state": "invited", "place_fi": place, "street": place[:200]}
    meeting = Meeting(kind=kind, theme=theme, starts_at=starts, ends_at=starts + timedelta(hours=2), **facts)
    meeting.released = 2
    return meeting


@given(WORDS, WORDS)
@trials(max_examples=80, deadline=None)
def test_any_title_and_place_survive_the_journey_and_add_no_line(title, place):
    meeting = made(title, place)
    (event,) = agreed(calendar.public_file(meeting).decode())
    assert event["summary"] == harmless.line(calendar.title(meeting)).strip()
    assert event["location"] == harmless.line(calendar.place(meeting)).strip()
    assert event["starts"] == meeting.starts_at and event["sequence"] == 2


@given(WORDS)
@trials(max_examples=80, deadline=None)
def test_no_name_of_a_person_adds_a_line_or_a_parameter(name):
    made_of = calendar.event(made("x", "y"), uid="u", sequence=1)
    made_of.add("attendee", calendar_requests.attendee(name, "a@example.org", coming=False, asks=True), encode=False)
    text = calendar.file_of([made_of], method="REQUEST").decode()
    agreed(text)
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert str(event["ATTENDEE"]) == "MAILTO:a@example.org"
    assert set(event["ATTENDEE"].params) <= {"CN", "ROLE", "PARTSTAT", "RSVP"}
