"""Two do the same at once: nothing happens twice. The same tests run on SQLite and on PostgreSQL."""

import pytest
from django.core.exceptions import ValidationError

from forum.models import Letter
from forum.states import IllegalMove
from meetings.models import Answer, ChangeNotice, Invitation, Meeting
from meetings.services import answers, changes, invitations, meetings
from regions.models import Mandate, Seat
from regions.services import seats
from tests import races, things
from tests.people import Cast
from themes.services.clash import Clash

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db, tmp_path):
    """The cast, in a database that threads can share."""
    with races.database_for_threads(tmp_path):
        yield Cast()


@pytest.fixture
def meeting(cast):
    assert cast.official_of_a and cast.official_of_b and cast.coordinator
    return things.meeting()


def together(deed, times=2):
    """Does the deed in several threads that start at the same moment."""
    return races.together(*[deed] * times)


def test_two_coordinators_inviting_at_once_write_each_letter_once(cast, meeting):
    together(lambda: len(invitations.send(Meeting.objects.get(pk=meeting.pk), by=cast.coordinator)))
    assert Letter.objects.filter(kind="invitation").count() == 2
    assert Invitation.objects.filter(state="sent").count() == 2


def test_two_clicks_at_once_are_one_answer_and_one_receipt(cast, meeting):
    invitations.send(meeting, by=cast.coordinator)
    pk = Invitation.objects.get(seat=cast.official_seat_a).pk

    def click():
        invitation = Invitation.objects.get(pk=pk)
        return answers.answer(invitation, reply="attend", mode="room", by=cast.official_of_a, channel="link").pk

    first, second = together(click)
    assert first == second
    assert Answer.objects.count() == 1 and Letter.objects.filter(kind="answer_receipt").count() == 1


def test_two_reminding_at_once_remind_once(cast, meeting):
    invitations.send(meeting, by=cast.coordinator)
    together(lambda: invitations.remind(list(Invitation.objects.with_board()), by=cast.coordinator))
    assert Letter.objects.filter(kind="reminder").count() == 2


def waiting(cast, meeting):
    """The meeting's new street waits to be released."""
    invitations.send(meeting, by=cast.coordinator)
    meeting.refresh_from_db()
    seen = meeting.revision
    notice = meetings.change(meeting, by=cast.coordinator, revision=seen, street="Kauppakatu 1").waiting
    assert notice
    return notice.pk, {"by": cast.coordinator, "revision": notice.revision, "meeting_revision": seen}


def test_two_coordinators_releasing_at_once_tell_everybody_once(cast, meeting):
    pk, seen = waiting(cast, meeting)

    def press():
        try:
            return len(changes.release(ChangeNotice.objects.get(pk=pk), **seen))
        except (Clash, IllegalMove):
            return 0

    assert sorted(together(press)) == [0, 2]
    assert Letter.objects.filter(kind="meeting_changed").count() == 2
    assert Invitation.objects.filter(sequence=1).count() == 2
    assert Meeting.objects.get().revision == seen["meeting_revision"] + 1


def test_one_releasing_while_another_drops_leaves_one_outcome(cast, meeting):
    pk, seen = waiting(cast, meeting)
    acts = [changes.release, lambda notice, **_: changes.drop(notice, by=cast.coordinator, revision=1) or []]

    def press():
        try:
            return acts.pop()(ChangeNotice.objects.get(pk=pk), **seen)
        except (Clash, IllegalMove):
            return None

    together(press)
    state = ChangeNotice.objects.get().state
    told = Letter.objects.filter(kind="meeting_changed").count()
    assert (state, told, Meeting.objects.get().street) in {("released", 2, "Kauppakatu 1"), ("dropped", 0, "")}


def test_two_who_begin_a_draft_at_once_are_told_of_each_other(cast, meeting):
    invitations.send(meeting, by=cast.coordinator)
    seen, streets = Meeting.objects.get().revision, ["Kauppakatu 1", "Kauppakatu 2"]

    def write():
        try:
            values = {"revision": seen, "street": streets.pop()}
            return meetings.change(Meeting.objects.get(), by=cast.coordinator, **values).waiting is not None
        except Clash:
            return False

    assert sorted(together(write)) == [False, True]
    assert ChangeNotice.objects.count() == 1


def tried(deed, *refusals):
    """What the deed gives, or its refusal."""
    try:
        return deed()
    except refusals as refusal:
        return refusal


@pytest.mark.parametrize("reply", ["attend", "deputy"])
def test_a_seat_is_handed_over_while_its_holder_answers(cast, meeting, reply):
    """Whichever comes first: the new holder is asked, the old one told, an answer that was taken stays in history."""
    invitations.send(meeting, by=cast.coordinator)
    pk, successor = Invitation.objects.get(seat=cast.official_seat_a).pk, things.person("successor")
    deputy = answers.Named("Varalla (Esimerkki)", "varalla@example.org")
    said = {"reply": reply, "mode": "room", "deputy": deputy, "by": cast.official_of_a, "channel": "link"}
    taken, _ = races.together(
        lambda: tried(lambda: answers.answer(Invitation.objects.get(pk=pk), **said), answers.NotTaken),
        lambda: seats.appoint(cast.official_seat_a, person=successor, role="holder", by=cast.coordinator),
    )
    invitation = Invitation.objects.get(pk=pk)
    kept = isinstance(taken, Answer)
    assert kept == Answer.objects.exists() and kept == Letter.objects.filter(kind="answer_receipt").exists()
    if kept and reply == "deputy":
        assert (invitation.state, invitation.person.email) == ("handed", "varalla@example.org")
        return
    assert (invitation.state, invitation.person, invitation.answer) == ("sent", successor, None)
    told = Letter.objects.filter(kind__in=["invitation", "handed_on"], person__in=[cast.official_of_a, successor])
    assert sorted(told.values_list("kind", "person")) == [
        ("handed_on", cast.official_of_a.pk),
        ("invitation", cast.official_of_a.pk),
        ("invitation", successor.pk),
    ]


def test_of_two_coordinators_appointing_to_one_seat_one_wins_and_the_other_is_told(cast, meeting):
    invitations.send(meeting, by=cast.coordinator)
    seen = cast.official_seat_a.mandate("holder").public_id
    rivals = [things.person("first"), things.person("second")]

    def appoint(person):
        seat = Seat.objects.get(pk=cast.official_seat_a.pk)
        return tried(
            lambda: seats.appoint(seat, person=person, role="holder", by=cast.coordinator, instead_of=seen),
            ValidationError,
        )

    found = races.together(*[lambda person=person: appoint(person) for person in rivals])
    (won,) = [one for one in found if isinstance(one, Mandate)]
    (lost,) = [one for one in found if isinstance(one, ValidationError)]
    assert "Joku muu on juuri nimennyt" in " ".join(lost.messages)
    assert Seat.objects.get(pk=cast.official_seat_a.pk).holder == won.person
    assert Invitation.objects.get(seat=cast.official_seat_a).person == won.person
    letters = Letter.objects.filter(person__in=rivals)
    assert {letter.person for letter in letters} == {won.person}
    assert sorted(letters.values_list("kind", flat=True)) == ["invitation", "seat_appointment"]
    assert Mandate.objects.filter(seat=cast.official_seat_a, role="holder").count() == 2
