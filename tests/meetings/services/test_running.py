"""The chair's clock: which item is on, and how far behind the agenda the meeting is."""

from datetime import timedelta

import pytest

from forum import clock
from meetings.services import running
from tests import things
from themes.services.discussion import comments

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    made = things.meeting()
    for minutes in (30, 20, 10):
        things.agenda_item(made, minutes=minutes)
    return made


def after(meeting, minutes):
    return clock.at(meeting.starts_at + timedelta(minutes=minutes))


def test_the_clock_decides_until_the_chair_does(meeting, cast):
    first, second, _third = meeting.agenda_items.all()
    with after(meeting, -5):
        assert running.of(meeting).row is None
    with after(meeting, 35):
        run = running.of(meeting)
        assert (run.row.item, run.left, run.behind) == (second, 15, 0)
        running.begin(first, by=cast.chair)
        assert running.of(meeting).row.item == first


def test_a_late_item_puts_the_rest_behind_and_an_overlong_one_more_so(meeting, cast):
    second = meeting.agenda_items.all()[1]
    with after(meeting, 40):
        running.begin(second, by=cast.chair)
    with after(meeting, 55):
        run = running.of(meeting)
        assert (run.left, run.behind) == (5, 10)
    with after(meeting, 67):
        run = running.of(meeting)
        assert (run.left, run.behind) == (-7, 17)
        assert run.ends_at(run.rows[2]) == run.rows[2].ends_at + timedelta(minutes=17)


def test_a_beginning_can_be_taken_back(meeting, cast):
    first, second, _third = meeting.agenda_items.all()
    with after(meeting, 5):
        running.begin(first, by=cast.chair)
        running.begin(second, by=cast.chair)
        running.take_back(second, by=cast.chair)
        assert running.of(meeting).row.item == first


def test_what_was_said_on_the_item_that_is_on_stands_beside_it(meeting, cast):
    first, second, _third = meeting.agenda_items.all()
    comments.say(first.thread, by=cast.official_of_a, text="Joukkoliikenteestä.", language="fi")
    comments.say(second.thread, by=cast.official_of_a, text="Muusta asiasta.", language="fi")
    with after(meeting, 1):
        assert [one.text for one in running.of(meeting).said] == ["Joukkoliikenteestä."]
