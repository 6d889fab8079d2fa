"""A portal of its own in processes of its own: for tests in which workers race, or are killed."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import psycopg2
from aiosmtpd.controller import Controller

ROOT = Path(__file__).parent.parent
START = "import django; django.setup()\n"
PATIENCE = 180
WORKER = ("-m", "celery", "-A", "forum.celery:app", "worker", "-P", "solo", "-Q", "mail", "-l", "warning")


class Sink:
    """A mail server that takes every letter. At the `stop_at`-th it takes the letter and keeps its answer back."""

    def __init__(self, stop_at: int = 0) -> None:
        self.stop_at = stop_at
        self.letters: list[tuple[str, str]] = []
        self.peers: set[Any] = set()
        self.came = threading.Condition()
        self.go_on = threading.Event()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keeps receiver and Message-ID."""
        message = message_from_bytes(envelope.content)
        with self.came:
            self.peers.add(session.peer)
            self.letters.append((envelope.rcpt_tos[0], message["Message-ID"]))
            number = len(self.letters)
            self.came.notify_all()
        if number == self.stop_at:
            await server.loop.run_in_executor(None, self.go_on.wait, PATIENCE)
        return "250 2.0.0 OK"

    def wait_for(self, what: Callable[[], bool], seconds: float = PATIENCE) -> bool:
        """Waits until `what` is true of the letters that came."""
        with self.came:
            return self.came.wait_for(what, seconds)


class House:
    """A portal with its own data folder, database and broker."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        own = {"DEMO": "1", "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "forum.settings", **environment}
        self.environment = {**os.environ, **own}

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """A Python process of this house."""
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        return subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=self.environment, text=True, **pipes)  # type: ignore[call-overload]

    def run(self, code: str) -> str:
        """What `code` prints, run in Django."""
        done = subprocess.run(
            [sys.executable, "-c", START + code], cwd=ROOT, env=self.environment, text=True, capture_output=True
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout.strip()

    def until(self, code: str, wanted: str, seconds: float = PATIENCE) -> str:
        """Runs `code` again and again until it prints what is wanted, or the time is over."""
        ends = monotonic() + seconds
        while (said := self.run(code)) != wanted and monotonic() < ends:
            pass
        return said

    def write_letters(self, number: int) -> None:
        """Queues letters to as many people, and nothing else."""
        self.run(
            "from forum.models import Letter, Person\nfrom forum.services import letters\n"
            f"Letter.objects.all().delete()\nfor n in range({number}):\n"
            "    person, _ = Person.objects.get_or_create(email=f'p{n}@example.org', defaults={'name': f'P{n}'})\n"
            "    letters.write(key=f'drill:{n}', kind='sign_in_code', person=person, facts={'minutes': 15})\n"
        )


@contextmanager
def house(folder: Path, migrated: Path) -> Iterator[House]:
    """A house on PostgreSQL and Redis where the run has them (DATABASE_URL, REDIS_URL), else on files: a copy of the
    SQLite file of a migrated database."""
    shutil.copy(migrated, folder)
    address, redis = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
    environment = {"DATABASE_URL": "", "REDIS_URL": redis and urlsplit(redis)._replace(path="/15").geturl()}
    with database(address) as own:
        made = House(folder, {**environment, "DATABASE_URL": own})
        if own:
            made.run("from django.core.management import call_command; call_command('migrate', verbosity=0)")
        yield made


@contextmanager
def database(address: str) -> Iterator[str]:
    """The address of a new PostgreSQL database beside the given one, or nothing for SQLite."""
    if not address.startswith("postgres"):
        yield ""
        return
    name = f"posthouse_{secrets.token_hex(4)}"
    server = psycopg2.connect(urlsplit(address)._replace(scheme="postgres", path="/postgres").geturl())
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(address)._replace(path=f"/{name}").geturl()
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
            server.close()


@contextmanager
def mail_server(sink: Sink) -> Iterator[int]:
    """The sink at a free port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port
    finally:
        sink.go_on.set()
        controller.stop()
