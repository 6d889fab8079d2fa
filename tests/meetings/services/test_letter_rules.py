"""Rules of letters stand on a shelf: others, such as requests for views, put theirs there."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from forum import clock
from forum.models import Letter
from forum.services import letters
from meetings.models import CallNote, Escalation, PlannedLetter
from meetings.services import invitations, letter_plan
from meetings.services.letter_rules import Audience, Getter, Rule, letter_rules
from meetings.tasks import climb_ladder
from meetings.views import letter_words
from tests import things


def to_the_contact(now) -> Audience:
    return Audience([Getter(person, "Yhteyshenkilö") for person in now.coordinators])


def ask(now, to, by) -> list[Letter]:
    facts = {"minutes": 15}
    return [
        letters.write(key=f"views:{one.person.pk}", kind="sign_in_code", person=one.person, facts=facts)
        for one in to.getters
    ]


@pytest.fixture
def views():
    """Requests for the regions' views, thirty days before the meeting."""
    day = lambda meeting: meeting.day - timedelta(days=30)  # noqa: E731
    letter_rules.put("views", Rule("views", "Näkemyspyynnöt", day, to_the_contact, ask), order=25)
    yield
    letter_rules.take("views")


def test_a_rule_on_the_shelf_is_in_every_plan_and_its_letters_leave_on_its_day(cast, views):
    assert cast.coordinator
    meeting = things.meeting(days=60)
    letter_plan.make(meeting)
    row = PlannedLetter.objects.get(meeting=meeting, rule="views")
    assert "Näkemyspyynnöt" in {line.rule.label for line in letter_words.lines(meeting, in_full=True)}
    with clock.at(row.due_at):
        climb_ladder()
        climb_ladder()
    assert Letter.objects.filter(key__startswith="views:").count() == 1
    row.refresh_from_db()
    assert (row.state, row.letters) == ("done", 1)


def test_a_rule_taken_from_the_shelf_leaves_its_rows_alone(cast, views):
    meeting = things.meeting(days=60)
    letter_plan.make(meeting)
    letter_rules.take("views")
    with clock.at(meeting.starts_at - timedelta(days=30)):
        climb_ladder()
    assert PlannedLetter.objects.get(rule="views").state == "planned"
    assert "views" not in {row.rule for row in letter_plan.of(meeting)}


@pytest.mark.parametrize(
    "nonsense",
    [
        {"rule": ""},
        {"state": "lost"},
        {"state": "done"},
        {"state": "skipped"},
        {"why": "nobody"},
        {"state": "skipped", "why": "said"},
        {"released_at": clock.now()},
    ],
)
def test_the_database_refuses_a_step_that_makes_no_sense(db, nonsense):
    values = {"meeting": things.meeting(), "rule": "one", "due_at": clock.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedLetter.objects.create(**{**values, **nonsense})


def test_the_database_refuses_a_second_step_a_second_climb_and_an_empty_call(cast):
    assert cast.official_of_a
    meeting = things.meeting()
    invitations.send(meeting, by=cast.coordinator)
    letter_plan.make(meeting)
    asked = meeting.invitations.get()
    Escalation.objects.create(invitation=asked, rung="remind_silent")
    for write in (
        lambda: Escalation.objects.create(invitation=asked, rung="remind_silent"),
        lambda: PlannedLetter.objects.create(meeting=meeting, rule="joining", due_at=clock.now()),
        lambda: CallNote.objects.create(invitation=asked, by=cast.coordinator, text=""),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
