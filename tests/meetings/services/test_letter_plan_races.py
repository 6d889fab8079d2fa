"""Two climb at once: each letter is written once, and what is sent by hand at that moment is not sent again."""

import pytest

from forum import clock
from forum.models import Letter
from forum.states import IllegalMove
from meetings.models import Meeting, PlannedLetter
from meetings.services import invitations, ladder, letter_plan
from tests import races, things
from tests.people import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db, tmp_path):
    """The cast, in a database that threads can share."""
    with races.database_for_threads(tmp_path):
        yield Cast()


@pytest.fixture
def reminder(cast):
    """The reminder of a meeting to which two are invited."""
    assert cast.official_of_a and cast.official_of_b and cast.coordinator
    meeting = things.meeting()
    invitations.send(meeting, by=cast.coordinator)
    letter_plan.make(meeting)
    return PlannedLetter.objects.get(meeting=meeting, rule="remind_silent")


def at(moment, deed):
    """The deed, as a thread does it at that moment."""

    def run():
        with clock.at(moment):
            return deed()

    return run


def test_two_workers_write_each_reminder_once(reminder):
    races.together(*[at(reminder.due_at, ladder.climb)] * 2)
    assert Letter.objects.filter(kind="reminder").count() == 2
    reminder.refresh_from_db()
    assert (reminder.state, reminder.letters) == ("done", 2)


def test_a_worker_and_a_coordinator_at_once_remind_once(cast, reminder):
    def send():
        try:
            return ladder.send_now(reminder, by=cast.coordinator)
        except IllegalMove:
            return []

    races.together(at(reminder.due_at, ladder.climb), at(reminder.due_at, send))
    assert Letter.objects.filter(kind="reminder").count() == 2


def test_two_who_plan_at_once_make_one_plan(cast, reminder):
    PlannedLetter.objects.all().delete()
    meeting = Meeting.objects.get()
    races.together(*[lambda: len(letter_plan.make(Meeting.objects.with_page().get(pk=meeting.pk)))] * 2)
    assert PlannedLetter.objects.count() == 10
