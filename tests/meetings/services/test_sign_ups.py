"""Open events: anybody may sign up; the full room has a waiting list; everybody is told once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from icalendar import Calendar

from forum import clock
from forum.models import Letter
from meetings.models import SignUp
from meetings.services import changes, meetings, sign_up_letters, sign_ups
from tests import things

SAID = {"name": "Kalle Kuulija", "organisation": "Yhdistys", "language": "fi", "mode": "room"}
DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    kind = things.kind("debrief", is_open=True)
    return things.meeting("debrief", kind=kind, capacity=1, remote_link="https://video.example.org/x")


def signs_up(event, who, **said):
    return sign_ups.sign_up(event, email=f"{who}@example.org", **{**SAID, "name": who, **said})


def letters_of(sign_up):
    return [one.facts["what"] for one in Letter.objects.filter(to_address=sign_up.email).order_by("pk")]


def test_the_room_fills_and_the_next_one_waits(event):
    first, second, remote = signs_up(event, "eka"), signs_up(event, "toka"), signs_up(event, "etä", mode="remote")
    assert [one.state for one in (first, second, remote)] == ["coming", "waiting", "coming"]
    assert letters_of(second) == ["waiting"]


def test_a_free_place_goes_to_who_has_waited_longest_and_the_calendar_comes_with_it(event):
    first, second, third = (signs_up(event, name) for name in ("eka", "toka", "kolmas"))
    sign_ups.cancel(first)
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.state, third.state) == ("coming", "waiting")
    letter = Letter.objects.get(to_address=second.email, facts__what="moved_up")
    entry = Calendar.from_ical(letter.calendar).walk("VEVENT")[0]
    assert letter.calendar_method == "REQUEST" and entry["sequence"] == second.sequence
    assert Letter.objects.get(to_address=first.email, facts__what="cancelled").calendar_method == "CANCEL"


def test_more_places_move_people_up(event, cast):
    signs_up(event, "eka")
    second = signs_up(event, "toka")
    meetings.change(event, by=cast.coordinator, revision=event.revision, capacity=2)
    second.refresh_from_db()
    assert second.state == "coming"


def test_signing_up_twice_changes_nothing_and_says_so_by_letter_only(event):
    first = signs_up(event, "eka")
    again = signs_up(event, "EKA", name="Joku Muu")
    assert again.pk == first.pk and again.name == "eka"
    assert SignUp.objects.count() == 1 and letters_of(first) == ["coming", "again"]


def test_who_goes_remote_gives_the_place_free(event):
    first, second = signs_up(event, "eka"), signs_up(event, "toka")
    sign_ups.change_mode(first, mode="remote")
    second.refresh_from_db()
    assert second.state == "coming"
    sign_ups.change_mode(first, mode="room")
    assert first.state == "waiting"


def test_sign_up_closes_on_its_day_and_can_still_be_cancelled(event):
    first = signs_up(event, "eka")
    event.sign_up_until = event.day
    event.save()
    with clock.at(event.ends_at):
        with pytest.raises(ValidationError):
            signs_up(event, "toka")
        with pytest.raises(ValidationError):
            sign_ups.cancel(first)
    sign_ups.cancel(first)
    assert signs_up(event, "eka").state == "coming"


def test_a_moved_event_and_a_cancelled_one_tell_each_once(event, cast):
    coming = signs_up(event, "eka")
    later = {"starts_at": event.starts_at + DAY, "ends_at": event.ends_at + DAY}
    meetings.change(event, by=cast.coordinator, revision=event.revision, **later)
    event.refresh_from_db()
    notice = changes.draft_of(event)
    changes.release(notice, by=cast.coordinator, revision=notice.revision, meeting_revision=event.revision)
    event.refresh_from_db()
    meetings.cancel(event, by=cast.coordinator, reason="Sairastuminen")
    assert letters_of(coming) == ["coming", "event_changed", "event_cancelled"]
    newest = Letter.objects.filter(to_address=coming.email).latest("pk")
    assert newest.calendar_method == "CANCEL" and newest.facts["reason"] == "Sairastuminen"


def test_a_forged_or_old_link_opens_nothing(event):
    one = signs_up(event, "eka")
    assert sign_up_letters.open_link(sign_up_letters.token(one)) == one
    assert sign_up_letters.open_link("mitä.tahansa.tässä") is None
    SignUp.objects.update(link_version=2)
    assert sign_up_letters.open_link(sign_up_letters.token(one)) is None


def test_names_and_addresses_are_forgotten_after_ninety_days(event):
    one = signs_up(event, "eka")
    with clock.at(event.ends_at + sign_ups.FORGOTTEN_AFTER + DAY):
        assert (sign_ups.forget_old(), sign_ups.forget_old()) == (1, 0)
    one.refresh_from_db()
    assert "eka" not in f"{one.name}{one.email}{one.organisation}" and one.state == "coming"
    letter = Letter.objects.get(facts__sign_up=one.public_id)
    assert "eka" not in f"{letter.to_name}{letter.to_address}{letter.text}{letter.html}{letter.calendar}"
