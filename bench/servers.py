"""Starts the portal and the yardstick under gunicorn with two workers each, on PostgreSQL."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
DEFAULTS = {"PGHOST": "127.0.0.1", "PGPORT": "5432", "PGUSER": "postgres"}
POSTGRES = {name: os.environ.get(name, value) for name, value in DEFAULTS.items()}
# A Redis database of the benchmark's own: it is emptied.
REDIS = os.environ.get("BENCH_REDIS_URL", "redis://127.0.0.1:6379/7")
OURS = ("DATABASE_URL", "DEBUG", "PAGE_CACHE", "STATIC_STORAGE", "FORUM_PROFILE", "ALLOWED_HOSTS")
PORTAL_DATABASE = "aluefoorumi_bench"
YARDSTICK_DATABASE = "aluefoorumi_yardstick"
PORTAL_PORT, YARDSTICK_PORT = 8201, 8202


def portal_environment() -> dict[str, str]:
    """The portal as in production, but for plain http on loopback and rate limits out of the way.

    Whatever the shell says about the portal is left out: the benchmark never touches another database.
    """
    user, host, port = POSTGRES["PGUSER"], POSTGRES["PGHOST"], POSTGRES["PGPORT"]
    return {
        **{name: value for name, value in os.environ.items() if name not in OURS},
        "DATABASE_URL": f"postgres://{user}@{host}:{port}/{PORTAL_DATABASE}",
        "REDIS_URL": REDIS,
        "DATA_DIR": str(ROOT / "bench" / "out" / "data"),
        "SITE_URL": f"http://127.0.0.1:{PORTAL_PORT}",
        "SECRET_KEY": "only-for-the-benchmark-on-this-machine",
        "DEMO": "1",
        "RATE_LIMITS": "0",
        "DJANGO_SETTINGS_MODULE": "forum.settings",
    }


def yardstick_environment() -> dict[str, str]:
    """The yardstick's own database."""
    return {**os.environ, **POSTGRES, "PGDATABASE": YARDSTICK_DATABASE}


def fresh_database(name: str) -> None:
    """Drops and creates a database."""
    environment = {**os.environ, **POSTGRES}
    subprocess.run(["dropdb", "--if-exists", "--force", name], check=True, env=environment)
    subprocess.run(["createdb", name], check=True, env=environment)


def asked(database: str, sql: str) -> str:
    """What the database answers."""
    command = ["psql", "-XtAc", sql, database]
    done = subprocess.run(command, check=True, env={**os.environ, **POSTGRES}, capture_output=True, text=True)
    return done.stdout.strip()


def wait_for(address: str, seconds: float = 60) -> None:
    """Returns when the address answers 200. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"{address} did not answer within {seconds} s")


@contextmanager
def gunicorn(application: str, port: int, folder: Path, environment: dict[str, str], ready: str) -> Iterator[int]:
    """Serves the application with two workers; gives the master's process id."""
    command = [PYTHON, "-m", "gunicorn", application, "--workers", "2", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--threads", "4", "--keep-alive", "5", "--preload"]
    command += ["--log-level", "warning", "--no-control-socket"]
    process = subprocess.Popen(command, cwd=folder, env=environment)
    try:
        wait_for(f"http://127.0.0.1:{port}{ready}")
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def workers_memory(master: int) -> float:
    """Proportional set size of the master's children, in MB."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    return sum(memory(int(child)) for child in children)


def memory(process: int) -> float:
    """Proportional set size of a process, in MB."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
