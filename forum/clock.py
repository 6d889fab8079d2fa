"""The one clock. Everything that asks what time it is asks here, so that tests and the furnished forum can say."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _told.get() or timezone.now()


def today() -> date:
    """Today in the profile's time zone."""
    return timezone.localdate(now())


@contextmanager
def at(moment: datetime) -> Iterator[datetime]:
    """Inside the block the clock stands at `moment` (aware)."""
    before = _told.set(moment)
    try:
        yield moment
    finally:
        _told.reset(before)
