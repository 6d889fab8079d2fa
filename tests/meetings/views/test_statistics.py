"""The statistics of a year: the matrix of regions and meetings, answers, attendance, themes, points, action points."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from forum import clock
from meetings.models import Answer, Attendance, Invitation, Notes, Point
from meetings.services import statistics
from tests import things
from tests.actions import action

SHEETS = ["coverage", "channels", "days", "attendance", "themes", "points", "actions"]
FOR_ALL = ["coverage", "themes", "points", "actions"]


def answered(meeting, seat, reply="attend", *, days=2, channel="link", **fields):
    """The seat's invitation, answered some days after it was sent (or not at all, when `reply` is empty)."""
    sent = min(meeting.starts_at, clock.now()) - timedelta(days=30)
    person = fields.pop("person", None) or things.person()
    asked = things.invitation(meeting, seat, person=person, sent_at=sent)
    if reply:
        words = {"reason": "Matka"} if reply == "decline" else {"mode": "room"}
        at = sent + timedelta(days=days)
        said = Answer.objects.create(invitation=asked, reply=reply, channel=channel, author=person, at=at, **words)
        state = "declined" if reply == "decline" else "accepted"
        Invitation.objects.filter(pk=asked.pk).update(answer=said, state=state, mode=words.get("mode", ""))
    return asked


@pytest.fixture
def cycle(cast):
    """A year with a meeting that is over and one to come; Kainuu comes to both, Ostrobothnia to none."""
    cycle = things.cycle()
    theme = things.round_of(cycle).theme
    past = things.meeting(cycle=cycle, theme=theme, days=-20, state="held")
    coming = things.meeting("politicians", cycle=cycle, theme=theme, days=20, state="invited")
    answered(past, cast.official_seat_a)
    answered(past, cast.official_seat_b, "decline", days=12, channel="portal")
    answered(coming, cast.politician_seat_a, channel="on_behalf")
    answered(coming, things.seat(cast.region_b, "politician"), "")
    return cycle


def page(client, cycle, *, work=False):
    """The sheets of the page, by key."""
    answer = client.get(f"/fi/{'work/years' if work else 'year'}/{cycle.year}/statistics/")
    assert answer.status_code == 200
    return {sheet.key: sheet for sheet in answer.context["sheets"]}


def words(sheet):
    """The sheet's rows as texts."""
    return [[str(cell) for cell in row] for row in sheet.rows]


def test_the_coordinator_sees_how_seats_have_answered_and_the_public_does_not(client, cast, cycle):
    assert list(page(client, cycle)) == FOR_ALL
    client.force_login(cast.chair)
    assert list(page(client, cycle, work=True)) == FOR_ALL
    client.force_login(cast.coordinator)
    assert list(page(client, cycle, work=True)) == SHEETS


def test_everybody_sees_after_each_meeting_which_regions_were_there(client, cycle):
    rows = words(page(client, cycle)["coverage"])
    assert rows[0] == ["Pohjanmaa", "ei edustettuna", "ei vielä kerrota", "0"]
    assert rows[1] == ["Kainuu", "edustettuna", "ei vielä kerrota", "1"]
    assert rows[2][1:] == ["1", "", ""]


def test_the_coordinator_sees_the_state_of_each_region_before_the_meeting_too(client, cast, cycle):
    client.force_login(cast.coordinator)
    rows = words(page(client, cycle, work=True)["coverage"])
    assert rows[0][1:] == ["ei pääse", "ei vastannut", "0"]
    assert rows[1][1:] == ["edustettuna", "edustettuna", "2"]


def test_who_was_there_counts_where_it_was_noted(client, cast, cycle):
    asked = Invitation.objects.get(seat=cast.official_seat_b)
    Attendance.objects.create(invitation=asked, mode="remote", channel="code")
    rows = words(page(client, cycle)["coverage"])
    assert [row[1] for row in rows[:2]] == ["edustettuna", "ei edustettuna"]
    client.force_login(cast.coordinator)
    (row,) = words(page(client, cycle, work=True)["attendance"])
    assert row[1:] == ["2", "1", "0", "1", "1", "1"]


def test_answers_are_counted_by_channel_and_by_time(client, cast, cycle):
    client.force_login(cast.coordinator)
    sheets = page(client, cycle, work=True)
    channels = {row[0]: row[1:] for row in words(sheets["channels"])}
    assert channels["Kirjeen linkistä"] == ["1", "0", "1"]
    assert channels["Ei vastannut"] == ["0", "1", "1"] and channels["Yhteensä"] == ["2", "2", "4"]
    days = {row[0]: row[-1] for row in words(sheets["days"])}
    assert days["1–3 päivää"] == "2" and days["8–14 päivää"] == "1" and days["Ei vastannut"] == "1"


def test_the_first_answer_tells_how_quick_and_the_newest_by_which_way(cast, cycle):
    asked = Invitation.objects.get(seat=cast.official_seat_a)
    Answer.objects.create(invitation=asked, reply="attend", mode="room", channel="portal", at=clock.now())
    meetings = statistics.meetings_of(cycle, cast.coordinator)
    found = statistics.answers_of(meetings, statistics.asked_to(meetings))
    assert found.channels["link"].total() == 0 and found.channels["portal"].total() == 2
    assert found.days[(1, 3)].total() == 2


def test_points_and_overdue_answers_are_told_once_the_notes_are_public(client, cast, cycle):
    meeting = cycle.meetings.get(state="held")
    item = things.agenda_item(meeting)
    late = {"to_ministry": True, "answers_by": cast.agency, "answer_due": clock.today() - timedelta(days=1)}
    Point.objects.create(item=item, region=cast.region_a, text_fi="Rahoitus", **late)
    Point.objects.create(item=item, region=cast.region_a, text_fi="Kiitos", position=2)
    assert page(client, cycle)["points"].rows == []
    Notes.objects.create(meeting=meeting, state="public")
    assert words(page(client, cycle)["points"])[-1] == ["Yhteensä", "2", "1", "0", "1", "1"]


def test_action_points_are_counted_by_state(client, cast, cycle):
    meeting = cycle.meetings.get(state="held")
    for fields in ({"days": -3}, {"state": "under_way"}, {"state": "done"}, {"public": False}):
        action(meeting=meeting, **fields)
    assert words(page(client, cycle)["actions"])[-1] == ["Yhteensä", "1", "1", "1", "0", "1"]
    client.force_login(cast.chair)
    assert words(page(client, cycle, work=True)["actions"])[-1] == ["Yhteensä", "2", "1", "1", "0", "1"]


def test_themes_say_what_has_been_covered(client, cycle):
    missing = things.theme(programme=cycle.programme, number=30000)
    rows = words(page(client, cycle)["themes"])
    assert rows[0][1:] == ["1", "1", "1", f"1/{cycle}"]
    assert rows[1][0].endswith(missing.name_fi) and rows[1][1:] == ["–", "0", "0", "–"]


@pytest.mark.parametrize("key", SHEETS)
def test_each_table_can_be_taken_away_as_it_is_shown(client, cast, cycle, key):
    action(meeting=cycle.meetings.get(state="held"))
    client.force_login(cast.coordinator)
    sheet, address = page(client, cycle, work=True)[key], f"/fi/work/years/{cycle.year}/statistics/"
    text = client.get(address, {"table": key, "format": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert rows == [[str(head) for head in sheet.heads], *words(sheet)]
    book = load_workbook(BytesIO(b"".join(client.get(address, {"table": key, "format": "xlsx"}))))
    assert book.active.max_row == len(rows)


def test_a_table_that_is_not_shown_is_not_given_away(client, cycle):
    answer = client.get(f"/fi/year/{cycle.year}/statistics/", {"table": "channels", "format": "csv"})
    assert answer.status_code == 404


def year_with(regions: int, meetings: int):
    """A year in which every region was asked to every meeting with three seats, and most answered."""
    cycle = things.cycle()
    theme = things.round_of(cycle).theme
    places = [things.region() for _ in range(regions)]
    for number in range(meetings):
        level, days = ("officials", "politicians")[number % 2], -200 + number * 50
        state = "held" if days < 0 else "invited"
        meeting = things.meeting(level, cycle=cycle, theme=theme, days=days, state=state)
        for region in places:
            for kind, place in (("official", 1), ("politician", 1), ("politician", 2)):
                answered(meeting, things.seat(region, kind, place), "attend" if region.pk % 3 else "")
        action(meeting=meeting)
    return cycle


def queries(client, address):
    """How many queries the page costs somebody who has been there before."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("work", [False, True])
def test_the_whole_matrix_costs_as_many_queries_as_a_small_one(client, cast, work):
    if work:
        client.force_login(cast.coordinator)
    address = "/fi/{}/{}/statistics/".format("work/years" if work else "year", "{}")
    small = queries(client, address.format(year_with(1, 1).year))
    middle = queries(client, address.format(year_with(3, 3).year))
    whole = year_with(19, 8)
    full = queries(client, address.format(whole.year))
    assert small == middle == full <= 16
    matrix = page(client, whole, work=work)["coverage"]
    assert len(matrix.heads) == 8 + 2 and len(matrix.rows) >= 19 + 1
