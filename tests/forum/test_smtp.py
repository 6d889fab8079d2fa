"""Posting to a real server at the other end of a line."""

import socket

import pytest

from forum.models import Letter
from forum.services import posting
from tests import letters, things
from tests.posthouse import Sink, mail_server

pytestmark = pytest.mark.django_db


def post_through(settings, sink):
    """Posts what is due to a new server, on whatever line is still open."""
    with mail_server(sink) as port:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = "forum.smtp.EmailBackend", "127.0.0.1", port
        posting.post_due()


def test_the_line_is_kept_from_letter_to_letter_and_the_servers_words_are_kept(settings):
    sink = Sink()
    for _ in range(3):
        letters.queued(things.person())
    post_through(settings, sink)
    assert len(sink.letters) == 3 and len(sink.peers) == 1
    assert set(Letter.objects.values_list("server_words", flat=True)) == {"250 2.0.0 OK"}


def test_a_line_that_was_hung_up_is_opened_again_without_blame(settings):
    sink = Sink()
    with mail_server(sink) as port:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = "forum.smtp.EmailBackend", "127.0.0.1", port
        letters.queued(things.person())
        posting.post_due()
        posting._line.backend.connection.sock.shutdown(socket.SHUT_RDWR)
        letters.queued(things.person())
        posting.post_due()
    assert list(Letter.objects.values_list("state", "attempts")) == [("sent", 1), ("sent", 1)]
    assert len(sink.peers) == 2


def test_no_server_at_all_leaves_letters_waiting_and_they_leave_when_it_is_back(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = "forum.smtp.EmailBackend", "127.0.0.1", 1
    letter = letters.queued(things.person())
    posting.post_due()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == ("waiting", 0)
    Letter.objects.update(retry_at=letter.written_at)
    post_through(settings, Sink())
    letter.refresh_from_db()
    assert letter.state == "sent"
