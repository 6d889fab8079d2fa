"""Calendars to subscribe to: public feeds, the page that explains them, and everybody's own."""

import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from forum import clock
from forum.services import people
from meetings.models import FeedKey, Invitation, Meeting
from meetings.services import answers, changes, feed_keys, handovers, invitations, meetings, my_calendar
from regions.services import seats
from tests import things
from tests.people import hold

ALL = "/fi/calendars/all.ics"
ATOM = "{http://www.w3.org/2005/Atom}"
pytestmark = pytest.mark.django_db


def events(address: str, **headers) -> dict:
    """The feed's events by UID, as a program without cookies gets them."""
    answer = Client().get(address, **headers)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    return {str(one["UID"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}


def of(meeting: Meeting) -> str:
    """The start of the meeting's UID in public feeds."""
    from meetings.calendar import uid

    return uid(meeting)


def move(meeting: Meeting, cast, **values) -> None:
    """Changes the meeting as everybody knows it."""
    meeting.refresh_from_db()
    edited = meetings.change(meeting, by=cast.coordinator, revision=meeting.revision, **values)
    seen = {"revision": edited.waiting.revision, "meeting_revision": meeting.revision}
    changes.release(edited.waiting, by=cast.coordinator, **seen)
    meeting.refresh_from_db()


def later(meeting: Meeting) -> dict:
    """A day later."""
    return {"starts_at": meeting.starts_at + timedelta(days=1), "ends_at": meeting.ends_at + timedelta(days=1)}


# Public feeds


def test_the_feed_has_what_is_public_from_a_year_ago_on():
    coming, past, old = things.meeting(), things.meeting(days=-300), things.meeting(days=-400)
    planned = things.meeting(state="planned", announced_at=None)
    found = events(ALL)
    assert set(found) == {of(coming), of(past)} and not {of(old), of(planned)} & set(found)


def test_a_meeting_of_a_year_that_is_not_public_is_in_no_feed():
    meeting = things.meeting(cycle=things.cycle(is_public=False))
    assert of(meeting) not in events(ALL)


def test_each_feed_has_its_own_meetings_only(cast):
    region = things.region()
    one = things.meeting("officials", host_region=region)
    other = things.meeting("politicians")
    theme = one.theme
    for address in (
        "/fi/calendars/kinds/officials.ics",
        f"/fi/calendars/themes/{theme.programme.key}/{theme.slug}.ics",
        f"/fi/calendars/regions/{region.code}.ics",
    ):
        assert set(events(address)) == {of(one)}
    assert set(events(ALL)) == {of(one), of(other)}


@pytest.mark.parametrize("path", ["kinds/none.ics", "themes/none/none.ics", "regions/none.ics"])
def test_a_feed_of_nothing_known_is_not_found(client, path):
    assert client.get(f"/fi/calendars/{path}").status_code == 404


def test_a_moved_meeting_has_the_same_uid_a_higher_sequence_and_only_the_new_time(cast):
    meeting = things.meeting()
    before = events(ALL)[of(meeting)]
    old = meeting.starts_at
    move(meeting, cast, **later(meeting))
    after = events(ALL)
    assert list(after) == [of(meeting)] and after[of(meeting)]["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after[of(meeting)]["DTSTART"].dt == old + timedelta(days=1)


def test_a_corrected_misspelling_keeps_the_sequence(cast):
    meeting = things.meeting()
    before = events(ALL)[of(meeting)]["SEQUENCE"]
    meetings.change(meeting, by=cast.coordinator, revision=meeting.revision, spelling=True, street="Snellmaninkatu 9")
    after = events(ALL)[of(meeting)]
    assert "Snellmaninkatu 9" in after["LOCATION"] and after["SEQUENCE"] == before


def test_a_cancelled_meeting_stays_and_says_so_twice(cast):
    meeting = things.meeting()
    before = events(ALL)[of(meeting)]["SEQUENCE"]
    meetings.cancel(meeting, by=cast.coordinator, reason="Storm")
    event = events(ALL)[of(meeting)]
    assert event["STATUS"] == "CANCELLED" and event["SUMMARY"].startswith("Peruttu: ") and event["SEQUENCE"] > before


def test_programs_are_told_the_name_and_when_to_ask_again():
    calendar = Calendar.from_ical(Client().get("/sv/calendars/all.ics").content)
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=1) and calendar["X-PUBLISHED-TTL"] == "PT1H"
    assert calendar["X-WR-CALNAME"] == calendar["NAME"] and "alla möten" in calendar["NAME"]


def test_the_feed_speaks_the_language_of_its_address():
    meeting = things.meeting()
    assert events(ALL)[of(meeting)]["LOCATION"] == "Säätytalo, Helsinki"
    assert events("/sv/calendars/all.ics")[of(meeting)]["LOCATION"] == "Ständerhuset, Helsingfors"


def test_public_feeds_name_nobody_and_keep_the_link_to_join(cast):
    meeting = things.meeting()
    assert cast.official_of_a
    invitations.send(meeting, by=cast.coordinator)
    said = Client().get(ALL).content.decode().replace("\r\n ", "")
    assert meeting.remote_link not in said and "ATTENDEE" not in said and "ORGANIZER" not in said
    assert cast.official_of_a.name not in said


@pytest.mark.parametrize("kept", [True, False], ids=["with the page cache", "without"])
def test_who_has_it_gets_304_until_something_changes(settings, cast, kept):
    settings.PAGE_CACHE = kept
    caches["pages"].clear()
    meeting = things.meeting()
    mark = Client().get(ALL)["ETag"]
    with clock.at(clock.now() + timedelta(minutes=3)):
        assert Client().get(ALL, HTTP_IF_NONE_MATCH=mark).status_code == 304
        move(meeting, cast, **later(meeting))
        assert Client().get(ALL, HTTP_IF_NONE_MATCH=mark).status_code == 200


def test_public_feeds_are_kept_like_public_pages(settings):
    settings.PAGE_CACHE = True
    caches["pages"].clear()
    things.meeting()
    Client().get(ALL)
    with CaptureQueriesContext(connection) as asked:
        answer = Client().get(ALL)
    assert len(asked) <= 1 and not answer.cookies and answer["Cache-Control"] == "private, no-cache"


def queries(ask) -> int:
    """How many queries it takes the second time."""
    assert ask().status_code == 200
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def test_feeds_cost_the_same_for_one_meeting_and_three(cast):
    assert cast.official_of_a
    secret = feed_keys.renew(cast.official_of_a, my_calendar.FEED, by=cast.official_of_a).secret
    ways = [
        lambda: Client().get(ALL),
        lambda: Client().get("/fi/calendars/"),
        lambda: Client().get("/fi/calendars/meetings.atom"),
        lambda: Client().get(own(secret)),
    ]
    invite(cast, things.meeting())
    before = [queries(way) for way in ways]
    for days in (61, 62):
        invite(cast, things.meeting(days=days))
    assert [queries(way) for way in ways] == before
    assert before[0] <= 3 and before[1] <= 6 and before[2] <= 7 and before[3] <= 16


def invite(cast, meeting: Meeting) -> Invitation:
    """Invites, and gives the first official's invitation."""
    invitations.send(meeting, by=cast.coordinator)
    move(meeting, cast, street="Snellmaninkatu 9")
    return Invitation.objects.with_board().get(meeting=meeting, seat=cast.official_seat_a)


# The page


def test_the_page_gives_each_calendar_to_open_and_to_copy(client):
    region = things.region(name_fi="Kainuu")
    theme = things.meeting().theme
    page = client.get("/fi/calendars/").content.decode()
    for path in ("all", "kinds/officials", f"regions/{region.code}", f"themes/{theme.programme.key}/{theme.slug}"):
        assert f'"webcal://127.0.0.1:8000/fi/calendars/{path}.ics"' in page
        assert f'"http://127.0.0.1:8000/fi/calendars/{path}.ics"' in page
    assert "<h1>Kalenterit</h1>" in page
    assert "<h1>Kalendrar</h1>" in client.get("/sv/calendars/").content.decode()


def test_the_year_a_theme_a_region_and_every_foot_lead_there(client):
    region = things.region()
    meeting = things.meeting(host_region=region)
    theme = meeting.theme
    for page in (f"themes/{theme.programme.key}/{theme.slug}/", f"regions/{region.code}/", "year/"):
        shown = client.get(f"/fi/{page}").content.decode()
        assert 'href="/fi/calendars/"' in shown.partition("<footer")[0]
        assert 'href="/fi/calendars/"' in shown.partition("<footer")[2]


# News for feed readers


def titles(language: str = "fi") -> list[str]:
    """The entries' titles, newest first."""
    answer = Client().get(f"/{language}/calendars/meetings.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    return [one.findtext(f"{ATOM}title") for one in ET.fromstring(answer.content).iter(f"{ATOM}entry")]


def test_the_news_tell_what_is_announced_changed_cancelled(cast):
    meeting = things.meeting()
    move(meeting, cast, **later(meeting))
    meetings.cancel(meeting, by=cast.coordinator, reason="Myrsky")
    assert [title.partition(":")[0] for title in titles()] == ["Peruttu", "Muuttunut", "Julkistettu"]
    assert [title.partition(":")[0] for title in titles("sv")] == ["Inställt", "Ändrat", "Offentliggjort"]


def test_no_words_of_a_meeting_become_markup_in_the_news(cast):
    meetings.cancel(things.meeting(), by=cast.coordinator, reason="<b>Myrsky</b> \x0b & ukkonen")
    shown = ET.fromstring(Client().get("/fi/calendars/meetings.atom").content)
    told = [one.findtext(f"{ATOM}summary") for one in shown.iter(f"{ATOM}entry")]
    assert "&lt;b&gt;Myrsky&lt;/b&gt; &amp; ukkonen" in told


def test_a_new_link_to_join_is_no_news_for_everybody(cast):
    meeting = things.meeting()
    move(meeting, cast, remote_link="https://video.example.org/new")
    assert len(titles()) == 1


def test_public_notes_are_news(cast):
    from tests.noted import Noted

    noted = Noted(cast).meeting
    Meeting.objects.filter(pk=noted.pk).update(state="notes_public")
    noted.notes.state = "public"
    noted.notes.save()
    assert any(title.startswith("Muistio on julkinen") for title in titles())


# One's own feed


def own(secret: str, language: str = "fi") -> str:
    """The own feed's address."""
    return f"/{language}/feeds/{secret}/my-meetings.ics"


@pytest.fixture
def meeting(cast) -> Meeting:
    assert cast.official_of_a and cast.official_of_b
    made = things.meeting()
    invitations.send(made, by=cast.coordinator)
    return made


@pytest.fixture
def invitation(cast, meeting) -> Invitation:
    return Invitation.objects.with_board().get(seat=cast.official_seat_a)


def feed_of(person) -> str:
    """A fresh address of the person's own feed."""
    return own(feed_keys.renew(person, my_calendar.FEED, by=person).secret)


def timed(address: str) -> list:
    """The feed's meetings; deadlines are whole days."""
    return [one for one in events(address).values() if hasattr(one["DTSTART"].dt, "hour")]


ANSWERS = {
    "silent": (None, "TENTATIVE", "Säätytalo"),
    "room": ({"reply": "attend", "mode": "room"}, "CONFIRMED", "Säätytalo"),
    "remote": ({"reply": "attend", "mode": "remote"}, "CONFIRMED", "https://video"),
}


@pytest.mark.parametrize("how", ANSWERS)
def test_ones_own_feed_has_the_answer_as_status_and_where_to_join(cast, invitation, how):
    said, status, where = ANSWERS[how]
    if said:
        answers.answer(invitation, by=cast.official_of_a, channel="link", **said)
    (event,) = timed(feed_of(cast.official_of_a))
    assert event["STATUS"] == status and event["LOCATION"].startswith(where)
    assert invitation.meeting.remote_link in event["DESCRIPTION"]


def test_a_meeting_that_was_declined_takes_no_time_and_says_so(cast, invitation):
    answers.answer(invitation, reply="decline", reason="Matka", by=cast.official_of_a, channel="link")
    (event,) = timed(feed_of(cast.official_of_a))
    assert event["TRANSP"] == "TRANSPARENT" and event["SUMMARY"].startswith("Olet kieltäytynyt: ")


def test_a_cancelled_meeting_says_so_in_ones_own_feed(cast, meeting):
    meetings.cancel(meeting, by=cast.coordinator, reason="Storm")
    (event,) = timed(feed_of(cast.official_of_a))
    assert event["STATUS"] == "CANCELLED" and event["SUMMARY"].startswith("Peruttu: ")


def test_ones_own_deadlines_are_whole_days_that_lead_to_the_desk(cast, invitation):
    days = [one for one in events(feed_of(cast.official_of_a)).values() if not hasattr(one["DTSTART"].dt, "hour")]
    assert [one["DTSTART"].dt for one in days] == [invitation.meeting.registration_closes]
    assert days[0]["TRANSP"] == "TRANSPARENT" and days[0]["URL"].endswith("/fi/desk/")


def test_a_deadline_has_the_same_uid_in_every_language_and_leaves_when_it_is_done(cast, invitation):
    secret = feed_keys.renew(cast.official_of_a, my_calendar.FEED, by=cast.official_of_a).secret
    assert set(events(own(secret))) == set(events(own(secret, "sv"))) and len(events(own(secret))) == 2
    answers.answer(invitation, reply="attend", mode="room", by=cast.official_of_a, channel="link")
    assert len(events(own(secret))) == 1


def test_no_personal_link_and_no_address_is_in_ones_own_feed(cast, invitation):
    said = Client().get(feed_of(cast.official_of_a)).content.decode().replace("\r\n ", "")
    assert "/answer/" not in said and "ATTENDEE" not in said and "MAILTO" not in said
    assert cast.official_of_a.email not in said and cast.official_of_b.name not in said


def test_the_deputy_has_the_meeting_only_while_standing_in(cast, invitation):
    deputy = hold(cast.official_seat_a, things.person("deputy"), "deputy").person
    address = feed_of(deputy)
    assert timed(address) == []
    answers.answer(invitation, reply="deputy", by=cast.official_of_a, channel="link")
    assert [str(one["STATUS"]) for one in timed(address)] == ["TENTATIVE"]
    (left,) = timed(feed_of(cast.official_of_a))
    assert left["TRANSP"] == "TRANSPARENT"
    invitation.refresh_from_db()
    answers.answer(invitation, reply="attend", mode="room", by=cast.official_of_a, channel="link")
    assert timed(address) == []


def test_after_a_change_of_holder_the_new_one_has_the_meeting_and_the_old_one_not(cast, invitation):
    new = things.person("new")
    before, after = feed_of(cast.official_of_a), feed_of(new)
    seats.appoint(cast.official_seat_a, person=new, role="holder", by=cast.coordinator)
    handovers.hand_over_to_new_holder(seat=cast.official_seat_a)
    assert timed(before) == [] and len(timed(after)) == 1


def test_a_withdrawn_invitation_leaves_ones_own_feed(cast, invitation):
    invitations.withdraw(invitation, by=cast.coordinator)
    assert timed(feed_of(cast.official_of_a)) == []


def test_a_new_address_makes_the_old_one_unknown_at_once(settings, client, cast):
    settings.PAGE_CACHE = True
    caches["pages"].clear()
    old = feed_of(cast.official_of_a)
    assert Client().get(old).status_code == 200
    client.force_login(cast.official_of_a)
    assert client.get("/fi/calendars/own/").status_code == 405
    client.post("/fi/calendars/own/")
    fresh = own(FeedKey.objects.get(person=cast.official_of_a).secret)
    assert Client().get(old).status_code == 404 and Client().get(fresh).status_code == 200
    assert fresh in client.get("/fi/profile/").content.decode()
    client.post("/fi/calendars/own/close/")
    assert Client().get(fresh).status_code == 404


def test_nobody_elses_address_stands_on_a_profile(client, cast):
    address = feed_of(cast.official_of_a)
    client.force_login(cast.official_of_b)
    assert address not in client.get("/fi/profile/").content.decode()


def test_ones_own_feed_is_neither_indexed_nor_kept_for_others(settings, cast):
    settings.PAGE_CACHE = True
    answer = Client().get(feed_of(cast.official_of_a))
    assert "noindex" in answer["X-Robots-Tag"] and answer["Cache-Control"].startswith("private") and not answer.cookies


def test_who_has_ones_own_feed_already_gets_304(cast, invitation):
    address = feed_of(cast.official_of_a)
    mark = Client().get(address)["ETag"]
    assert Client().get(address, HTTP_IF_NONE_MATCH=mark).status_code == 304
    answers.answer(invitation, reply="attend", mode="room", by=cast.official_of_a, channel="link")
    assert Client().get(address, HTTP_IF_NONE_MATCH=mark).status_code == 200


def test_the_feed_of_somebody_who_is_anonymised_dies(cast, meeting):
    address = feed_of(cast.official_of_b)
    assert Client().get(address).status_code == 200
    people.anonymise(cast.official_of_b, by=cast.coordinator)
    assert Client().get(address).status_code == 404 and not FeedKey.objects.filter(person=cast.official_of_b).exists()


def test_an_address_of_another_feed_opens_nothing(cast):
    secret = feed_keys.renew(cast.coordinator, "year-clock", by=cast.coordinator).secret
    assert Client().get(own(secret)).status_code == 404
