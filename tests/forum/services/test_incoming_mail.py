"""Mail that came in: a row first, one reader takes it, and a mail that breaks its reader is shown and blocks nobody."""

from datetime import timedelta

import pytest

from forum import clock, incoming, states
from forum.models import AuditEntry, IncomingMail
from forum.services import incoming_mail, own, people
from tests import things
from tests.mails import mail
from tests.replies import came

pytestmark = pytest.mark.django_db


def question(**facts):
    return mail("question", **{"NAME": "Mira", "FROM": "mira@example.org", **facts})


@pytest.fixture
def broken(monkeypatch):
    """A reader that breaks on mail from broken@example.org, after having written something."""

    def take(found, opened):
        if opened.sender[1] == "broken@example.org":
            things.organisation(name_fi="Puolikas")
            raise ValueError("cannot")
        return None

    incoming.readers.put("broken", take, order=5)
    yield
    incoming.readers.take("broken")


def test_a_mail_is_only_a_row_until_it_is_handled():
    stored = incoming_mail.store(question(), via="mailbox")
    assert (stored.state, stored.kind, stored.from_name, stored.size) == (
        "new",
        "unknown",
        "Mira",
        len(question(NUMBER=1)) + 5,
    )


def test_a_reader_that_breaks_leaves_nothing_half_done_and_blocks_no_other(broken):
    from regions.models import Organisation

    poison = incoming_mail.store(question(FROM="broken@example.org"), via="mailbox")
    good = incoming_mail.store(question(), via="mailbox")
    assert incoming_mail.handle_due() == 2
    poison.refresh_from_db()
    good.refresh_from_db()
    assert (poison.state, poison.words) == ("failed", "ValueError: cannot") and bytes(poison.source)
    assert good.state == "inbox" and not Organisation.objects.filter(name_fi="Puolikas").exists()


def test_a_mail_that_stops_its_workers_is_given_up_after_three_times():
    stored = incoming_mail.store(question(), via="mailbox")
    IncomingMail.objects.update(reads=3)
    incoming_mail.handle_due()
    stored.refresh_from_db()
    assert stored.state == "failed" and "three times" in stored.words


def test_a_failed_mail_can_be_read_again(cast, broken):
    failed = came(question(FROM="broken@example.org"))
    incoming.readers.take("broken")
    incoming_mail.read_again(failed, by=cast.coordinator)
    incoming_mail.handle_due()
    failed.refresh_from_db()
    assert failed.state == "inbox"


def test_a_mail_that_was_handled_is_not_handled_again():
    done = came(question())
    assert incoming_mail.handle(done.pk) is False


def test_mail_without_an_id_or_a_sender_is_kept_too():
    first, second = came(b"hei"), came(b"")
    assert {first.state, second.state} == {"inbox"} and first.kind == "unknown"


def test_a_coordinator_finishes_and_reopens(cast):
    waiting = came(question())
    incoming_mail.finish(waiting, by=cast.coordinator)
    with pytest.raises(states.IllegalMove):
        incoming_mail.finish(waiting, by=cast.coordinator)
    incoming_mail.reopen(waiting, by=cast.coordinator)
    assert waiting.state == "inbox" and AuditEntry.objects.filter(verb__startswith="mail.").count() == 2


def test_words_are_wiped_after_their_time_and_what_came_of_it_stays(settings):
    settings.INCOMING_KEPT_DAYS = 30
    old = came(question(), received_at=clock.now() - timedelta(days=31))
    young = came(question(FROM="young@example.org"), received_at=clock.now() - timedelta(days=29))
    assert incoming_mail.forget_old() == 1 and incoming_mail.forget_old() == 0
    old.refresh_from_db()
    young.refresh_from_db()
    assert (bytes(old.source), old.from_address, old.subject, old.state) == (b"", "", "", "inbox")
    assert bytes(young.source) and young.from_address == "young@example.org"


def test_mail_of_somebody_who_is_anonymised_is_wiped(cast):
    sent = came(question(FROM=cast.member.email))
    assert sent.person == cast.member
    people.anonymise(cast.member, by=cast.coordinator)
    sent.refresh_from_db()
    assert (bytes(sent.source), sent.from_name, sent.from_address) == (b"", "", "")


def test_mail_that_a_person_sent_is_in_their_own_export(cast):
    came(question(FROM=cast.member.email))
    assert [one["subject"] for one in own.data(cast.member)["mail"]["mail"]] == ["Vs: Kutsu"]
