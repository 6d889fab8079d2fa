"""Two web processes with readers at both, while somebody changes a meeting: nobody is ever shown what was before."""

import re
import socket
import threading
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from time import monotonic, sleep

import pytest

from tests.posthouse import START, house

READERS = 3
CHANGES = 8
READS_BETWEEN = 6
PREPARE = """
from tests import things
meeting = things.meeting(place_fi="Sali 0")
print(meeting.public_id)
"""
WRITER = (
    START
    + """
import sys
from meetings.models import Meeting
from meetings.services import changes, meetings
from tests import things
by = things.person("writer")
for line in sys.stdin:
    meeting = Meeting.objects.get()
    seen = meeting.revision
    waiting = meetings.change(meeting, by=by, revision=seen, place_fi=f"Sali {int(line)}").waiting
    changes.release(waiting, by=by, revision=waiting.revision, meeting_revision=seen)
    print("done", flush=True)
"""
)


class Page:
    """The meeting's page as readers see it: which room it names, and whether any reader was shown an older one."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.changed_to = 0
        self.reads = 0
        self.stale: list[tuple[int, int]] = []
        self.uncached = 0
        self.stop = threading.Event()
        self.counted = threading.Condition()

    def read(self) -> None:
        """One reader's look. What had been changed before it must be seen."""
        before = self.changed_to
        with urllib.request.urlopen(self.address, timeout=30) as answer:
            found = re.search(r"Sali (\d+)", answer.read().decode())
            kept = "ETag" in answer.headers
        shown = int(found[1]) if found else -1
        with self.counted:
            self.reads += 1
            self.uncached += not kept
            if shown < before:
                self.stale.append((shown, before))
            self.counted.notify_all()

    def keep_reading(self) -> None:
        """Reads until told to stop."""
        while not self.stop.is_set():
            self.read()

    def wait_for_reads(self, more: int) -> None:
        """Returns when the readers have read so many times more."""
        with self.counted:
            wanted = self.reads + more
            assert self.counted.wait_for(lambda: self.reads >= wanted, 60), "the readers have stopped"


@contextmanager
def two_web_processes(made):
    """The address of the house's portal, served by gunicorn as in production."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    plain_static = "django.contrib.staticfiles.storage.StaticFilesStorage"
    made.environment.update(HOST="127.0.0.1", PORT=str(port), WEB_WORKERS="2", STATIC_STORAGE=plain_static)
    server = made.start("-m", "gunicorn", "forum.wsgi", "--config", "python:forum.server")
    try:
        wait_until_served(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_until_served(address: str) -> None:
    """Returns when the address answers."""
    ends = monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(address, timeout=10).close()
        except urllib.error.URLError:
            assert monotonic() < ends, f"{address} does not answer"
            sleep(0.05)
        else:
            return


@pytest.fixture
def made(tmp_path, migrated):
    with house(tmp_path, migrated) as found:
        yield found


def test_after_a_change_no_reader_at_any_process_is_shown_the_page_from_before(made):
    public_id = made.run(PREPARE)
    with two_web_processes(made) as portal, ThreadPoolExecutor(READERS) as readers:
        page = Page(f"{portal}/fi/meetings/{public_id}/")
        reading = [readers.submit(page.keep_reading) for _ in range(READERS)]
        writer = made.start("-c", WRITER)
        try:
            for number in range(1, CHANGES + 1):
                page.wait_for_reads(READS_BETWEEN)
                writer.stdin.write(f"{number}\n")
                writer.stdin.flush()
                assert writer.stdout.readline() == "done\n"
                page.changed_to = number
            page.wait_for_reads(READS_BETWEEN)
        finally:
            page.stop.set()
            writer.stdin.close()
            writer.wait(timeout=30)
        for one in reading:
            one.result()
    assert page.stale == []
    assert page.uncached == 0
    assert page.reads >= CHANGES * READS_BETWEEN
