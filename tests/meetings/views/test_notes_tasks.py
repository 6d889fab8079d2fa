"""What notes and points put on the desk, in personal data, and what follows when somebody leaves."""

from datetime import timedelta

import pytest

from forum import clock
from forum.services import desk, people
from meetings.models import NotesSection
from meetings.services import notes, notes_people, points, remarks, saving
from tests import noted, things
from tests.noted import CONCLUDED


@pytest.fixture
def meeting(cast):
    found = noted.held()
    assert cast.official_of_a and cast.member
    things.invitation(found, cast.official_seat_a)
    noted.write(noted.first_item(found), cast, **CONCLUDED)
    noted.to_ministry(noted.first_item(found), cast, days=10)
    return found


def waits_for(person):
    """The kinds of what waits for the person, asked anew."""
    fresh = type(person).objects.get(pk=person.pk)
    return {task.kind for task in desk.tasks_of(fresh)} & {"notes", "notes_work", "point", "points"}


def test_a_draft_waits_for_nobody(cast, meeting):
    assert not any(map(waits_for, (cast.official_of_a, cast.member, cast.coordinator)))


def test_in_checking_the_seat_checks_the_ministry_answers_and_the_coordinator_sees_the_points(cast, meeting):
    noted.checking(meeting, cast)
    assert waits_for(cast.official_of_a) == {"notes"}
    assert waits_for(cast.member) == {"point"}
    assert waits_for(cast.coordinator) == {"points"}
    assert waits_for(cast.politician_of_a) == waits_for(cast.official_of_b) == waits_for(cast.chair) == set()


def test_the_coordinator_answers_remarks_confirms_and_publishes(cast, meeting):
    noted.checking(meeting, cast)
    said = noted.remark(meeting, cast)
    assert "notes_work" in waits_for(cast.coordinator)
    remarks.answer(said, by=cast.coordinator, text="Lisätty.", language="fi")
    assert "notes_work" not in waits_for(cast.coordinator)
    with clock.at(clock.now() + timedelta(days=8)):
        assert "notes_work" in waits_for(cast.coordinator)
        assert "notes" not in waits_for(cast.official_of_a)
        notes.confirm(meeting, by=cast.coordinator)
        assert "notes_work" in waits_for(cast.coordinator)
        notes.publish(meeting, by=cast.coordinator)
        assert waits_for(cast.coordinator) == {"points"}


def test_an_overdue_point_says_so_and_an_answer_ends_the_waiting(cast, meeting):
    noted.public(meeting, cast)
    with clock.at(clock.now() + timedelta(days=12)):
        (task,) = [task for task in desk.tasks_of(cast.member) if task.kind == "point"]
        assert task.due < clock.today()
        (all_points,) = [task for task in desk.tasks_of(cast.coordinator) if task.kind == "points"]
        assert "1" in all_points.text
    point = noted.first_item(meeting).points.get()
    points.answer(point, by=cast.member, typed={"answer_fi": "Vastaus"}, seen=saving.seen_all(point))
    assert waits_for(cast.member) == set()


def test_an_answer_that_lacks_a_language_waits_for_its_translation(cast, meeting):
    noted.public(meeting, cast)
    point = noted.first_item(meeting).points.get()
    typed = dict.fromkeys(points.ANSWERS, "") | {"answer_fi": "Vastaus"}
    points.answer(point, by=cast.member, typed=typed, seen=saving.seen_all(point))
    assert waits_for(cast.coordinator) == {"points"}
    point.refresh_from_db()
    both = typed | {"answer_sv": "Svar"}
    points.answer(point, by=cast.coordinator, typed=both, seen=saving.seen_all(point))
    assert waits_for(cast.coordinator) == set()


def test_ones_own_data_hold_remarks_answers_and_being_a_contact(cast, meeting):
    NotesSection.objects.update(contact=cast.official_of_a)
    noted.checking(meeting, cast)
    noted.remark(meeting, cast, "Oma huomautukseni")
    own = notes_people.own_data(cast.official_of_a)
    assert own["remarks_on_notes"][0]["text"] == "Oma huomautukseni" and len(own["contact_in_notes"]) == 1
    assert notes_people.own_data(cast.coordinator)["texts_of_notes_saved"] > 0


def test_who_is_anonymised_is_no_longer_a_contact_and_the_remark_keeps_its_seat(cast, meeting):
    NotesSection.objects.update(contact=cast.official_of_a)
    noted.checking(meeting, cast)
    said = noted.remark(meeting, cast)
    people.anonymise(cast.official_of_a, by=cast.coordinator)
    said.refresh_from_db()
    assert NotesSection.objects.get().contact is None
    assert said.said_for["fi"].startswith("Kainuu") and said.text
