"""Waiting for what other processes do."""

from collections.abc import Callable
from threading import Event
from time import monotonic

LONG = 300.0


def until(happens: Callable[[], object], seconds: float = LONG, each: float = 0.2) -> bool:
    """Asks again and again; False when the time is over."""
    ends, never = monotonic() + seconds, Event()
    while not happens():
        if monotonic() > ends:
            return False
        never.wait(each)
    return True
