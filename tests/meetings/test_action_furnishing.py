"""Example action points of the held example meeting."""

import pytest

from forum import clock
from forum.models import Letter
from meetings import action_furnishing
from meetings.furnishing import HELD
from meetings.models import ActionPoint, Meeting
from tests import things
from tests.people import hold
from themes.models import ThemeOrganisation


@pytest.fixture
def meeting(cast):
    """The held example meeting, with bodies on its theme and regions whose officials are there."""
    assert cast.member
    meeting = things.meeting("politicians", days=-31, state="held", is_example=True, public_id=HELD)
    ThemeOrganisation.objects.create(theme=meeting.theme, organisation=cast.agency)
    for _ in range(7):
        hold(things.seat(things.region()), things.person(language="sv"))
    things.agenda_item(meeting)
    return meeting


def furnish():
    action_furnishing.furnish(today=clock.today(), say=str)


def test_there_is_one_of_each_state_and_one_is_late(meeting):
    furnish()
    found = ActionPoint.objects.all()
    assert sorted(one.state for one in found) == ["done", "open", "under_way", "under_way"]
    assert sum(one.is_overdue for one in found) == 1
    assert all(one.is_example and one.is_public and one.item for one in found)
    assert all(one.title_fi and one.title_sv and one.title_en for one in found)


def test_each_speaks_the_language_of_its_people_and_one_proposes_another_day(meeting):
    furnish()
    assert {row.language for one in ActionPoint.objects.all() for row in one.progress.all()} == {"fi", "sv"}
    (proposed,) = ActionPoint.objects.proposed()
    assert proposed.proposed_due > clock.today() and proposed.proposed_language == "sv"


def test_nothing_of_the_past_is_mailed(meeting):
    furnish()
    assert set(Letter.objects.values_list("state", "kind")) == {("sent", "action_points_given")}
    assert max(Letter.objects.values_list("sent_at", flat=True)) < clock.now()


def test_furnishing_again_adds_nothing_and_changes_nothing(meeting):
    furnish()
    before = list(ActionPoint.objects.values_list("pk", "revision"))
    furnish()
    assert list(ActionPoint.objects.values_list("pk", "revision")) == before


def test_the_next_meeting_on_the_theme_lists_them(meeting):
    coming = things.meeting(theme=meeting.theme, cycle=meeting.cycle, days=100)
    things.agenda_item(coming)
    furnish()
    assert Meeting.objects.get(pk=coming.pk).agenda_items.filter(purpose="action_points").exists()


def test_without_a_held_example_nothing_is_written(db):
    furnish()
    assert not ActionPoint.objects.exists()
