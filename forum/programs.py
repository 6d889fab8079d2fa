"""The portal's four programs, in one place: the supervisor, the Makefile and the containers all start these."""

import sys
from pathlib import Path

from django.conf import settings

BIN = Path(sys.executable).parent


def web() -> list[str]:
    """Answers readers."""
    return [str(BIN / "gunicorn"), "forum.wsgi", "--config", "python:forum.server"]


def worker() -> list[str]:
    """Posts letters and does whatever else rows ask for, one task at a time; start several for more."""
    return busy_with("mail,default")


def post() -> list[str]:
    """Posts letters and nothing else, so that no long work, such as a large file, keeps a sign-in code waiting."""
    return busy_with("mail")


def busy_with(queues: str) -> list[str]:
    """A worker of these queues."""
    return [*celery("worker"), "--pool=solo", f"--queues={queues}", "--without-gossip", "--without-mingle"]


def beat() -> list[str]:
    """Wakes the worker."""
    return [*celery("beat"), f"--schedule={settings.CELERY_BEAT_SCHEDULE_FILENAME}", "--pidfile="]


def celery(part: str) -> list[str]:
    """A part of Celery, quiet."""
    quiet = "ignore:You're running the worker with superuser privileges"
    return [sys.executable, "-W", quiet, "-m", "celery", "--quiet", "--app=forum.celery", part, "--loglevel=WARNING"]


PROGRAMS = {"web": web, "worker": worker, "post": post, "beat": beat}
