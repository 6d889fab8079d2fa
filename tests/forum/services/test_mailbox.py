"""Reading a real mailbox: what came is stored once, in order, and only then marked and moved on the server."""

import os
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError

from forum import clock, tasks
from forum.models import IncomingMail, Mailbox
from forum.services import incoming_mail, mailbox
from tests import dovecot
from tests.mails import mail


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dovecot")
    for place in (folder, *list(folder.parents)[:3]):
        os.chmod(place, 0o755)  # noqa: S103  # the server runs as somebody else
    with dovecot.running(folder) as started:
        yield started


@pytest.fixture
def box(server, settings, transactional_db):
    """An empty folder, and the portal told to read it."""
    server.clear()
    settings.IMAP, settings.INCOMING_LIMIT = server.place, 1
    server.deliver()
    yield server


def question(number, **facts):
    return mail("question", NAME="Mira", FROM="mira@example.org", NUMBER=number, **facts)


def subjects():
    return list(IncomingMail.objects.order_by("pk").values_list("message_id", flat=True))


@pytest.mark.imap
def test_new_mail_is_stored_and_then_seen_and_moved(box):
    box.deliver(question(1), question(2))
    assert mailbox.fetch() == 2 and [name[:2] for name in subjects()] == ["<1", "<2"]
    assert box.flags() == [] and ["Seen" in one for one in box.flags("Handled")] == [True, True]
    stored = IncomingMail.objects.first()
    assert (stored.state, stored.from_address, stored.via) == ("new", "mira@example.org", "mailbox")
    assert abs(stored.received_at - clock.now()) < timedelta(minutes=2)


@pytest.mark.imap
def test_the_bytes_are_kept_as_they_came(box):
    source = question(1)
    box.deliver(source)
    mailbox.fetch()
    assert bytes(IncomingMail.objects.get().source) == source


@pytest.mark.imap
def test_nothing_is_read_twice_and_what_somebody_else_opened_is_read_too(box):
    box.deliver(question(1))
    assert (mailbox.fetch(), mailbox.fetch()) == (1, 0)
    box.deliver(question(2), flags="\\Seen")
    assert mailbox.fetch() == 1


@pytest.mark.imap
def test_a_folder_read_for_the_first_time_gives_what_nobody_has_seen(box):
    box.deliver(question(1), flags="\\Seen")
    box.deliver(question(2))
    assert mailbox.fetch() == 1 and subjects()[0].startswith("<2")


@pytest.mark.imap
def test_a_folder_made_anew_is_read_from_its_start(box):
    box.deliver(question(1), question(2))
    mailbox.fetch()
    before = Mailbox.objects.get().uid_validity
    box.clear()
    box.deliver(question(2), question(3))
    assert mailbox.fetch() == 1 and len(subjects()) == 3
    assert Mailbox.objects.get().uid_validity != before


@pytest.mark.imap
def test_a_batch_is_bounded_and_the_next_goes_on(box, monkeypatch):
    monkeypatch.setattr(mailbox, "MOST", 2)
    box.deliver(*(question(number) for number in range(5)))
    assert [mailbox.fetch() for _ in range(4)] == [2, 2, 1, 0]


@pytest.mark.imap
def test_a_mail_that_is_too_long_is_cut_and_says_how_long_it_was(box):
    box.deliver(question(1) + b"x" * 3_000_000)
    mailbox.fetch()
    stored = IncomingMail.objects.get()
    assert len(stored.source) == 1_000_000 and stored.size > 3_000_000


@pytest.mark.imap
def test_a_worker_that_stops_after_storing_reads_the_mail_again_and_stores_it_once(box, monkeypatch):
    box.deliver(question(1))
    with monkeypatch.context() as patch:
        patch.setattr(mailbox, "put_away", lambda *_: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            mailbox.fetch()
    Mailbox.objects.update(last_uid=0)
    assert mailbox.fetch() == 0 and len(subjects()) == 1


@pytest.mark.imap
def test_mail_stays_on_the_server_while_the_database_is_down(box, monkeypatch):
    box.deliver(question(1))
    with monkeypatch.context() as patch:
        for name in ("store", "store_unreadable"):
            patch.setattr(incoming_mail, name, lambda *_, **__: (_ for _ in ()).throw(DatabaseError))
        with pytest.raises(DatabaseError):
            mailbox.fetch()
    assert len(box.flags()) == 1 and mailbox.fetch() == 1


@pytest.mark.imap
def test_a_mail_that_cannot_be_stored_as_it_is_is_kept_as_bytes_and_blocks_no_other(box, monkeypatch):
    store = incoming_mail.store

    def refuse(source, **facts):
        if b"<1-question" in source:
            raise IntegrityError("no")
        return store(source, **facts)

    monkeypatch.setattr(incoming_mail, "store", refuse)
    box.deliver(question(1), question(2))
    assert mailbox.fetch() == 2
    assert set(IncomingMail.objects.values_list("state", flat=True)) == {"failed", "new"}


@pytest.mark.imap
def test_the_task_reads_and_handles(box):
    box.deliver(question(1))
    tasks.read_mailbox()
    assert IncomingMail.objects.get().state == "inbox"


@pytest.mark.imap
def test_a_wrong_password_is_said_without_the_password_and_is_over_when_it_is_right(box, settings):
    settings.IMAP = {**box.place, "password": "vaara-salasana"}
    assert mailbox.fetch() == 0
    said = Mailbox.objects.get().trouble
    assert said and "vaara-salasana" not in said
    settings.IMAP = box.place
    mailbox.fetch()
    assert Mailbox.objects.get().trouble == "" and Mailbox.objects.get().read_at


@pytest.mark.imap
def test_a_server_whose_certificate_nobody_vouches_for_is_not_read(box, settings):
    settings.IMAP = {**box.place, "scheme": "imap+tls"}
    box.deliver(question(1))
    assert mailbox.fetch() == 0 and Mailbox.objects.get().trouble and not subjects()


def test_a_server_that_is_down_is_tried_again_later(db, settings):
    facts = {"scheme": "imap", "host": "127.0.0.1", "port": dovecot.free_port(), "folder": "INBOX"}
    settings.IMAP = {**facts, "user": "u", "password": "p"}
    assert mailbox.fetch() == 0
    box = Mailbox.objects.get()
    assert "refused" in box.trouble.lower() and box.lease_until is None and box.name.startswith("u@127.0.0.1:")


def test_nothing_happens_without_a_mailbox(db):
    assert mailbox.fetch() == 0 and not Mailbox.objects.exists()


def test_only_one_reads_at_a_time_until_its_lease_is_over(db):
    box = Mailbox.objects.create(name="x", leased_by="elsewhere:1:2", lease_until=clock.now() + timedelta(minutes=1))
    assert not mailbox.lease(box)
    with clock.at(clock.now() + timedelta(minutes=6)):
        assert mailbox.lease(Mailbox.objects.get())


def test_the_lease_of_a_dead_worker_is_taken_over_at_once(db, monkeypatch):
    Mailbox.objects.create(name="x", leased_by="gone", lease_until=clock.now() + timedelta(minutes=1))
    monkeypatch.setattr("forum.services.workers.is_dead", lambda name: name == "gone")
    assert mailbox.lease(Mailbox.objects.get())
