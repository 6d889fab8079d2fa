"""A PostgreSQL and a Redis of the drill's own, which it may stop and start as it likes."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
from redis import Redis
from redis.exceptions import ConnectionError as NoRedis

from tests.drills.waiting import until

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def run_as_postgres(*command: str) -> None:
    """Runs the command; PostgreSQL refuses to be root."""
    as_other = {"user": "postgres", "group": pwd.getpwnam("postgres").pw_gid} if os.getuid() == 0 else {}
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", **as_other)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout + done.stderr


@dataclass
class Postgres:
    """A cluster in `folder`."""

    folder: Path
    port: int = field(default_factory=free_port)

    @property
    def address(self) -> str:
        """Its database's address."""
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        """Makes the cluster; its folder must be reachable by the user that it runs as."""
        self.folder.mkdir()
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        run_as_postgres(f"{PROGRAMS[-1]}/initdb", "-D", str(self.folder), "-A", "trust", "-U", "postgres", "-E", "UTF8")

    def control(self, *words: str) -> None:
        """pg_ctl."""
        listen = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        log = str(self.folder / "log")
        run_as_postgres(f"{PROGRAMS[-1]}/pg_ctl", "-D", str(self.folder), "-w", "-l", log, "-o", listen, *words)

    def restart(self) -> None:
        """As after a power cut: nobody is asked to finish."""
        self.control("restart", "-m", "immediate")


@dataclass
class OwnRedis:
    """A Redis that keeps nothing on disk: started again, it is empty."""

    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """As REDIS_URL wants it."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Starts and waits until it answers."""
        command = ["redis-server", "--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        assert until(self.answers)

    def answers(self) -> bool:
        """Whether it takes calls."""
        try:
            return bool(Redis(port=self.port).ping())
        except NoRedis:
            return False

    def kill(self) -> None:
        """As by kill -9: what it held is lost."""
        if self.process:
            self.process.kill()
            self.process.wait()


@contextmanager
def postgres(folder: Path) -> Iterator[Postgres]:
    """A running cluster of the drill's own."""
    made = Postgres(folder)
    made.make()
    made.control("start")
    try:
        yield made
    finally:
        made.control("stop", "-m", "immediate")


@contextmanager
def redis() -> Iterator[OwnRedis]:
    """A running Redis of the drill's own."""
    made = OwnRedis()
    made.start()
    try:
        yield made
    finally:
        made.kill()


def ask(address: str, question: str) -> list[tuple[object, ...]]:
    """The rows of a query, on a connection of its own."""
    connection = psycopg2.connect(address)
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return list(cursor.fetchall())
    finally:
        connection.close()
