"""A meeting's public page and its calendar file."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from meetings.services import agenda
from tests import things

PUBLISHED = datetime(2026, 1, 1, tzinfo=UTC)


def open_page(client, meeting) -> str:
    """The page's text."""
    return client.get(f"/fi/meetings/{meeting.public_id}/").content.decode()


@pytest.mark.django_db
def test_it_says_when_where_and_who_and_never_the_link(client):
    things.seat(things.region())
    page = open_page(client, things.meeting())
    assert "Säätytalo, Helsinki" in page
    assert "Maakuntien 1 viranhaltija" in page
    assert "Suomen aikaa" in page
    assert "video.example.org" not in page


@pytest.mark.django_db
def test_a_planned_meeting_is_not_found(client):
    meeting = things.meeting(state="planned", announced_at=None)
    assert client.get(f"/fi/meetings/{meeting.public_id}/").status_code == 404
    assert client.get(f"/fi/meetings/{meeting.public_id}/calendar.ics").status_code == 404


@pytest.mark.django_db
def test_an_unpublished_agenda_is_not_shown(client):
    meeting = things.meeting()
    things.agenda_item(meeting, title_fi="Luonnoskohta")
    page = open_page(client, meeting)
    assert "Luonnoskohta" not in page
    assert "Esityslista julkaistaan viimeistään" in page


@pytest.mark.django_db
def test_a_published_agenda_shows_computed_times(client):
    meeting = things.meeting(agenda_published_at=PUBLISHED)
    things.agenda_item(meeting, minutes=30)
    things.agenda_item(meeting, title_fi="Toinen asia")
    rows = agenda.timed(meeting)
    assert (rows[1].starts_at - meeting.starts_at).seconds == 1800
    assert "2. Toinen asia" in open_page(client, meeting)


@pytest.mark.django_db
def test_a_cancelled_meeting_stays_and_says_why(client):
    page = open_page(client, things.meeting(state="cancelled", cancelled_reason="Lakko"))
    assert "Tämä kokous on peruttu" in page
    assert "Lakko" in page


def test_represented_regions_are_told_only_after_the_meeting(client, cast):
    assert cast.official_of_a
    for days, told in ((10, False), (-10, True)):
        meeting = things.meeting(days=days, state="invited", agenda_published_at=PUBLISHED)
        invitation = things.invitation(meeting, cast.official_seat_a)
        answer = invitation.answers.create(reply="attend", mode="room", channel="portal")
        type(invitation).objects.filter(pk=invitation.pk).update(state="accepted", mode="room", answer=answer)
        assert ("Kainuu" in open_page(client, meeting)) is told


def test_those_who_are_invited_find_their_invitation(client, cast):
    client.force_login(cast.official_of_a)
    meeting = things.meeting(state="invited")
    things.invitation(meeting, cast.official_seat_a)
    assert f"/fi/meetings/{meeting.public_id}/answer/" in open_page(client, meeting)


@pytest.mark.parametrize(("kind", "most"), [("stranger", 12), ("official_of_a", 12)])
@pytest.mark.parametrize("items", [1, 3])
def test_the_page_costs_the_same_for_one_item_and_three(client, cast, django_assert_max_num_queries, kind, most, items):
    person = getattr(cast, kind)
    if person.is_authenticated:
        client.force_login(person)
    meeting = things.meeting(agenda_published_at=PUBLISHED, state="invited")
    for _ in range(items):
        things.agenda_item(meeting)
    open_page(client, meeting)
    with django_assert_max_num_queries(most):
        open_page(client, meeting)


@pytest.mark.django_db
def test_the_calendar_file_names_nobody_and_keeps_the_link_to_itself(client):
    meeting = things.meeting()
    answer = client.get(f"/sv/meetings/{meeting.public_id}/calendar.ics")
    calendar = Calendar.from_ical(answer.content)
    event = calendar.walk("VEVENT")[0]
    assert event["dtstart"].dt == meeting.starts_at
    assert str(event["location"]) == "Ständerhuset, Helsingfors"
    assert calendar.walk("VTIMEZONE")[0]["tzid"] == "Europe/Helsinki"
    assert not {"attendee", "organizer"} & {name.lower() for name in event}
    assert b"video.example.org" not in answer.content


@pytest.mark.parametrize("name", ["Europe/Helsinki", "Europe/Stockholm"])
def test_the_zone_changes_on_the_last_sundays(name):
    from zoneinfo import ZoneInfo

    from meetings.calendar import vtimezone

    zone = vtimezone(name).to_tz()
    for moment in (datetime(2027, 3, 28, 5), datetime(2027, 10, 31, 6), datetime(2027, 1, 1, 12)):
        assert moment.replace(tzinfo=zone).utcoffset() == moment.replace(tzinfo=ZoneInfo(name)).utcoffset()


@pytest.mark.parametrize(
    ("invites", "words"),
    [
        (["official"], "Maakuntien 2 viranhaltijaa"),
        (["politician", "official"], "Maakuntien 3 edustajaa"),
        ([], "Sihteeristö kutsuu"),
    ],
)
def test_who_is_invited_follows_from_the_kind(client, cast, invites, words):
    assert cast.official_seat_a and cast.official_seat_b and cast.politician_seat_a
    page = open_page(client, things.meeting("other", kind=things.kind("other", invites=invites)))
    assert words in page


@pytest.mark.django_db
def test_a_cancelled_meeting_offers_no_link(client):
    page = open_page(client, things.meeting(state="cancelled", cancelled_reason="Lakko"))
    assert "Etäosallistuminen" not in page
