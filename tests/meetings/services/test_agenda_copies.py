"""Items are duplicated, put where they belong, and copied from other meetings; odd times are told."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from forum.models import AuditEntry
from meetings.models import Meeting
from meetings.services import agenda, agenda_copies, agenda_warnings
from tests import things


def titles(meeting) -> list[str]:
    return [item.title_fi for item in meeting.agenda_items.order_by("position")]


def with_items(cast, *minutes: int, breaks: tuple[int, ...] = (), **fields) -> Meeting:
    """A meeting with items A, B, C … of these lengths; `breaks` are their places, from 0."""
    found = things.meeting(**fields)
    for place, length in enumerate(minutes):
        names = {"title_fi": "ABCDEF"[place], "title_sv": "abcdef"[place]}
        agenda.add(found, by=cast.coordinator, minutes=length, is_break=place in breaks, **names)
    return found


@pytest.mark.parametrize(("place", "order"), [(1, "CAB"), (2, "ACB"), (4, "ABC"), (3, "ABC"), (-5, "CAB"), (99, "ABC")])
def test_an_item_is_put_in_any_place(cast, place, order):
    meeting = with_items(cast, 10, 10, 10)
    moved = agenda.place(meeting.agenda_items.get(title_fi="C"), position=place, by=cast.coordinator)
    assert "".join(titles(meeting)) == order and moved is (order != "ABC")
    assert list(meeting.agenda_items.values_list("position", flat=True)) == [1, 2, 3]


def test_an_item_is_put_further_down(cast):
    meeting = with_items(cast, 10, 10, 10, 10)
    agenda.place(meeting.agenda_items.get(title_fi="A"), position=3, by=cast.coordinator)
    assert titles(meeting) == ["B", "C", "A", "D"]


def test_a_duplicate_stands_after_its_original_with_a_discussion_of_its_own(cast):
    meeting = with_items(cast, 10, 25)
    first = meeting.agenda_items.get(title_fi="A")
    made = agenda_copies.duplicate(first, by=cast.coordinator)
    assert titles(meeting) == ["A", "A", "B"] and made.minutes == 10
    made.refresh_from_db()
    assert made.position == 2 and made.thread_id and made.thread_id != first.thread_id
    assert AuditEntry.objects.filter(verb="agenda.duplicate", about_id=made.public_id).exists()


def test_another_meetings_agenda_is_copied_after_ones_own_items(cast):
    # given a meeting with an agenda, one of whose items came by itself, and whose presenter has left
    source = with_items(cast, 10, 20, 30, breaks=(1,))
    source.agenda_items.filter(title_fi="A").update(presenter=things.person(is_active=False))
    source.agenda_items.filter(title_fi="C").update(presenter=cast.chair, purpose="action_points")
    # when it is copied
    meeting = with_items(cast, 5)
    agenda_copies.copy(meeting, source=source, by=cast.coordinator)
    # then the items are there with texts, lengths and breaks, and what comes by itself is not
    rows = agenda.timed(meeting)
    assert [(row.item.title_sv, row.item.minutes, row.item.is_break) for row in rows] == [
        ("a", 5, False),
        ("a", 10, False),
        ("b", 20, True),
    ]
    assert [row.item.presenter for row in rows] == [None, None, None]
    assert titles(source) == ["A", "B", "C"]


def test_a_meeting_without_an_agenda_gives_nothing_to_copy(cast):
    meeting, empty = with_items(cast, 10), things.meeting()
    with pytest.raises(ValidationError):
        agenda_copies.copy(meeting, source=empty, by=cast.coordinator)
    assert list(agenda_copies.sources(empty)) == [meeting] and list(agenda_copies.sources(meeting)) == []


def told(meeting) -> list[str]:
    return agenda_warnings.of(meeting, agenda.timed(meeting))


def hours(start: int, length: int) -> dict:
    """A meeting in Finland that begins at `start` o'clock (UTC) and lasts `length` hours."""
    begins = things.meeting().starts_at.replace(month=1, hour=start)
    return {"starts_at": begins, "ends_at": begins + timedelta(hours=length)}


def test_a_day_with_breaks_and_lunch_is_left_in_peace(cast):
    assert told(with_items(cast, 120, 45, 120, breaks=(1,), **hours(8, 5))) == []
    assert told(with_items(cast, 60, **hours(12, 1))) == []


@pytest.mark.parametrize(
    ("minutes", "breaks", "at", "words"),
    [
        ((90, 90), (), (12, 3), "Yli kaksi ja puoli tuntia ilman taukoa, 14.00–17.00"),
        ((120, 15, 120), (1,), (8, 5), "Lounas puuttuu"),
        ((60, 30, 30), (), (12, 1), "2 kohtaa alkaa vasta kokouksen päätyttyä klo 15.00"),
        ((15, 45), (0,), (12, 1), "Esityslista alkaa tauolla"),
        ((45, 15), (1,), (12, 1), "Esityslista päättyy taukoon"),
    ],
)
def test_odd_times_are_told_in_words(cast, minutes, breaks, at, words):
    found = told(with_items(cast, *minutes, breaks=breaks, **hours(*at)))
    assert len(found) == 1 and words in found[0]
