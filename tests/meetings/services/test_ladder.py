"""The ladder: what of a meeting's plan leaves by itself, to whom, and what never does."""

import random
from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from forum import clock, dates
from forum.models import Letter, Person, StaffRole
from forum.states import IllegalMove
from meetings import working_days
from meetings.deadlines import ASK_CONTACT, ASK_DEPUTY, CALL_LIST, JOINING, LAST_REMINDER, REMIND_SILENT
from meetings.models import Escalation, Invitation, PlannedLetter
from meetings.services import (
    answers,
    invitations,
    ladder,
    ladder_audiences,
    letter_plan,
    letter_steps,
    meetings,
    timekeeping,
)
from meetings.services.letter_rules import Situation
from meetings.tasks import climb_ladder
from meetings.views import letter_words
from regions.models import Mandate, Seat
from regions.services import seats
from tests import things
from tests.people import hold

RUNGS = (REMIND_SILENT, ASK_DEPUTY, ASK_CONTACT, LAST_REMINDER)
KINDS = ("reminder", "ask_deputy", "contact_asked", "last_reminder")


def person(name: str, **fields) -> Person:
    return things.person(name, **fields)


def contact(region, name: str) -> Person:
    one = person(name)
    Mandate.objects.create(person=one, role="contact", region=region, since="2020-01-01")
    return one


@pytest.fixture
def meeting(cast):
    """Official A (with a deputy and a contact) and official B (alone) have been invited to a meeting in sixty days."""
    assert cast.official_of_a and cast.official_of_b and cast.coordinator
    hold(cast.official_seat_a, person("deputy.a"), "deputy")
    contact(cast.region_a, "contact.a")
    meeting = things.meeting(days=60)
    invitations.send(meeting, by=cast.coordinator)
    letter_plan.make(meeting)
    return meeting


def on(meeting, key: str, *, days: int = 0, hours: int = 2):
    """The clock at ten in the morning or later on the day of the deadline."""
    return clock.at(letter_plan.moment_of(its_day(meeting, key) + timedelta(days=days)) + timedelta(hours=hours))


def its_day(meeting, key: str):
    return letter_plan.days_of(meeting)[key]


def step(meeting, key: str) -> PlannedLetter:
    return PlannedLetter.objects.get(meeting=meeting, rule=key)


def sent(kind: str) -> list[str]:
    return sorted(Letter.objects.filter(kind=kind).values_list("to_address", flat=True))


def answer(cast, seat, reply="attend"):
    one = Invitation.objects.get(seat=seat)
    answers.answer(one, reply=reply, mode="room", reason="Este", by=seat.holder, channel="link")


def test_a_meeting_has_each_step_once_on_its_day_however_often_it_is_planned(meeting):
    for _ in range(2):
        letter_plan.make(meeting)
        letter_plan.catch_up()
    rows = letter_plan.of(meeting)
    assert len({row.rule for row in rows}) == len(rows) == 10
    for row in rows:
        if row.state == "planned":
            assert row.due_at == letter_plan.moment_of(its_day(meeting, row.rule))


def test_announcing_makes_the_plan(cast):
    meeting = things.meeting(state="planned", announced_at=None, days=200)
    climb_ladder()
    assert not PlannedLetter.objects.exists()
    meetings.announce(meeting, by=cast.coordinator)
    assert PlannedLetter.objects.filter(meeting=meeting, state="planned").count() == 10


@pytest.mark.parametrize("ahead", range(7))
@pytest.mark.parametrize("start", ["2027-03-01", "2027-12-20", "2028-04-18"])
def test_letters_leave_on_working_days_each_rung_on_one_of_its_own(cast, start, ahead):
    with clock.at(datetime.fromisoformat(f"{start}T08:00+00:00") + timedelta(days=ahead)):
        meeting = things.meeting(days=100)
        letter_plan.make(meeting)
        rows = {row.rule: row for row in letter_plan.of(meeting)}
        assert all(working_days.is_working_day(dates.as_day(row.due_at)) for row in rows.values())
        days = [rows[key].due_at for key in letter_plan.LADDER]
        assert days == sorted(set(days)) and dates.as_day(days[-1]) < meeting.day
        moved = [line for line in letter_words.lines(meeting, in_full=False) if line.moved_from]
        assert all(
            not working_days.is_working_day(line.moved_from) or line.rule.key in letter_plan.LADDER for line in moved
        )


def test_nothing_leaves_before_its_hour(meeting):
    with on(meeting, REMIND_SILENT, hours=-1):
        climb_ladder()
    assert not sent("reminder")


def test_the_silent_are_reminded_once_and_who_has_answered_is_not(cast, meeting):
    answer(cast, cast.official_seat_b)
    with on(meeting, REMIND_SILENT):
        climb_ladder()
        climb_ladder()
    assert sent("reminder") == ["official.a@example.org"]
    assert step(meeting, REMIND_SILENT).state == "done" and step(meeting, REMIND_SILENT).letters == 1


def test_the_ladder_climbs_from_holder_to_deputy_to_contact_to_call_list(cast, meeting):
    for key in (*RUNGS, CALL_LIST):
        with on(meeting, key):
            climb_ladder()
    assert sent("reminder") == ["official.a@example.org", "official.b@example.org"]
    assert sent("ask_deputy") == ["deputy.a@example.org"]
    assert sent("contact_asked") == ["contact.a@example.org", "contact.a@example.org"]
    assert sent("last_reminder") == [f"{who}@example.org" for who in ("deputy.a", "official.a", "official.b")]
    (calls,) = Letter.objects.filter(kind="call_list")
    assert calls.person == cast.coordinator and len(calls.secrets["calls"]) == 2


def test_the_deputy_who_is_asked_answers_with_their_own_link(client, cast, meeting):
    with on(meeting, ASK_DEPUTY):
        climb_ladder()
        url = Letter.objects.get(kind="ask_deputy").secrets["answer_url"]
        client.post(url, {"reply": "attend", "mode": "remote"})
    one = Invitation.objects.get(seat=cast.official_seat_a)
    assert one.state == "deputy_accepted" and one.answer.as_deputy


def test_a_contact_reads_of_the_own_regions_silence_only(cast, meeting):
    contact(cast.region_b, "contact.b")
    with on(meeting, ASK_CONTACT):
        climb_ladder()
    letters = {letter.to_address: str(letter.facts) for letter in Letter.objects.filter(kind="contact_asked")}
    assert "Pohjanmaa" not in letters["contact.a@example.org"] and "Kainuu" in letters["contact.a@example.org"]
    assert "Kainuu" not in letters["contact.b@example.org"]


def test_a_seat_that_cannot_be_reached_goes_straight_to_the_next_rung(cast, meeting):
    Invitation.objects.filter(seat=cast.official_seat_a).update(bounced_at=clock.now())
    with on(meeting, REMIND_SILENT):
        climb_ladder()
    assert sent("reminder") == ["official.b@example.org"] and sent("ask_deputy") == ["deputy.a@example.org"]
    with on(meeting, ASK_DEPUTY):
        climb_ladder()
    assert sent("ask_deputy") == ["deputy.a@example.org"]
    with on(meeting, CALL_LIST):
        climb_ladder()
    assert len(Letter.objects.get(kind="call_list").secrets["calls"]) == 2


def test_a_seat_nobody_holds_is_asked_of_its_contact_and_called(cast):
    assert cast.official_seat_b and cast.official_of_a and cast.coordinator
    contact(cast.region_b, "contact.b")
    meeting = things.meeting(days=60)
    invitations.send(meeting, by=cast.coordinator)
    with on(meeting, REMIND_SILENT):
        climb_ladder()
    assert sent("contact_asked") == ["contact.b@example.org"]
    with on(meeting, CALL_LIST):
        climb_ladder()
    assert len(Letter.objects.get(kind="call_list").secrets["calls"]) == 2


def test_a_deputy_whom_the_holder_has_asked_is_reminded_and_not_asked_twice(cast, meeting):
    answer(cast, cast.official_seat_a, reply="deputy")
    for key in (REMIND_SILENT, ASK_DEPUTY):
        with on(meeting, key):
            climb_ladder()
    assert sent("reminder") == ["deputy.a@example.org", "official.b@example.org"]
    assert not sent("ask_deputy") and not sent("contact_asked")


def test_a_reminder_by_hand_counts_for_the_day(cast, meeting):
    with on(meeting, REMIND_SILENT, hours=-1):
        invitations.remind(list(Invitation.objects.with_board()), by=cast.coordinator)
    with on(meeting, REMIND_SILENT):
        climb_ladder()
    assert len(sent("reminder")) == 2
    assert step(meeting, REMIND_SILENT).why == "nobody"


def test_who_was_appointed_after_the_day_gets_no_reminder(cast, meeting):
    with on(meeting, REMIND_SILENT, hours=-1):
        seats.appoint(cast.official_seat_b, person=person("new.b"), role="holder", by=cast.coordinator)
    with on(meeting, REMIND_SILENT):
        climb_ladder()
    assert sent("reminder") == ["official.a@example.org"]


def test_nothing_leaves_of_a_cancelled_meeting(cast, meeting):
    meetings.cancel(meeting, by=cast.coordinator, reason="Lakko")
    assert set(PlannedLetter.objects.exclude(state="done").values_list("why", flat=True)) <= {"cancelled", "passed"}
    for key in (*RUNGS, CALL_LIST):
        with on(meeting, key):
            climb_ladder()
    assert not Letter.objects.filter(kind__in=[*KINDS, "call_list"]).exists()


def test_what_is_more_than_two_days_late_is_missed_and_not_sent(meeting):
    with on(meeting, REMIND_SILENT, days=3):
        climb_ladder()
    assert step(meeting, REMIND_SILENT).state == "missed" and not sent("reminder")


def test_what_is_two_days_late_still_leaves(meeting):
    with on(meeting, REMIND_SILENT, days=2):
        climb_ladder()
    assert len(sent("reminder")) == 2


def test_one_that_fails_does_not_hold_up_the_others(meeting, monkeypatch):
    PlannedLetter.objects.filter(rule=CALL_LIST).update(due_at=step(meeting, REMIND_SILENT).due_at, has_own_day=True)
    monkeypatch.setattr("forum.services.feedback.readers", lambda: 1 / 0)
    with on(meeting, REMIND_SILENT):
        climb_ladder()
    assert len(sent("reminder")) == 2 and step(meeting, CALL_LIST).state == "planned"


def test_moving_the_meeting_moves_what_has_no_day_of_its_own(cast, meeting):
    own = its_day(meeting, ASK_DEPUTY) + timedelta(days=1)
    letter_steps.move(step(meeting, ASK_DEPUTY), to=own, by=cast.coordinator)
    meeting.starts_at += timedelta(days=10)
    meeting.ends_at += timedelta(days=10)
    meeting.save()
    letter_plan.catch_up()
    assert step(meeting, ASK_DEPUTY).due_at == letter_plan.moment_of(own)
    assert step(meeting, REMIND_SILENT).due_at == letter_plan.moment_of(its_day(meeting, REMIND_SILENT))
    letter_steps.follow_again(step(meeting, ASK_DEPUTY), by=cast.coordinator)
    assert step(meeting, ASK_DEPUTY).due_at == letter_plan.moment_of(its_day(meeting, ASK_DEPUTY))


def test_a_missed_step_is_planned_again_when_the_meeting_moves_ahead(meeting):
    with on(meeting, REMIND_SILENT, days=3):
        climb_ladder()
        meeting.starts_at += timedelta(days=30)
        meeting.ends_at += timedelta(days=30)
        meeting.save()
        climb_ladder()
        assert step(meeting, REMIND_SILENT).state == "planned"


def test_a_paused_step_waits_and_goes_on(cast, meeting):
    letter_steps.pause(step(meeting, REMIND_SILENT), by=cast.coordinator)
    with on(meeting, REMIND_SILENT):
        climb_ladder()
        assert not sent("reminder")
        letter_steps.resume(step(meeting, REMIND_SILENT), by=cast.coordinator)
        climb_ladder()
    assert len(sent("reminder")) == 2


def test_a_paused_step_whose_day_is_long_past_asks_for_another_day(cast, meeting):
    letter_steps.pause(step(meeting, REMIND_SILENT), by=cast.coordinator)
    with on(meeting, REMIND_SILENT, days=3), pytest.raises(ValidationError):
        letter_steps.resume(step(meeting, REMIND_SILENT), by=cast.coordinator)


def test_a_step_is_left_out_with_a_reason_only(cast, meeting):
    with pytest.raises(ValidationError):
        letter_steps.skip(step(meeting, REMIND_SILENT), by=cast.coordinator, reason=" ")
    letter_steps.skip(step(meeting, REMIND_SILENT), by=cast.coordinator, reason="Kaikille soitetaan")
    with on(meeting, REMIND_SILENT):
        climb_ladder()
    assert not sent("reminder")


@pytest.mark.parametrize(
    "deed", [letter_steps.pause, letter_steps.resume, letter_steps.release, letter_steps.take_back]
)
def test_what_has_left_is_changed_no_more(cast, meeting, deed):
    with on(meeting, REMIND_SILENT):
        climb_ladder()
        with pytest.raises(IllegalMove):
            deed(step(meeting, REMIND_SILENT), by=cast.coordinator)


def test_sending_now_happens_once(cast, meeting):
    row = step(meeting, REMIND_SILENT)
    with clock.at(clock.now() + timedelta(days=5)):
        assert len(ladder.send_now(row, by=cast.coordinator)) == 2
        with pytest.raises(IllegalMove):
            ladder.send_now(row, by=cast.coordinator)
    assert step(meeting, REMIND_SILENT).done_by == cast.coordinator


def test_invitations_wait_for_release_and_then_leave_on_their_day_to_the_seats_that_were_frozen(cast):
    assert cast.official_of_a and cast.official_seat_b
    meeting = things.meeting(days=60)
    letter_plan.make(meeting)
    with on(meeting, "invitation"):
        climb_ladder()
        assert not sent("invitation")
    letter_steps.release(step(meeting, "invitation"), by=cast.coordinator, reason="Paikka täytetään pian")
    assert cast.official_of_b
    hold(things.seat(things.region()), person("newcomer"))
    with on(meeting, "invitation"):
        climb_ladder()
    row = step(meeting, "invitation")
    assert len(sent("invitation")) == 2 and row.state == "done"
    assert set(row.sent_to) - set(row.released_to) == {cast.official_of_b.public_id}


def test_invitations_sent_by_hand_are_no_longer_planned(cast):
    assert cast.official_of_a
    meeting = things.meeting(days=60)
    letter_plan.make(meeting)
    invitations.send(meeting, by=cast.coordinator)
    climb_ladder()
    assert step(meeting, "invitation").state == "done"


def test_an_agenda_that_is_not_public_does_not_leave_and_is_missed(cast, meeting):
    letter_steps.release(step(meeting, "agenda_out"), by=cast.coordinator)
    with on(meeting, "agenda_out"):
        climb_ladder()
    assert step(meeting, "agenda_out").state == "planned"
    type(meeting).objects.filter(pk=meeting.pk).update(agenda_published_at=clock.now())
    with on(meeting, "agenda_out", days=1):
        climb_ladder()
    assert len(sent("agenda_out")) == 2


def test_only_those_who_come_get_joining_instructions_and_the_link_only_who_is_remote(cast, meeting):
    one, other = (Invitation.objects.get(seat=seat) for seat in (cast.official_seat_a, cast.official_seat_b))
    answers.answer(one, reply="attend", mode="remote", by=cast.official_of_a, channel="link")
    answers.answer(other, reply="attend", mode="room", by=cast.official_of_b, channel="link")
    with on(meeting, JOINING):
        climb_ladder()
    letters = {letter.person: letter for letter in Letter.objects.filter(kind="joining_instructions")}
    assert letters[cast.official_of_a].secrets["join_url"] == meeting.remote_link
    assert "join_url" not in letters[cast.official_of_b].secrets
    assert meeting.remote_link not in str(letters[cast.official_of_a].facts)


def test_save_the_date_reaches_everybody_who_will_be_invited(cast):
    assert cast.official_of_a and cast.official_of_b
    meeting = things.meeting(days=100)
    letter_plan.make(meeting)
    letter_steps.release(step(meeting, "save_the_date"), by=cast.coordinator)
    with on(meeting, "save_the_date"):
        climb_ladder()
    assert len(sent("save_the_date")) == 2 and not Invitation.objects.exists()


def test_a_meeting_announced_late_makes_up_for_no_reminder_but_its_invitations_are_missed(cast):
    assert cast.official_of_a
    meeting = things.meeting(days=15)
    climb_ladder()
    assert step(meeting, REMIND_SILENT).why == "passed" and step(meeting, "invitation").state == "missed"
    assert not Letter.objects.exists()
    ladder.send_now(step(meeting, "invitation"), by=cast.coordinator)
    assert sent("invitation") == ["official.a@example.org"]


@pytest.fixture
def politicians(cast):
    """A politicians' meeting: 38 seats in 19 regions, some with deputies, contacts, dead addresses or nobody."""
    dice = random.Random(4)
    assert cast.coordinator
    for number in range(19):
        region = things.region()
        contact(region, f"contact{number}")
        for place in (1, 2):
            seat = things.seat(region, "politician", place)
            if dice.random() < 0.95:
                hold(seat, person(f"holder{number}.{place}"))
            if dice.random() < 0.6:
                hold(seat, person(f"deputy{number}.{place}"), "deputy")
    dead = list(Person.objects.filter(email__startswith="holder").order_by("?")[:3])
    Person.objects.filter(pk__in=[one.pk for one in dead]).update(unreachable_since=clock.now())
    return things.meeting("politicians", days=60)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_day_by_day_every_silent_seat_ends_on_the_call_list_and_nobody_who_answered_is_asked(cast, politicians, seed):
    dice, meeting = random.Random(seed), politicians
    letter_plan.make(meeting)
    letter_steps.release(step(meeting, "invitation"), by=cast.coordinator)
    start, answered = clock.now(), {}
    for day in range(60):
        with clock.at(start + timedelta(days=day)):
            timekeeping.close_registrations()
            for _ in range(2):
                climb_ladder()
            for one in Invitation.objects.silent().filter(meeting=meeting, bounced_at=None).with_board():
                if one.person and one.person.reachable and one.seat.holder == one.person and dice.random() < 0.03:
                    reply = dice.choice(["attend", "decline"])
                    answers.answer(one, reply=reply, mode="room", reason="Este", by=one.person, channel="link")
                    answered[one.pk] = clock.now()
                elif dice.random() < 0.005:
                    Invitation.objects.filter(pk=one.pk).update(bounced_at=clock.now())
    check_the_ladder(meeting, answered)


def check_the_ladder(meeting, answered):
    """What must hold, whoever answered when."""
    assert Seat.objects.filter(kind="politician").count() == 38
    called = Letter.objects.get(kind="call_list")
    on_the_day = {pk for pk, at in answered.items() if at < called.written_at}
    expected = Invitation.objects.filter(meeting=meeting).exclude(pk__in=on_the_day)
    assert len(called.secrets["calls"]) == expected.count() > 0
    rungs = Counter(Escalation.objects.values_list("invitation", "rung"))
    assert rungs and set(rungs.values()) == {1}
    for one in Invitation.objects.filter(pk__in=answered):
        later = one.letters.filter(purpose__in=KINDS, letter__written_at__gt=answered[one.pk])
        assert not later.exists()
    per_day = Counter(
        (row.invitation_id, row.letter.person_id, row.letter.written_at.date())
        for one in Invitation.objects.filter(meeting=meeting)
        for row in one.letters.filter(purpose__in=KINDS).select_related("letter")
    )
    assert set(per_day.values()) == {1}
    assert set(PlannedLetter.objects.filter(rule__in=RUNGS).values_list("state", flat=True)) == {"done"}


def test_without_a_coordinator_in_office_the_call_list_is_not_lost(cast, meeting):
    StaffRole.objects.update(until=clock.today() - timedelta(days=1))
    assert len(ladder_audiences.to_call(Situation(meeting))) == 2


def test_the_audiences_cost_the_same_for_one_seat_and_for_many(cast, meeting, django_assert_max_num_queries):
    for number in range(3):
        hold(things.seat(things.region()), person(f"more{number}"))
    meeting.refresh_from_db()
    invitations.send(meeting, by=cast.coordinator)
    meeting = type(meeting).objects.with_page().get(pk=meeting.pk)
    with on(meeting, REMIND_SILENT), django_assert_max_num_queries(9):
        now = Situation(meeting)
        assert ladder_audiences.on_rung(REMIND_SILENT)(now).count == 5
        assert ladder_audiences.on_rung(LAST_REMINDER)(now).count > 5
