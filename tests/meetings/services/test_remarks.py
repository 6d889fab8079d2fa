"""Remarks of the seats, within the checking time."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError

from forum import clock
from meetings.models import NotesRemark
from meetings.services import notes, notes_links, planning, remarks
from meetings.services.links import ForgedLink
from regions.models import Mandate
from tests import noted, things
from tests.noted import CONCLUDED


@pytest.fixture
def meeting(cast):
    found = noted.held()
    assert cast.official_of_a and cast.official_of_b
    things.invitation(found, cast.official_seat_a)
    noted.write(noted.first_item(found), cast, **CONCLUDED)
    noted.checking(found, cast, days=3)
    return found


def test_a_remark_is_stamped_with_the_seat_in_every_language(meeting, cast):
    said = noted.remark(meeting, cast)
    assert said.said_for["fi"] == "Kainuu, viranhaltija" and said.said_for["sv"] == "Kajanaland, tjänsteinnehavare"


def test_the_same_remark_twice_is_said_once(meeting, cast):
    assert noted.remark(meeting, cast) == noted.remark(meeting, cast)


def test_remarks_are_taken_to_the_end_of_the_last_day_and_no_longer(meeting, cast):
    end = planning.local_moment(clock.today() + timedelta(days=3), time(23, 59))
    with clock.at(end):
        noted.remark(meeting, cast, "Viimeisenä päivänä.")
    with clock.at(end + timedelta(minutes=1)), pytest.raises(ValidationError) as refused:
        noted.remark(meeting, cast, "Liian myöhään.")
    assert refused.value.code == "closed" and NotesRemark.objects.count() == 1


def test_confirmed_notes_take_no_remarks(meeting, cast):
    notes.confirm(meeting, by=cast.coordinator, early=True)
    with pytest.raises(ValidationError):
        noted.remark(meeting, cast)


@pytest.mark.parametrize("text", ["", "  \n ", "\x00", "a" * 4001])
def test_a_remark_says_something_and_not_too_much(meeting, cast, text):
    with pytest.raises(ValidationError):
        noted.remark(meeting, cast, text)


def test_who_was_not_invited_checks_nothing(meeting, cast):
    for person in (cast.official_of_b, cast.politician_of_a, cast.member, cast.coordinator):
        assert notes_links.of_person(person, meeting) is None


def test_a_draft_is_checked_by_nobody(meeting, cast):
    link = notes_links.token(meeting.invitations.get(), cast.official_of_a)
    assert notes_links.open_link(link).person == cast.official_of_a
    notes.take_back(meeting, by=cast.coordinator)
    assert notes_links.of_person(cast.official_of_a, meeting) is None
    with pytest.raises(ForgedLink):
        notes_links.open_link(link)


def test_the_link_of_who_has_left_the_seat_opens_nothing(meeting, cast):
    link = notes_links.token(meeting.invitations.get(), cast.official_of_a)
    Mandate.objects.filter(person=cast.official_of_a).update(until=clock.today() - timedelta(days=1))
    with pytest.raises(ForgedLink):
        notes_links.open_link(link)


def test_a_link_for_another_person_opens_nothing(meeting, cast):
    with pytest.raises(ForgedLink):
        notes_links.open_link(notes_links.token(meeting.invitations.get(), cast.official_of_b))


def test_an_answer_can_be_corrected(meeting, cast):
    said = noted.remark(meeting, cast)
    for text in ("Otettu huomioon.", "Otettu osittain huomioon."):
        remarks.answer(said, by=cast.coordinator, text=text, language="fi")
    said.refresh_from_db()
    assert said.answer == "Otettu osittain huomioon." and said.answered_by == cast.coordinator
