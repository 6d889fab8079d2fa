"""Starts the portal's programs, starts again what dies, and takes everything along when it goes."""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 10
LONGEST_PAUSE = 30
STEADY = 60
LOOK_EVERY = 0.3


class AlreadyRunning(Exception):
    """Another portal runs on this data; the text is what it wrote about itself."""


@contextmanager
def only_one(lock: Path, about: str) -> Iterator[None]:
    """Holds the lock for as long as this process lives. Raises AlreadyRunning."""
    with lock.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise AlreadyRunning(file.read().strip()) from None
        file.truncate(0)
        file.write(about)
        file.flush()
        yield


@dataclass
class Child:
    """A program and its present process. `pause` doubles each time it dies young."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0
    pause: float = 0.5
    again_at: float = 0

    def start(self, environment: Mapping[str, str]) -> None:
        """Starts the program on a leash, in a process group of its own."""
        leash = [sys.executable, "-m", "forum.leash", str(os.getpid()), *self.command]
        self.process = subprocess.Popen(leash, env=environment, start_new_session=True, stdin=subprocess.DEVNULL)
        self.started = time.monotonic()

    def tend(self, environment: Mapping[str, str], say: Callable[[str], None]) -> None:
        """Starts the program when it is due, and notices its death."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.again_at:
                self.start(environment)
        elif self.process.poll() is not None:
            self.pause = 1 if now - self.started > STEADY else min(self.pause * 2, LONGEST_PAUSE)
            say(f"{self.name} stopped ({self.process.returncode}); starting it again in {self.pause:.0f} s")
            self.signal(signal.SIGKILL)
            self.again_at = now + self.pause
            self.process = None

    def signal(self, number: signal.Signals) -> None:
        """Signals the whole process group."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def is_gone(self) -> bool:
        """Whether nothing of it runs."""
        return self.process is None or self.process.poll() is not None

    def kill(self) -> None:
        """Ends what is left of the program's process group."""
        self.signal(signal.SIGKILL)
        if self.process is not None:
            self.process.wait()


@dataclass
class Supervisor:
    """Runs until it is told to stop by SIGINT, SIGTERM or SIGHUP; a second signal loses patience."""

    programs: Mapping[str, list[str]]
    environment: Mapping[str, str]
    say: Callable[[str], None]
    each_look: Callable[[], None] = lambda: None
    stopping: threading.Event = field(default_factory=threading.Event)
    patience: float = PATIENCE

    def run(self) -> None:
        """Starts and tends the children; returns when all are gone."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.told_to_stop)
        children = [Child(name, command) for name, command in self.programs.items()]
        try:
            while not self.stopping.is_set():
                for child in children:
                    child.tend(self.environment, self.say)
                self.each_look()
                self.stopping.wait(LOOK_EVERY)
        finally:
            self.stop(children)

    def told_to_stop(self, number: int, frame: object) -> None:
        """The first signal asks, the second insists."""
        if self.stopping.is_set():
            self.patience = 0
        self.stopping.set()

    def stop(self, children: list[Child]) -> None:
        """Tells all children to stop, waits as long as there is patience, and kills what is left."""
        for child in children:
            child.signal(signal.SIGTERM)
        told = time.monotonic()
        while time.monotonic() - told < self.patience and not all(child.is_gone() for child in children):
            time.sleep(0.05)
        for child in children:
            child.kill()
