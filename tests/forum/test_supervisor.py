"""The whole portal in processes of its own: it opens, it heals, and nothing of it outlives it."""

import os
import shutil
import signal
import smtplib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.core.management import CommandError

from forum import mail_sink
from forum.management.commands import portal as command

pytestmark = pytest.mark.processes
LONG = 180


def until(happens: Callable[[], object], seconds: float = LONG) -> bool:
    """Looks again and again until it happens, at most for so long."""
    deadline = time.monotonic() + seconds
    while not happens():
        if time.monotonic() > deadline:
            return False
        threading.Event().wait(0.1)
    return True


@dataclass
class Portal:
    """A portal on its own data and port; its processes are known by the data folder in their environment."""

    data: Path
    port: int

    @property
    def environment(self) -> dict[str, str]:
        keep = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        here = {"DEMO": "1", "DATA_DIR": str(self.data), "PORT": str(self.port)}
        plain = {"STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        return {**keep, **here, **plain}

    def start(self) -> None:
        self.log = (self.data / "log").open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "portal"], env=self.environment, stdout=self.log, stderr=self.log
        )

    def answers(self) -> bool:
        try:
            return urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2).status == 200
        except (URLError, OSError):
            return False

    def is_open(self) -> bool:
        workers, beats = self.running("celery", "worker"), self.running("celery", "beat")
        return self.answers() and (len(workers), len(beats)) == (2, 1)

    def running(self, *words: str) -> list[int]:
        """The portal's processes that have all the words among their arguments."""
        mine = f"DATA_DIR={self.data}".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                command = (folder / "cmdline").read_bytes().split(b"\0")
                ours = mine in (folder / "environ").read_bytes().split(b"\0") and command != [b""]
                if ours and {word.encode() for word in words} <= set(command):
                    found.append(int(folder.name))
            except OSError:
                continue
        return found

    def said(self) -> str:
        return (self.data / "log").read_text(errors="replace")


@pytest.fixture
def portal(tmp_path, migrated) -> Iterator[Portal]:
    """An empty portal that is open."""
    shutil.copy(migrated, tmp_path)
    portal = Portal(tmp_path, mail_sink.free_port())
    portal.start()
    try:
        assert until(portal.is_open), portal.said()
        yield portal
    finally:
        portal.process.kill()
        portal.process.wait()
        for process in portal.running():
            os.kill(process, signal.SIGKILL)
        portal.log.close()


def test_killing_the_portal_leaves_no_stray_process(portal):
    assert len(portal.running()) >= 6
    portal.process.kill()
    portal.process.wait()
    assert until(lambda: not portal.running(), 15), portal.running()


def test_ctrl_c_stops_everything_cleanly(portal):
    portal.process.send_signal(signal.SIGINT)
    assert portal.process.wait(20) == 0
    assert portal.running() == []
    assert portal.said().rstrip().endswith("Stopped.")


def test_a_program_that_dies_is_started_again(portal):
    (worker,) = portal.running("celery", "worker", "--queues=mail,default")
    os.kill(worker, signal.SIGKILL)
    assert until(lambda: portal.running("celery", "worker", "--queues=mail,default") not in ([], [worker]))
    assert "worker stopped" in portal.said()


def test_a_second_portal_on_the_same_data_is_told_of_the_first(portal):
    second = subprocess.run(
        [sys.executable, "manage.py", "portal"], env=portal.environment, capture_output=True, text=True
    )
    assert second.returncode == 1
    assert f"process {portal.process.pid} at http://127.0.0.1:{portal.port}" in second.stderr
    assert portal.answers()


def test_it_says_where_it_is(portal):
    assert until(lambda: f"open at http://127.0.0.1:{portal.port}/" in portal.said())


def test_a_taken_port_is_named(monkeypatch):
    monkeypatch.setattr(command, "PATIENCE", 0)
    with socket.socket() as taken, pytest.raises(CommandError, match="PORT: [0-9]+ cannot be used"):
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command.wait_for_port("127.0.0.1", taken.getsockname()[1])


def test_the_mail_room_keeps_each_letter_as_it_came(tmp_path):
    room = mail_sink.open_room(tmp_path / "room")
    try:
        with smtplib.SMTP("127.0.0.1", room.port) as server:
            server.sendmail("a@example.org", ["b@example.org"], b"Subject: Hello\r\n\r\nHyv\xc3\xa4\xc3\xa4\r\n")
    finally:
        room.stop()
    (letter,) = (tmp_path / "room").iterdir()
    assert letter.suffix == ".eml"
    assert letter.read_bytes() == b"Subject: Hello\r\n\r\nHyv\xc3\xa4\xc3\xa4\r\n"


def test_the_mail_room_refuses_what_is_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(mail_sink, "LARGEST_LETTER", 1000)
    room = mail_sink.open_room(tmp_path / "room")
    try:
        with smtplib.SMTP("127.0.0.1", room.port) as server, pytest.raises(smtplib.SMTPException):
            server.sendmail("a@example.org", ["b@example.org"], b"Subject: Hello\r\n\r\n" + b"x" * 2000)
    finally:
        room.stop()
    assert list((tmp_path / "room").iterdir()) == []
