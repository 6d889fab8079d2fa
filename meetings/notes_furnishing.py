"""Example notes of the example meeting that was held."""

from collections.abc import Callable
from datetime import date


def furnish(*, today: date, say: Callable[[str], None] = print) -> None:
    """Writes nothing yet."""
