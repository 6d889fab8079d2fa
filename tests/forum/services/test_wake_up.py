"""Calling a worker: nobody waits for a broker, and no letter depends on it."""

import socket
import time
from contextlib import closing

import pytest
from django.db import transaction
from django.urls import reverse

from forum.models import Letter
from forum.services import letters, wake_up
from meetings.models import Invitation
from meetings.services import invitations, links
from tests import things
from tests.letters import queued


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    """Nothing is known of the broker yet."""
    monkeypatch.setattr(wake_up, "_rests_until", 0.0)
    yield
    monkeypatch.undo()
    wake_up._rests_until = 0.0
    wake_up.hang_up()


@pytest.fixture
def free_port():
    """A port at which nobody listens."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def silent_port():
    """A port that takes every call and never says a word."""
    with closing(socket.socket()) as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(50)
        yield silent.getsockname()[1]


def broker_at(monkeypatch, port):
    """From now on the broker is looked for there, by the real way."""
    monkeypatch.undo()
    monkeypatch.setenv("CELERY_BROKER_WRITE_URL", f"redis://127.0.0.1:{port}/0")
    wake_up.hang_up()
    wake_up.call()  # what is loaded only once does not count
    monkeypatch.setattr(wake_up, "_rests_until", 0.0)


def seconds(deed):
    """How long the deed takes."""
    began = time.monotonic()
    deed()
    return time.monotonic() - began


@pytest.mark.parametrize("kind", ["free_port", "silent_port"])
def test_a_dead_or_silent_broker_costs_a_moment_once_and_then_nothing(monkeypatch, request, kind):
    broker_at(monkeypatch, request.getfixturevalue(kind))
    assert seconds(wake_up.call) < 2
    assert seconds(wake_up.call) < 0.05


@pytest.mark.parametrize("kind", ["free_port", "silent_port"])
@pytest.mark.django_db(transaction=True)
def test_an_answer_is_taken_without_a_broker(client, cast, monkeypatch, request, kind):
    assert cast.official_of_a
    invitations.send(things.meeting(), by=cast.coordinator)
    invitation = Invitation.objects.with_board().get()
    address = reverse("meetings:answer", args=[links.token(invitation, cast.official_of_a)])
    client.get(address)
    broker_at(monkeypatch, request.getfixturevalue(kind))
    assert seconds(lambda: client.post(address, {"reply": "attend", "mode": "room"})) < 3
    invitation.refresh_from_db()
    assert invitation.state == "accepted"
    assert Letter.objects.due().filter(kind="answer_receipt").count() == 1


@pytest.mark.django_db(transaction=True)
def test_sixty_letters_of_one_deed_call_once(no_broker):
    person = things.person()
    with transaction.atomic():
        for _ in range(60):
            queued(person)
    assert no_broker == ["forum.post_letters"]


@pytest.mark.django_db(transaction=True)
def test_what_was_undone_calls_nobody(no_broker):
    person = things.person()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        letters.write(key="a", kind="sign_in_code", person=person, facts={})
        raise ZeroDivisionError
    assert no_broker == [] and not Letter.objects.exists()


def test_limits_need_no_broker(settings):
    """They live in the database also where a broker is set."""
    from forum import settings as written

    assert "db" in written.CACHES["default"]["BACKEND"]
