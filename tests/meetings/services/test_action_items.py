"""Open action points come onto the agenda of the next meeting on their theme by themselves, once."""

import pytest

from forum import clock
from meetings.models import AgendaItem
from meetings.services import action_items, agenda
from tests import things
from tests.actions import action

TITLES = {"title_fi": "Avaus", "title_sv": "Öppning"}


@pytest.fixture
def open_one(db):
    """An open action point of a meeting held a month ago."""
    return action()


def coming(one, **fields):
    """A meeting to come on the action point's theme."""
    return things.meeting(**{"theme": one.theme, "cycle": one.meeting.cycle, **fields})


def placed(meeting):
    """The agenda's item for action points, or None."""
    return meeting.agenda_items.filter(purpose="action_points").first()


def test_the_first_item_of_a_new_agenda_brings_it_along(cast, open_one):
    meeting = coming(open_one)
    agenda.add(meeting, by=cast.coordinator, **TITLES)
    item = placed(meeting)
    assert item.position == 2 and item.title_fi and item.title_sv and item.title_en and item.thread


def test_nothing_comes_when_nothing_is_open(cast):
    one = action(state="done")
    meeting = coming(one)
    agenda.add(meeting, by=cast.coordinator, **TITLES)
    assert placed(meeting) is None


@pytest.mark.parametrize("fields", [{"public": False}, {"days": 30}])
def test_only_public_action_points_of_earlier_meetings_count(cast, fields):
    later = things.meeting(days=90) if "days" in fields else None
    one = action(**fields, **({"meeting": later} if later else {}))
    meeting = coming(one, days=10)
    agenda.add(meeting, by=cast.coordinator, **TITLES)
    assert placed(meeting) is None


def test_the_clock_puts_it_on_agendas_that_were_made_before(open_one):
    meeting = coming(open_one)
    items = [things.agenda_item(meeting) for _ in range(3)]
    assert action_items.put_all_due() == 1 and action_items.put_all_due() == 0
    assert [item.position for item in meeting.agenda_items.all()] == [1, 2, 3, 4]
    assert [item.pk for item in meeting.agenda_items.exclude(purpose="action_points")] == [one.pk for one in items]


def test_on_a_public_agenda_it_stands_last(open_one):
    meeting = coming(open_one, agenda_published_at=clock.now())
    for _ in range(3):
        things.agenda_item(meeting)
    action_items.put_all_due()
    assert placed(meeting).position == 4


def test_only_the_next_meeting_on_the_theme_gets_it(open_one):
    later, nearest = coming(open_one, days=80), coming(open_one, days=20, level="politicians")
    for meeting in (later, nearest):
        things.agenda_item(meeting)
    action_items.put_all_due()
    assert placed(nearest) and not placed(later)


@pytest.mark.parametrize("fields", [{"state": "cancelled", "cancelled_reason": "Myrsky"}, {"level": "other"}])
def test_cancelled_meetings_and_other_kinds_do_not(open_one, fields):
    meeting = coming(open_one, **fields)
    things.agenda_item(meeting)
    action_items.put_all_due()
    assert not placed(meeting)


def test_an_agenda_that_has_not_been_made_waits(open_one):
    meeting = coming(open_one)
    assert action_items.put_all_due() == 0 and not AgendaItem.objects.filter(meeting=meeting).exists()


def test_what_the_coordinator_removes_does_not_come_back_but_by_hand(cast, open_one):
    meeting = coming(open_one)
    agenda.add(meeting, by=cast.coordinator, **TITLES)
    agenda.remove(placed(meeting), by=cast.coordinator)
    assert action_items.put_all_due() == 0 and not placed(meeting)
    assert action_items.put(meeting, by=cast.coordinator) == placed(meeting)
    assert action_items.put(meeting, by=cast.coordinator) is None


def test_it_lists_what_is_open_when_it_is_read(cast, open_one):
    meeting, other = coming(open_one), action(meeting=open_one.meeting, days=5)
    assert action_items.open_for(meeting) == [other, open_one]
    open_one.state, open_one.finished_at = "done", clock.now()
    open_one.save()
    assert action_items.open_for(meeting) == [other]


def test_after_the_meeting_it_lists_what_was_open_then(open_one):
    meeting = coming(open_one, days=5)
    with clock.at(meeting.ends_at):
        open_one.state, open_one.finished_at = "done", clock.now()
        open_one.save()
        assert action_items.open_for(meeting) == [open_one]
