"""The twelve steps of a meeting, told from what has really happened."""

from datetime import timedelta

import pytest

from forum import clock
from meetings.models import ActionPoint, Attendance, Notes, PlannedLetter, Point
from meetings.services import answers, invitations, letter_plan, letter_steps, standing, steps
from meetings.services.steps import DONE, LATER, MISSED, NEXT
from tests import things

TWELVE = [
    "save_the_date",
    "invitation",
    "remind_silent",
    "ask_deputy",
    "last_reminder",
    "registration_closes",
    "agenda_out",
    "joining",
    "meeting",
    "draft_notes",
    "notes_published",
    "follow_up",
]


def told(meeting) -> dict[str, steps.Step]:
    meeting = type(meeting).objects.with_page().get(pk=meeting.pk)
    return {step.key: step for step in steps.of(meeting, standing.of_one(meeting))}


@pytest.fixture
def invited(cast):
    """Two officials have been invited to a meeting in sixty days."""
    assert cast.official_of_a and cast.official_of_b
    meeting = things.meeting(days=60)
    invitations.send(meeting, by=cast.coordinator)
    return meeting


@pytest.fixture
def held(cast, invited):
    """Both have come, the day after."""
    for row in invited.invitations.with_board():
        answers.answer(row, reply="attend", mode="room", by=row.person, channel="portal")
    type(invited).objects.filter(pk=invited.pk).update(state="held", agenda_published_at=clock.now())
    with clock.at(invited.ends_at + timedelta(hours=2)):
        yield invited


def notes_of(meeting, state: str, **fields) -> Notes:
    return Notes.objects.update_or_create(meeting=meeting, defaults={"state": state, **fields})[0]


def action_of(cast, meeting, **fields) -> ActionPoint:
    due = clock.today() + timedelta(days=30)
    values = {"meeting": meeting, "theme": meeting.theme, "title_fi": "x", "owner": cast.agency, "due": due}
    return ActionPoint.objects.create(**{**values, **fields})


def test_there_are_twelve_and_the_planned_ones_stand_in_order(db):
    meeting = things.meeting(state="planned", announced_at=None, days=200)
    assert list(told(meeting)) == TWELVE
    assert [step.state for step in told(meeting).values()] == [NEXT, *[LATER] * 11]


def test_the_portal_reminds_and_closes_registration_by_itself_and_the_coordinator_announces(db):
    found = told(things.meeting(state="planned", announced_at=None, days=200))
    by_itself = {key for key, step in found.items() if not step.by_hand}
    ladder = {"remind_silent", "ask_deputy", "last_reminder", "joining"}
    assert by_itself == {*ladder, "registration_closes", "meeting", "follow_up"}


def test_the_silent_are_counted_until_all_have_answered(cast, invited):
    assert "2" in told(invited)["remind_silent"].note
    for row in invited.invitations.with_board():
        answers.answer(row, reply="attend", mode="room", by=row.person, channel="portal")
    found = told(invited)
    assert [found[key].state for key in ("remind_silent", "ask_deputy", "last_reminder")] == [DONE] * 3
    assert found["agenda_out"].state == NEXT or found["registration_closes"].state == NEXT


def test_a_reminder_sent_when_it_was_due_is_a_step_taken(cast, invited):
    with clock.at(invited.starts_at - timedelta(days=30)):
        invitations.remind(list(invited.invitations.with_board()), by=cast.coordinator)
    assert told(invited)["remind_silent"].state == NEXT
    with clock.at(invited.starts_at - timedelta(days=20)):
        assert not told(invited)["remind_silent"].done
        invitations.remind(list(invited.invitations.with_board()), by=cast.coordinator)
        found = told(invited)
        assert (found["remind_silent"].state, found["ask_deputy"].state) == (DONE, NEXT)


def test_what_was_not_done_in_time_is_said_and_does_not_wait_for_ever(cast, invited):
    with clock.at(invited.starts_at - timedelta(days=9)):
        found = told(invited)
        assert found["ask_deputy"].state == MISSED
        assert found["registration_closes"].state == DONE and "2" in found["registration_closes"].note
        assert found["agenda_out"].state == NEXT


def test_a_meeting_without_place_and_link_waits_for_somebody(cast, invited):
    type(invited).objects.filter(pk=invited.pk).update(place_fi="", place_sv="", place_en="", remote_link="")
    step = told(invited)["joining"]
    assert step.by_hand and step.note


def test_who_was_there_is_recorded_before_the_meeting_is_done(cast, held):
    assert told(held)["meeting"].state == NEXT
    for row in held.invitations.all():
        Attendance.objects.create(invitation=row, mode="room", channel="list", person=row.person)
    step = told(held)["meeting"]
    assert step.state == DONE and "2" in step.note


def test_the_notes_go_from_draft_to_public(cast, held):
    notes_of(held, "draft")
    assert told(held)["draft_notes"].note and not told(held)["draft_notes"].done
    notes_of(held, "checking", checking_until=clock.today() + timedelta(days=7))
    found = told(held)
    assert found["draft_notes"].done and not found["notes_published"].by_hand
    with clock.at(clock.now() + timedelta(days=8)):
        assert told(held)["notes_published"].by_hand
    notes_of(held, "public", state_at=clock.now())
    assert told(held)["notes_published"].done
    assert told(held)["notes_published"].day == clock.today()


def test_follow_up_is_done_when_nothing_is_open(cast, held):
    notes_of(held, "public")
    action = action_of(cast, held)
    step = told(held)["follow_up"]
    assert step.state != DONE and not step.by_hand and step.day > clock.today()
    ActionPoint.objects.filter(pk=action.pk).update(state="done", finished_at=clock.now())
    assert told(held)["follow_up"].done


def test_an_overdue_action_point_waits_for_the_coordinator(cast, held):
    notes_of(held, "public")
    since = clock.today() - timedelta(days=3)
    action_of(cast, held, due=since)
    step = told(held)["follow_up"]
    assert step.late and step.day == since


def test_an_unanswered_point_keeps_the_meeting_open(cast, held):
    notes_of(held, "public")
    item = things.agenda_item(held)
    due = clock.today() + timedelta(days=3)
    Point.objects.create(item=item, text_fi="x", to_ministry=True, answers_by=cast.agency, answer_due=due)
    assert not told(held)["follow_up"].done


def test_readers_see_the_six_steps_that_concern_them_and_no_counts(cast, held):
    meeting = type(held).objects.with_page().get(pk=held.pk)
    found = steps.public(meeting)
    assert [step.key for step in found if step.done][-1] == "meeting"
    assert {step.key for step in found} == steps.PUBLIC
    assert not any(step.note for step in found)
    assert [step.key for step in found if step.state == NEXT] == ["notes_published"]


def test_a_cancelled_meeting_has_no_next_step(db):
    meeting = things.meeting(state="cancelled")
    assert steps.next_step(meeting, standing.of_one(meeting)) is None
    assert steps.public(meeting) == []


def test_a_paused_reminder_waits_for_the_coordinator_and_a_missed_one_is_missed(cast, invited):
    letter_plan.make(invited)
    rows = PlannedLetter.objects.filter(meeting=invited, rule="remind_silent")
    rows.update(state="paused")
    assert told(invited)["remind_silent"].by_hand
    rows.update(state="missed")
    assert told(invited)["remind_silent"].state == MISSED


def test_released_invitations_leave_by_themselves(cast):
    meeting = things.meeting(days=60)
    assert cast.official_of_a and told(meeting)["invitation"].by_hand
    letter_plan.make(meeting)
    letter_steps.release(PlannedLetter.objects.get(meeting=meeting, rule="invitation"), by=cast.coordinator)
    assert not told(meeting)["invitation"].by_hand


def test_a_moved_step_shows_its_own_day(cast, invited):
    letter_plan.make(invited)
    day = invited.deadline("remind_silent") + timedelta(days=1)
    letter_steps.move(PlannedLetter.objects.get(meeting=invited, rule="remind_silent"), to=day, by=cast.coordinator)
    assert told(invited)["remind_silent"].day == day


@pytest.mark.parametrize("rows", [1, 3])
def test_many_meetings_stand_in_seven_queries(cast, invited, django_assert_num_queries, rows):
    meetings = [invited, *(things.meeting(days=60 + number) for number in range(1, rows))]
    with django_assert_num_queries(7):
        assert len(standing.of(meetings)) == rows
