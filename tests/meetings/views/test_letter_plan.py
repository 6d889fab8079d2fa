"""The plan of letters: its page, the page of a step, the desk, and noting calls."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum import clock
from forum.models import Letter
from meetings.models import CallNote, PlannedLetter
from meetings.services import calls, invitations, letter_plan, letter_steps
from meetings.tasks import climb_ladder, forget_sign_ups
from regions.models import Mandate
from tests import things
from tests.people import hold


@pytest.fixture
def meeting(cast):
    """Two officials have been invited to a meeting in sixty days, with a plan."""
    assert cast.official_of_a and cast.official_of_b
    meeting = things.meeting(days=60)
    invitations.send(meeting, by=cast.coordinator)
    letter_plan.make(meeting)
    return meeting


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.coordinator)
    return client


def page(meeting, rule: str = "") -> str:
    return f"/fi/work/meetings/{meeting.public_id}/letters/" + (f"{rule}/" if rule else "")


def step(meeting, rule: str) -> PlannedLetter:
    return PlannedLetter.objects.get(meeting=meeting, rule=rule)


def test_the_plan_says_of_each_step_when_and_to_whom(coordinator, meeting):
    found = coordinator.get(page(meeting)).content.decode()
    assert found.count('class="letter-day"') == 10
    assert "lähtee itsestään" in found and "odottaa hyväksyntääsi" in found
    assert "official.a (Esimerkki)" in found


def test_the_chair_sees_the_steps_and_nobodys_silence(client, cast, meeting):
    client.force_login(cast.chair)
    found = client.get(page(meeting)).content.decode()
    assert "lähtee itsestään" in found and "official.a (Esimerkki)" not in found


def test_sending_now_goes_to_who_was_shown_and_to_nobody_else(coordinator, cast, meeting):
    with clock.at(clock.now() + timedelta(days=5)):
        seen = coordinator.get(page(meeting, "remind_silent")).context["line"].seen
        hold(things.seat(things.region()), things.person("new"))
        invitations.send(type(meeting).objects.get(pk=meeting.pk), by=cast.coordinator)
    with clock.at(clock.now() + timedelta(days=9)):
        coordinator.post(page(meeting, "remind_silent"), {"do": "send", "seen": seen})
        assert not Letter.objects.filter(kind="reminder").exists()
        seen = coordinator.get(page(meeting, "remind_silent")).context["line"].seen
        coordinator.post(page(meeting, "remind_silent"), {"do": "send", "seen": seen})
    assert Letter.objects.filter(kind="reminder").count() == 3


@pytest.mark.parametrize(
    ("does", "state"), [({"do": "pause"}, "paused"), ({"do": "skip", "reason": "Soitetaan"}, "skipped")]
)
def test_a_button_changes_the_step(coordinator, meeting, does, state):
    assert coordinator.post(page(meeting, "remind_silent"), does).status_code == 302
    assert step(meeting, "remind_silent").state == state


def test_a_step_is_moved_to_a_day_and_a_wrong_day_is_said_at_the_field(coordinator, meeting):
    late = meeting.day + timedelta(days=1)
    answer = coordinator.post(page(meeting, "remind_silent"), {"do": "move", "day": late.isoformat()})
    assert answer.status_code == 422 and "Valitse päivä ennen kokousta" in answer.content.decode()
    day = meeting.day - timedelta(days=20)
    coordinator.post(page(meeting, "remind_silent"), {"do": "move", "day": day.isoformat()})
    assert step(meeting, "remind_silent").due_at == letter_plan.moment_of(day)


def test_releasing_and_taking_it_back(coordinator, meeting):
    seen = coordinator.get(page(meeting, "agenda_out")).context["line"].seen
    coordinator.post(page(meeting, "agenda_out"), {"do": "release", "seen": seen})
    assert step(meeting, "agenda_out").released_by is not None
    coordinator.post(page(meeting, "agenda_out"), {"do": "take_back"})
    assert step(meeting, "agenda_out").released_at is None


def test_the_difference_since_the_release_is_shown(coordinator, cast, meeting):
    letter_steps.release(step(meeting, "agenda_out"), by=cast.coordinator)
    hold(things.seat(things.region()), things.person("newcomer"))
    meeting.refresh_from_db()
    invitations.send(meeting, by=cast.coordinator)
    assert "newcomer (Esimerkki) on uusi" in coordinator.get(page(meeting, "agenda_out")).content.decode()


def test_an_unknown_step_is_not_found(coordinator, meeting):
    assert coordinator.get(page(meeting, "nothing")).status_code == 404


def test_the_desk_tells_what_waits_and_what_was_missed(coordinator, meeting):
    with clock.at(meeting.starts_at - timedelta(days=18)):
        climb_ladder()
        found = coordinator.get("/fi/desk/").content.decode()
    assert 'id="letters-due"' in found and "Jäänyt väliin" in found


def test_a_call_is_noted_and_stands_on_the_list_and_in_its_table(coordinator, cast, meeting):
    asked = meeting.invitations.get(seat=cast.official_seat_a)
    answer = coordinator.post(f"/fi/work/invitations/{asked.public_id}/call/", {"text": "=Tulee", "do": "answer"})
    assert answer["Location"].endswith(f"/work/invitations/{asked.public_id}/")
    assert CallNote.objects.get().by == cast.coordinator
    calls = f"/fi/work/meetings/{meeting.public_id}/seats/calls/"
    assert "=Tulee" in coordinator.get(calls).content.decode()
    assert ";=Tulee" not in coordinator.get(f"{calls}?format=csv").content.decode()


@pytest.mark.parametrize("rule", ["", "last_reminder"])
def test_pages_cost_the_same_for_two_seats_and_for_many(coordinator, cast, meeting, rule):
    def cost() -> int:
        coordinator.get(page(meeting, rule))
        with CaptureQueriesContext(connection) as asked:
            coordinator.get(page(meeting, rule))
        return len(asked)

    before = cost()
    for number in range(4):
        hold(things.seat(things.region()), things.person(f"many{number}"))
    meeting.refresh_from_db()
    invitations.send(meeting, by=cast.coordinator)
    assert cost() == before <= 24


def test_notes_of_calls_are_forgotten_ninety_days_after_the_meeting(cast, meeting):
    asked = meeting.invitations.get(seat=cast.official_seat_a)
    calls.note(asked, text="Palaa lomalta maanantaina", by=cast.coordinator)
    with clock.at(meeting.ends_at + timedelta(days=89)):
        forget_sign_ups()
        assert CallNote.objects.exists()
    with clock.at(meeting.ends_at + timedelta(days=91)):
        forget_sign_ups()
        forget_sign_ups()
    assert not CallNote.objects.exists() and type(asked).objects.filter(pk=asked.pk).exists()


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("remind_silent", "Muistutettu"),
        ("ask_deputy", "Varahenkilöltä kysytty"),
        ("ask_contact", "yhteyshenkilöltä kysytty"),
        ("last_reminder", "Kaikkia paikan henkilöitä"),
    ],
)
def test_the_board_says_who_was_asked_last_about_a_silent_seat(coordinator, cast, meeting, rule, words):
    hold(cast.official_seat_a, things.person("deputy.a"), "deputy")
    contact = things.person("contact.a")
    Mandate.objects.create(person=contact, role="contact", region=cast.region_a, since="2020-01-01")
    with clock.at(step(meeting, rule).due_at + timedelta(hours=1)):
        PlannedLetter.objects.filter(meeting=meeting).exclude(rule=rule).filter(state="planned").update(state="paused")
        climb_ladder()
    assert words in coordinator.get(f"/fi/work/meetings/{meeting.public_id}/seats/").content.decode()
