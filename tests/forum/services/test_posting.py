"""Posting letters: one worker each, the server's words kept, later when the server says so."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import OperationalError

from forum import clock
from forum.models import AuditEntry, Letter
from forum.services import posting, verdicts, workers
from tests import letters, things

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(monkeypatch):
    """A mail server that answers the way it is told: an exception for an address, or acceptance."""
    answers: dict[str, Exception] = {}

    def send(self, messages):
        for message in messages:
            if error := answers.get(message.to[0]) or answers.get("everybody"):
                raise error
            mail.outbox.append(message)

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", send)
    return answers


def refused(code: int, words: bytes = b"no") -> smtplib.SMTPRecipientsRefused:
    """What smtplib raises when the server refuses a receiver."""
    return smtplib.SMTPRecipientsRefused({"x@example.org": (code, words)})


def test_a_letter_leaves_and_the_archive_keeps_its_words_without_the_secret():
    letter = letters.queued(things.person(), secrets={"code": "ABCD-EFGH"})
    posting.post_due()
    letter.refresh_from_db()
    assert "ABCD-EFGH" in mail.outbox[0].message().get_body().get_content()
    assert (letter.state, letter.secrets, letter.attempts) == ("sent", {}, 1)
    assert "[…]" in letter.text and "[…]" in letter.html and "ABCD" not in letter.text + letter.html
    assert letter.message_id == mail.outbox[0].message()["Message-ID"]
    assert letter.sent_at and letter.server_words


def test_a_secret_is_wiped_from_the_kept_calendar_too():
    letter = letters.queued(things.person(), secrets={"token": "t0ken"}, calendar="ORGANIZER:mailto:rsvp+t0ken@x")
    posting.post_due()
    letter.refresh_from_db()
    assert letter.calendar == "ORGANIZER:mailto:rsvp+[…]@x"


def test_urgent_letters_go_first_then_the_oldest():
    first, second, urgent = (things.person() for _ in range(3))
    for person in (first, second):
        letters.queued(person)
    letters.queued(urgent, urgent=True)
    posting.post_due()
    assert [message.to[0] for message in mail.outbox] == [urgent.email, first.email, second.email]


def test_asking_twice_writes_once():
    person = things.person()
    assert letters.queued(person, key="why").pk == letters.queued(person, key="why").pk
    assert Letter.objects.count() == 1


def test_of_two_workers_that_saw_the_same_letter_one_gets_it(monkeypatch):
    letters.queued(things.person())
    seen = Letter.objects.filter(pk__in=list(Letter.objects.values_list("pk", flat=True)))
    assert len(posting.claim()) == 1
    rows = iter([seen, Letter.objects.none()])
    monkeypatch.setattr("forum.models.letter.LetterQuerySet.due", lambda self: next(rows))
    assert posting.claim() == []


def test_what_a_slow_server_leaves_of_a_handful_goes_back_into_the_line_behind_urgent_letters(server, monkeypatch):
    monkeypatch.setattr(posting, "HELD", -1)
    for _ in range(3):
        letters.queued(things.person())
    assert posting.post_due(most=3) is True
    assert sorted(Letter.objects.values_list("state", "attempts")) == [("queued", 0), ("queued", 0), ("sent", 1)]
    letters.queued(things.person("in.a.hurry"), urgent=True)
    posting.post_due(most=3)
    assert mail.outbox[1].to[0].startswith("in.a.hurry")


def test_a_batch_ends_when_it_is_full_and_says_that_there_is_more():
    for _ in range(3):
        letters.queued(things.person())
    assert posting.post_due(most=2) is True
    assert posting.post_due(most=2) is False
    assert len(mail.outbox) == 3


@pytest.mark.parametrize("code", [421, 432, 450, 451, 452])
def test_a_busy_server_makes_the_letter_wait(server, code):
    person = things.person()
    letter = letters.queued(person)
    server["everybody"] = smtplib.SMTPDataError(code, b"4.3.2 try later")
    posting.post_due()
    letter.refresh_from_db()
    assert letter.state == "waiting" and letter.retry_at > clock.now()
    assert letter.server_words == f"{code} 4.3.2 try later"
    assert letter.secrets == {} or letter.secrets
    server.clear()
    with clock.at(clock.now() + timedelta(minutes=5)):
        posting.post_due()
    letter.refresh_from_db()
    assert letter.state == "sent"


def test_waiting_grows_and_is_scattered():
    waits = [verdicts.delay(number, 432) for number in range(1, 17)]
    assert len({verdicts.delay(1, 432) for _ in range(20)}) > 10
    assert min(waits) >= timedelta(seconds=30) and sum(waits, timedelta()) > timedelta(days=1)


def test_a_letter_that_is_put_off_for_ever_fails_in_the_end(server):
    letter = letters.queued(things.person(), secrets={"code": "ABCD-EFGH"})
    server["everybody"] = smtplib.SMTPDataError(451, b"later")
    Letter.objects.update(attempts=verdicts.MOST_ATTEMPTS - 1)
    posting.post_due()
    letter.refresh_from_db()
    assert (letter.state, letter.secrets) == ("failed", {})
    assert "ABCD" not in letter.text


@pytest.mark.parametrize(
    "error", [ConnectionRefusedError("no"), TimeoutError("late"), smtplib.SMTPConnectError(421, b"busy")]
)
def test_a_server_out_of_reach_stops_the_batch_and_blames_no_letter(server, error):
    for _ in range(3):
        letters.queued(things.person())
    server["everybody"] = error
    assert posting.post_due() is False
    assert sorted(Letter.objects.values_list("state", "attempts")) == [("queued", 0), ("queued", 0), ("waiting", 0)]


def test_that_the_server_refuses_the_forum_itself_blames_no_letter(server):
    letter = letters.queued(things.person())
    server["everybody"] = smtplib.SMTPSenderRefused(530, b"5.7.0 sign in first", "foorumi@example.org")
    posting.post_due()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == ("waiting", 0)


@pytest.mark.parametrize(
    ("error", "dead"),
    [
        (refused(550, b"5.1.1 no such user"), True),
        (refused(551), True),
        (refused(553, b"bad mailbox name"), True),
        (refused(550, b"5.7.1 relaying denied"), False),
        (refused(552, b"5.2.2 mailbox full"), False),
        (smtplib.SMTPDataError(554, b"5.6.0 no"), False),
    ],
)
def test_a_refusal_for_good_fails_at_once_and_a_dead_address_is_noted(server, error, dead):
    person = things.person()
    letter = letters.queued(person)
    server[person.email] = error
    posting.post_due()
    letter.refresh_from_db()
    person.refresh_from_db()
    assert letter.state == "failed" and letter.server_words.startswith("55")
    assert (person.unreachable_since is not None) is dead
    assert AuditEntry.objects.filter(verb="person.unreachable").exists() is dead


def test_an_address_that_was_changed_meanwhile_is_not_called_dead(server):
    person = things.person()
    letter = letters.queued(person)
    server[letter.to_address] = refused(550)
    person.email = "new@example.org"
    person.save()
    posting.post_due()
    person.refresh_from_db()
    assert person.unreachable_since is None


def test_a_letter_that_cannot_be_written_waits_and_does_not_stop_the_others():
    broken, good = letters.queued(things.person(), kind="no_such_kind"), letters.queued(things.person())
    posting.post_due()
    broken.refresh_from_db()
    good.refresh_from_db()
    assert (broken.state, good.state) == ("waiting", "sent")
    assert "TemplateDoesNotExist" in broken.server_words


def test_nothing_is_written_to_a_person_who_has_been_anonymised():
    person = things.person()
    letter = letters.queued(person)
    person.anonymised_at = clock.now()
    person.save()
    posting.post_due()
    letter.refresh_from_db()
    assert (letter.state, mail.outbox) == ("failed", [])


def test_a_code_that_no_longer_works_is_not_sent():
    until = (clock.now() + timedelta(minutes=15)).isoformat()
    letter = letters.queued(things.person(), facts={"minutes": 15, "valid_until": until})
    with clock.at(clock.now() + timedelta(minutes=16)):
        posting.post_due()
    letter.refresh_from_db()
    assert (letter.state, mail.outbox) == ("failed", [])


def test_a_letter_held_longer_than_the_lease_is_taken_back_and_goes_out():
    letter = letters.queued(things.person())
    posting.claim()
    assert posting.sweep() == 0
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert posting.sweep() == 1
        posting.post_due()
    letter.refresh_from_db()
    assert letter.state == "sent" and len(mail.outbox) == 1


def test_what_a_dead_worker_of_this_machine_held_is_taken_back_at_once():
    letters.queued(things.person())
    posting.claim()
    place = workers.my_name().rsplit(":", 2)[0]
    Letter.objects.update(claimed_by=f"{place}:999999999:1")
    assert posting.sweep() == 1


@pytest.mark.parametrize(
    "name",
    ["elsewhere:1:999999999:1", "", "nonsense", workers.my_name()],
    ids=["elsewhere", "nobody", "nonsense", "this process"],
)
def test_of_the_living_and_of_other_machines_nothing_is_taken(name):
    assert not workers.is_dead(name)


def test_a_worker_whose_letter_was_taken_over_does_not_write_its_result():
    letters.queued(things.person())
    [mine] = posting.claim()
    Letter.objects.update(claimed_by="somebody else")
    assert posting.record(mine, "sent", sent_at=clock.now()) is False
    assert Letter.objects.get().state == "sending"


def test_a_letter_that_kills_its_workers_is_given_up():
    letters.queued(things.person(), secrets={"code": "ABCD-EFGH"})
    Letter.objects.update(attempts=verdicts.MOST_ATTEMPTS - 1)
    posting.claim()
    with clock.at(clock.now() + timedelta(minutes=11)):
        posting.sweep()
    assert (Letter.objects.get().state, Letter.objects.get().secrets) == ("failed", {})


class Away:
    """The database is away for the first `times` records; its connection is nobody's to close here."""

    def __init__(self, monkeypatch, times):
        self.times, self.record = times, posting.record
        monkeypatch.setattr(posting, "record", self)
        monkeypatch.setattr(posting.connection, "close", lambda: None)

    def __call__(self, letter, state, **changes):
        self.times -= 1
        if self.times >= 0:
            raise OperationalError("the database system is starting up")
        return self.record(letter, state, **changes)


def test_a_letter_that_left_while_the_database_was_away_is_recorded_when_it_is_back(monkeypatch):
    monkeypatch.setattr(posting, "PAUSES", (0, 0))
    Away(monkeypatch, 2)
    letters.queued(things.person())
    posting.post_due()
    posting.post_due()
    assert Letter.objects.get().state == "sent" and len(mail.outbox) == 1


def test_what_a_worker_held_when_the_database_stayed_away_is_due_again_at_once(monkeypatch):
    monkeypatch.setattr(posting, "PAUSES", ())
    Away(monkeypatch, 1)
    for _ in range(2):
        letters.queued(things.person())
    with pytest.raises(OperationalError):
        posting.post_due()
    posting.post_due()
    again = [message.message()["Message-ID"] for message in mail.outbox]
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}
    assert len(again) == 3 and len(set(again)) == 2
