"""The guarantee, with real processes: nothing is lost, and a killed worker costs one letter twice at most."""

from collections import Counter
from contextlib import contextmanager

import pytest

from tests.posthouse import PATIENCE, WORKER, Sink, house, mail_server

pytestmark = pytest.mark.processes

RACER = """
import django; django.setup()
from forum.models import Letter
from forum.services import posting
print("ready", flush=True); input()
while letters := posting.claim(3):
    print(*(letter.key for letter in letters), flush=True)
"""
UNSENT = "from forum.models import Letter; print(Letter.objects.exclude(state='sent').count())"


@pytest.fixture(scope="module")
def portal(tmp_path_factory, migrated):
    """One house for both tests: building it takes longest."""
    with house(tmp_path_factory.mktemp("house"), migrated) as made:
        yield made


def test_of_two_workers_that_race_each_letter_is_claimed_by_one(portal):
    portal.write_letters(40)
    racers = [portal.start("-c", RACER) for _ in range(2)]
    for racer in racers:
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        racer.stdin.write("go\n")
        racer.stdin.flush()
    claimed = [key for racer in racers for key in racer.communicate(timeout=PATIENCE)[0].split()]
    assert sorted(claimed) == sorted(f"drill:{number}" for number in range(40))


def test_a_worker_killed_while_posting_loses_no_letter_and_doubles_one_at_most(portal):
    sink = Sink(stop_at=20)
    with mail_server(sink) as port:
        portal.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
        portal.write_letters(60)
        with at_work(portal):
            assert sink.wait_for(lambda: len(sink.letters) == 20)
        sink.go_on.set()
        with at_work(portal):
            assert sink.wait_for(lambda: len({receiver for receiver, _ in sink.letters}) == 60)
            assert portal.until(UNSENT, "0") == "0"
    doubled = [receiver for receiver, times in Counter(receiver for receiver, _ in sink.letters).items() if times > 1]
    assert len(sink.letters) <= 61 and len(doubled) <= 1
    assert len(set(sink.letters)) == 60


@contextmanager
def at_work(portal):
    """A worker, until it is killed at the end of the block."""
    worker = portal.start(*WORKER)
    try:
        yield
    finally:
        worker.kill()
        worker.wait()
