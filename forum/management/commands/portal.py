"""`manage.py portal`: the whole portal under one supervisor; `manage.py portal web`: one program alone."""

import os
import shutil
import socket
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import translation

from forum import mail_sink, programs, shelves
from forum.supervisor import PATIENCE, AlreadyRunning, Supervisor, only_one


class Command(BaseCommand):
    """Serves until Ctrl-C."""

    help = "Runs the portal: web server, workers and beat (and the demo's mail room), or just one of them."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which program, if only one."""
        parser.add_argument("program", nargs="?", choices=list(programs.PROGRAMS), help="run this one alone")

    def handle(self, *, program: str | None = None, **options: Any) -> None:
        """Becomes the one program, or supervises all."""
        if program:
            command = programs.PROGRAMS[program]()
            os.execv(command[0], command)
        about = f"process {os.getpid()} at {settings.SITE_URL}"
        try:
            with only_one(settings.DATA_DIR / "portal.lock", about):
                self.supervise()
        except AlreadyRunning as other:
            raise CommandError(
                f"A portal is already running on {settings.DATA_DIR} ({other}). Stop it, or set another DATA_DIR."
            ) from None

    def supervise(self) -> None:
        """Runs everything until told to stop."""
        wait_for_port(settings.HOST, settings.PORT)
        forget_wake_up_calls()
        with mail_room() as extra:
            commands = {name: command() for name, command in programs.PROGRAMS.items()}
            environment = {**os.environ, **extra, "PYTHONUNBUFFERED": "1"}
            self.announced = False
            Supervisor(commands, environment, self.say, each_look=self.announce_once).run()
        self.say("Stopped.")

    def say(self, words: str) -> None:
        """Prints a line at once."""
        self.stdout.write(words)
        self.stdout.flush()

    def announce_once(self) -> None:
        """Says where the portal is and who may sign in, as soon as it answers."""
        if self.announced or not answers(f"http://{settings.HOST}:{settings.PORT}/healthz"):
            return
        self.announced = True
        self.say(f"\n{settings.PROFILE['name'][settings.LANGUAGE_CODE]} is open at {settings.SITE_URL}/")
        if settings.DEMO:
            self.say("Sign in with one of these addresses; the code comes by mail, to be read in the mail room:")
            for role, address in example_people():
                self.say(f"  {address:<40} {role}")
            self.say(f"Mail room: {settings.SITE_URL}{mail_room_path()}")
        self.say("Ctrl-C stops everything.\n")


def example_people() -> list[tuple[str, str]]:
    """Who can be signed in as in the furnished forum, floor by floor: (role, address)."""
    return [pair for entry in shelves.example_people.entries() for pair in entry()]


def mail_room_path() -> str:
    """The mail room's address in the profile's first language."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("forum:mail_room")


def answers(url: str) -> bool:
    """Whether the address answers 200."""
    try:
        with urlopen(url, timeout=1) as response:
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


def wait_for_port(host: str, port: int) -> None:
    """Makes sure that the port is free; a portal that was just killed needs a moment to let go of it."""
    deadline = time.monotonic() + PATIENCE
    while True:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                return probe.bind((host, port))
            except OSError as error:
                if time.monotonic() > deadline:
                    raise CommandError(f"PORT: {port} cannot be used ({error.strerror}). Try PORT={port + 1}") from None
        time.sleep(0.2)


def forget_wake_up_calls() -> None:
    """Empties the embedded queue: rows say what is to be done, and beat wakes the worker again in seconds."""
    if not settings.REDIS_URL:
        shutil.rmtree(settings.QUEUE_DIR / "tasks", ignore_errors=True)
        (settings.QUEUE_DIR / "tasks").mkdir(parents=True)


@contextmanager
def mail_room() -> Iterator[dict[str, str]]:
    """In the demo, opens the mail room and gives the environment that leads letters there; else leaves mail alone."""
    if not settings.DEMO or os.environ.get("EMAIL_URL"):
        yield {}
        return
    controller = mail_sink.open_room(settings.MAIL_ROOM_DIR, settings.MAIL_PORT)
    try:
        yield {"EMAIL_URL": f"smtp://{mail_sink.HERE}:{controller.port}"}
    finally:
        controller.stop()
