"""The politicians' agenda starts from the officials' outcome."""

import pytest
from django.core.exceptions import ValidationError

from forum.models import AuditEntry
from meetings.models import AgendaItem, Meeting, Point
from meetings.services import agenda, carrying, points, saving, statistics
from tests import noted, things
from tests.noted import CONCLUDED
from themes.models import Comment


@pytest.fixture
def officials(cast):
    """An officials' meeting of two items: one concluded with two points, one of which nothing came."""
    meeting = noted.held(items=2)
    item = noted.first_item(meeting)
    noted.write(item, cast, **CONCLUDED)
    noted.point(item, cast, text_fi="A")
    noted.to_ministry(item, cast, text_fi="B")
    things.agenda_item(meeting, is_break=True, thread=None, title_fi="Tauko")
    return meeting


@pytest.fixture
def politicians(officials):
    meeting = things.meeting("politicians", days=20, cycle=officials.cycle)
    officials.prepares = meeting
    officials.save()
    return Meeting.objects.with_page().get(pk=meeting.pk)


def everything(meeting):
    """All that is offered, by public id."""
    offered = carrying.offer(meeting)
    return {
        "items": [one.item.public_id for one in offered],
        "points": [point.public_id for one in offered for point in one.points],
    }


def test_what_came_of_the_officials_meeting_is_offered_and_ticked(politicians):
    first, second = carrying.offer(politicians)
    assert (first.wanted, second.wanted) == (True, False)
    assert [str(point.text) for point in first.points] == ["A", "B"]


def test_items_come_with_their_conclusions_and_points(politicians, cast):
    things.agenda_item(politicians, title_fi="Avaus")
    assert carrying.carry(politicians, by=cast.coordinator, **everything(politicians)) == (2, 2)
    opening, first, second = politicians.agenda_items.order_by("position")
    assert (first.title_sv, first.summary_fi, first.summary_sv) == ("Ärende 1", "Johtopäätös", "Slutsats")
    assert first.carried_from.meeting.prepares == politicians and first.thread
    copies = Point.objects.filter(item=first).order_by("position")
    assert [(str(one.text), one.region, one.to_ministry) for one in copies] == [
        ("A", cast.region_a, False),
        ("B", cast.region_a, False),
    ]
    assert AuditEntry.objects.get(verb="carrying.carry").details == {"items": 2, "points": 2}


def test_only_what_was_chosen_is_carried(politicians, cast):
    chosen = everything(politicians)
    carried = carrying.carry(politicians, by=cast.coordinator, items=chosen["items"][:1], points=chosen["points"][1:])
    assert carried == (1, 1)
    assert [str(point.text) for point in Point.objects.filter(item__meeting=politicians)] == ["B"]


def test_a_second_run_carries_only_what_is_new(politicians, officials, cast):
    carrying.carry(politicians, by=cast.coordinator, **everything(politicians))
    assert carrying.carry(politicians, by=cast.coordinator, **everything(politicians)) == (0, 0)
    noted.point(noted.first_item(officials), cast, text_fi="C")
    new = [point.public_id for one in carrying.offer(politicians) for point in one.new_points]
    assert carrying.carry(politicians, by=cast.coordinator, items=[], points=new) == (0, 1)
    assert AgendaItem.objects.filter(meeting=politicians).count() == 2


def test_carrying_can_be_undone_and_done_again(politicians, cast):
    carrying.carry(politicians, by=cast.coordinator, **everything(politicians))
    assert carrying.undo(politicians, by=cast.coordinator) == (2, [])
    assert not politicians.agenda_items.exists() and not Point.everything.filter(item__meeting=politicians).exists()
    assert carrying.carry(politicians, by=cast.coordinator, **everything(politicians)) == (2, 2)


def changed(item, cast):
    agenda.change(item, by=cast.coordinator, seen=agenda.mark(item), title_fi="Tarkennettu")


def commented(item, cast):
    said = {"author": cast.official_of_a, "standing": "personal", "language": "fi", "text": "Hei"}
    Comment.objects.create(thread=item.thread, **said)


def pointed(item, cast):
    noted.point(item, cast, text_fi="Oma")


def point_changed(item, cast):
    point = Point.objects.filter(item=item).first()
    saving.save(point, by=cast.coordinator, typed={"text_fi": "Muutettu"}, seen=saving.seen_all(point))


def noted_already(item, cast):
    noted.write(item, cast, conclusions_fi="Uusi")


@pytest.mark.parametrize("work", [changed, commented, pointed, point_changed, noted_already])
def test_what_has_been_worked_on_since_stays(politicians, cast, work):
    carrying.carry(politicians, by=cast.coordinator, **everything(politicians))
    item = politicians.agenda_items.select_related("meeting__cycle", "thread").order_by("position")[0]
    work(item, cast)
    gone, stay = carrying.undo(politicians, by=cast.coordinator)
    assert gone == 1 and len(stay) == 1
    assert politicians.agenda_items.get() == item


def test_a_public_agenda_is_not_undone(politicians, cast):
    carrying.carry(politicians, by=cast.coordinator, **everything(politicians))
    agenda.publish(politicians, by=cast.coordinator)
    with pytest.raises(ValidationError):
        carrying.undo(politicians, by=cast.coordinator)


def test_a_carried_point_that_was_removed_can_be_carried_again(politicians, cast):
    carrying.carry(politicians, by=cast.coordinator, **everything(politicians))
    copy = Point.objects.select_related("item__meeting").get(item__meeting=politicians, text_fi="A")
    points.remove(copy, by=cast.coordinator)
    new = [point.public_id for one in carrying.offer(politicians) for point in one.new_points]
    assert carrying.carry(politicians, by=cast.coordinator, items=[], points=new) == (0, 1)


def test_a_meeting_that_none_prepares_has_nothing_to_start_from(cast):
    meeting = things.meeting("politicians")
    assert carrying.offer(meeting) == []
    assert carrying.carry(meeting, by=cast.coordinator, items=["x"], points=["y"]) == (0, 0)


def test_an_item_with_notes_is_not_removed_from_the_agenda(officials, cast):
    item = AgendaItem.objects.select_related("meeting", "thread").get(pk=noted.first_item(officials).pk)
    with pytest.raises(ValidationError):
        agenda.remove(item, by=cast.coordinator)
    assert AgendaItem.objects.filter(pk=item.pk).exists()


def test_a_carried_point_counts_once_in_the_years_statistics(officials, politicians, cast):
    # given both points carried, and one raised by the politicians
    carrying.carry(politicians, by=cast.coordinator, **everything(politicians))
    noted.point(noted.first_item(politicians), cast, text_fi="C")
    # when the year is counted
    counted = statistics.points_of([officials, politicians], in_full=True)
    # then each point counts where it was raised
    assert [counted[one.pk]["all"] for one in (officials, politicians)] == [2, 1]
    assert counted[officials.pk]["asked"] == 1


def test_a_carried_point_counts_where_it_is_when_its_first_meeting_is_not_shown(officials, politicians, cast):
    carrying.carry(politicians, by=cast.coordinator, **everything(politicians))
    assert statistics.points_of([politicians], in_full=True)[politicians.pk]["all"] == 2
