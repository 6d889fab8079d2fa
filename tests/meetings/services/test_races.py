"""Two do the same at once: nothing happens twice. The same tests run on SQLite and on PostgreSQL."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from django.db import connection

from forum.models import Letter
from meetings.models import Answer, Invitation, Meeting
from meetings.services import answers, invitations
from tests import things
from tests.people import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db, tmp_path):
    """On SQLite the test moves to a file: connections to a database in memory cannot wait for each other."""
    if connection.vendor != "sqlite":
        yield Cast()
        return
    connection.ensure_connection()
    kept, name = connection.connection, connection.settings_dict["NAME"]
    with closing(sqlite3.connect(tmp_path / "races.sqlite3")) as copy:
        kept.backup(copy)
    connection.connection, connection.settings_dict["NAME"] = None, str(tmp_path / "races.sqlite3")
    yield Cast()
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = kept, name


@pytest.fixture
def meeting(cast):
    assert cast.official_of_a and cast.official_of_b and cast.coordinator
    return things.meeting()


def together(deed, times=2):
    """Does the deed in several threads that start at the same moment; gives back what each one got."""
    start = Barrier(times)

    def run(_):
        try:
            start.wait(10)
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


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
