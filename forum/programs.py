"""The portal's three programs, in one place: the supervisor, the Makefile and the containers all start these."""

import sys
from pathlib import Path

from django.conf import settings

BIN = Path(sys.executable).parent


def web() -> list[str]:
    """Answers readers."""
    return [str(BIN / "gunicorn"), "forum.wsgi", "--config", "python:forum.server"]


def worker() -> list[str]:
    """Posts letters and does whatever else rows ask for, one task at a time; start several for more."""
    return [*celery("worker"), "--pool=solo", "--queues=mail,default", "--without-gossip", "--without-mingle"]


def beat() -> list[str]:
    """Wakes the worker."""
    return [*celery("beat"), f"--schedule={settings.CELERY_BEAT_SCHEDULE_FILENAME}", "--pidfile="]


def celery(part: str) -> list[str]:
    """A part of Celery, quiet."""
    quiet = "ignore:You're running the worker with superuser privileges"
    return [sys.executable, "-W", quiet, "-m", "celery", "--quiet", "--app=forum.celery", part, "--loglevel=WARNING"]


PROGRAMS = {"web": web, "worker": worker, "beat": beat}
