"""The agenda."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from meetings.models import AgendaItem
from meetings.services import agenda
from tests import things
from themes.models import Comment
from themes.services.clash import Clash


def titles(meeting) -> list[str]:
    return [item.title_fi for item in meeting.agenda_items.order_by("position")]


@pytest.fixture
def meeting(cast):
    found = things.meeting()
    for title, minutes in (("A", 10), ("B", 25), ("C", 50)):
        agenda.add(found, by=cast.coordinator, title_fi=title, title_sv=title, minutes=minutes)
    return found


def test_times_follow_from_the_lengths(meeting):
    starts = [
        timezone.localtime(row.starts_at) - timezone.localtime(meeting.starts_at) for row in agenda.timed(meeting)
    ]
    assert [start.seconds // 60 for start in starts] == [0, 10, 35]


def test_a_break_has_no_number_and_no_discussion(meeting, cast):
    agenda.add(meeting, by=cast.coordinator, title_fi="Tauko", is_break=True)
    rows = agenda.timed(meeting)
    assert [row.number for row in rows] == [1, 2, 3, None]
    assert rows[3].item.thread is None
    assert all(row.item.thread for row in rows[:3])


def test_items_move_up_and_down(meeting, cast):
    item = meeting.agenda_items.get(title_fi="C")
    assert agenda.move(item, up=True, by=cast.coordinator)
    assert titles(meeting) == ["A", "C", "B"]
    item.refresh_from_db()
    assert agenda.move(item, up=False, by=cast.coordinator)
    assert titles(meeting) == ["A", "B", "C"]


def test_the_first_does_not_move_up(meeting, cast):
    assert not agenda.move(meeting.agenda_items.get(title_fi="A"), up=True, by=cast.coordinator)
    assert titles(meeting) == ["A", "B", "C"]


def test_removing_closes_the_gap(meeting, cast):
    agenda.remove(meeting.agenda_items.get(title_fi="B"), by=cast.coordinator)
    assert list(meeting.agenda_items.values_list("title_fi", "position")) == [("A", 1), ("C", 2)]


def test_what_has_been_commented_on_stays(meeting, cast):
    item = meeting.agenda_items.get(title_fi="B")
    Comment.objects.create(
        thread=item.thread, author=cast.official_of_a, standing="personal", language="fi", text="Hei"
    )
    with pytest.raises(ValidationError):
        agenda.remove(item, by=cast.coordinator)
    assert titles(meeting) == ["A", "B", "C"]


def test_of_two_who_change_an_item_at_once_the_second_is_stopped(meeting, cast):
    item = meeting.agenda_items.get(title_fi="B")
    seen = agenda.mark(item)
    agenda.change(item, by=cast.coordinator, seen=seen, title_fi="B1")
    with pytest.raises(Clash) as clash:
        agenda.change(item, by=cast.coordinator, seen=seen, title_fi="B2")
    assert clash.value.now.title_fi == "B1"


def test_publishing_needs_titles_in_the_required_languages(meeting, cast):
    agenda.add(meeting, by=cast.coordinator, title_fi="Vain suomeksi")
    with pytest.raises(ValidationError, match="Vain suomeksi"):
        agenda.publish(meeting, by=cast.coordinator)
    assert meeting.agenda_published_at is None


def test_an_empty_agenda_is_not_published(cast):
    with pytest.raises(ValidationError):
        agenda.publish(things.meeting(), by=cast.coordinator)


def test_a_published_agenda_keeps_its_day(meeting, cast):
    agenda.publish(meeting, by=cast.coordinator)
    first = meeting.agenda_published_at
    agenda.publish(meeting, by=cast.coordinator)
    meeting.refresh_from_db()
    assert meeting.agenda_published_at == first


@pytest.mark.parametrize("nonsense", [{"minutes": 0}, {"minutes": 601}, {"position": 2}, {"thread": None}])
def test_the_database_refuses_nonsense(meeting, nonsense):
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.filter(title_fi="A").update(**nonsense)
