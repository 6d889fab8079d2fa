"""The year clock: on the coordinator's desk, as a page of a year, and as a feed for calendar programs."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from forum import clock
from meetings.deadlines import DEADLINES
from meetings.models import FeedKey, Meeting
from meetings.services import feed_keys, year_clock
from tests import things
from tests.people import KINDS


@pytest.fixture
def meeting(db):
    return things.meeting(days=60)


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.coordinator)
    return client


@pytest.fixture
def secret(cast) -> str:
    return feed_keys.renew(cast.coordinator, year_clock.FEED, by=cast.coordinator).secret


def feed(secret: str, language: str = "fi", **headers):
    """What a calendar program gets: no cookies, no session."""
    return Client().get(f"/{language}/feeds/{secret}/year-clock.ics", **headers)


def unfolded(content: bytes) -> list[tuple[str, str]]:
    """The file's lines as RFC 5545 has them, read without the library that wrote it: name with parameters, value."""
    text = content.decode()
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    return [(name, value) for name, _, value in (line.partition(":") for line in lines)]


def blocks(lines: list[tuple[str, str]]) -> list[dict[str, str]]:
    """The events; every BEGIN has its END."""
    open_ones: list[str] = []
    events: list[dict[str, str]] = []
    for name, value in lines:
        if name == "BEGIN":
            open_ones.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert open_ones.pop() == value
        elif open_ones[-1] == "VEVENT":
            events[-1][name] = value
    assert not open_ones
    return events


def test_both_readers_find_every_deadline_and_the_meeting_on_their_days(meeting, secret):
    answer = feed(secret)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    found = Calendar.from_ical(answer.content)
    by_uid = {str(event["UID"]): event for event in found.walk("VEVENT")}
    assert len(by_uid) == len(DEADLINES) + 1
    for key in DEADLINES:
        event = by_uid[f"{key}.{meeting.public_id}@{settings.MAIL_DOMAIN}"]
        expected = meeting.announced_at.date() if key == "save_the_date" else meeting.deadline(key)
        assert event["DTSTART"].dt == expected and event["DTEND"].dt == expected + timedelta(days=1)
    own = by_uid[f"meeting.{meeting.public_id}@{settings.MAIL_DOMAIN}"]
    assert own["DTSTART"].dt == meeting.starts_at and own["DTEND"].dt == meeting.ends_at
    again = blocks(unfolded(answer.content))
    days = {one["UID"]: one.get("DTSTART;VALUE=DATE", "") for one in again}
    assert days[f"agenda_out.{meeting.public_id}@{settings.MAIL_DOMAIN}"] == f"{meeting.deadline('agenda_out'):%Y%m%d}"
    assert all({"UID", "DTSTAMP", "SUMMARY"} <= one.keys() for one in again)


def test_the_feed_tells_no_link_to_join_and_no_cookie_is_set(meeting, secret):
    answer = feed(secret)
    assert meeting.remote_link not in answer.content.decode().replace("\r\n ", "")
    assert not answer.cookies and "private" in answer["Cache-Control"]


def test_the_feed_speaks_the_language_of_its_address(meeting, secret):
    assert "Ilmoittautuminen päättyy" in feed(secret, "fi").content.decode().replace("\r\n ", "")
    assert "Anmälan stängs" in feed(secret, "sv").content.decode().replace("\r\n ", "")


def test_a_program_that_has_it_already_gets_304_until_something_changes(meeting, secret):
    mark = feed(secret)["ETag"]
    with clock.at(clock.now() + timedelta(seconds=90)):
        assert feed(secret, HTTP_IF_NONE_MATCH=mark).status_code == 304
    Meeting.objects.filter(pk=meeting.pk).update(agenda_published_at=clock.now())
    assert feed(secret, HTTP_IF_NONE_MATCH=mark).status_code == 200


def test_an_unknown_secret_and_that_of_somebody_who_left_open_nothing(cast, meeting, secret):
    assert feed("x" * 40).status_code == 404
    cast.coordinator.staff_roles.update(until=clock.today() - timedelta(days=1))
    assert feed(secret).status_code == 404


def test_a_new_address_makes_the_old_one_unknown_at_once(settings, coordinator, cast, meeting, secret):
    settings.PAGE_CACHE = True
    caches["pages"].clear()
    assert feed(secret).status_code == 200
    assert coordinator.get("/fi/work/year-clock/address/").status_code == 405
    coordinator.post("/fi/work/year-clock/address/")
    fresh = FeedKey.objects.get(person=cast.coordinator).secret
    assert fresh != secret
    assert feed(secret).status_code == 404 and feed(fresh).status_code == 200


def test_a_cancelled_meetings_deadlines_leave_the_feed(meeting, secret):
    Meeting.objects.filter(pk=meeting.pk).update(state="cancelled")
    assert Calendar.from_ical(feed(secret).content).walk("VEVENT") == []


def queries(ask) -> int:
    """How many queries it takes the second time."""
    assert ask().status_code == 200
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def test_the_feed_and_the_page_cost_the_same_for_one_meeting_and_three(coordinator, meeting, secret):
    ways = [lambda: feed(secret), lambda: coordinator.get("/fi/work/year-clock/")]
    before = [queries(way) for way in ways]
    things.meeting(days=61), things.meeting(days=62)
    assert [queries(way) for way in ways] == before
    assert before[0] <= 10 and before[1] <= 20


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "stranger"])
def test_the_clock_stands_on_the_coordinators_desk_only(client, cast, meeting, kind):
    client.force_login(getattr(cast, kind))
    page = client.get("/fi/desk/").content.decode()
    assert ('id="year-clock"' in page) == (kind == "coordinator")


def test_what_is_overdue_this_week_and_later_stands_apart(cast, meeting):
    monday = meeting.deadline("invitation") + timedelta(days=-meeting.deadline("invitation").weekday() + 7)
    with clock.at(meeting.starts_at.replace(year=monday.year, month=monday.month, day=monday.day)):
        found = year_clock.now(year_clock.around(clock.today()))
    assert [due.key for due in found.overdue] == ["invitation"]
    assert all(monday <= due.day <= monday + timedelta(days=6) for due in found.this_week)
    assert "remind_silent" in {due.key for due in [*found.this_week, *found.later]}
    assert max(due.day for due in found.later) <= monday + timedelta(days=6 + 28)


def test_the_page_shows_a_year_by_its_months(coordinator, meeting):
    page = coordinator.get(f"/fi/work/year-clock/{meeting.day.year}/")
    month = page.context["months"][meeting.day.month - 1]
    assert "meeting" in {due.key for due in month.dues}
    assert all(due.day.month == month.number for due in month.dues)
    assert coordinator.get("/fi/work/year-clock/1999/").status_code == 404


def test_a_days_month_is_the_real_day_once_the_step_was_taken(meeting):
    Meeting.objects.filter(pk=meeting.pk).update(agenda_published_at=clock.now())
    found = {due.key: due for due in year_clock.dues(Meeting.objects.with_page())}
    assert found["agenda_out"].day == clock.today() and found["agenda_out"].step.done
    assert isinstance(found["joining"].day, date)


def test_ones_own_data_names_the_feed_and_keeps_the_secret(cast, secret):
    from forum.services import own

    told = str(own.data(cast.coordinator))
    assert "year-clock" in told and secret not in told
