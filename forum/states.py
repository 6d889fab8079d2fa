"""Tables of legal moves. A move is one conditional UPDATE, so that of two that race only one wins, also on SQLite."""

from collections.abc import Mapping
from typing import Any

from django.db import models

Moves = Mapping[str, frozenset[str]]


class IllegalMove(Exception):
    """The row is not in a state from which this move is allowed; `row` holds it as it is in the database now."""

    def __init__(self, row: models.Model, to: str) -> None:
        super().__init__(f"{row._meta.label} {row.pk}: no move from {getattr(row, 'state', '?')} to {to}")
        self.row = row
        self.to = to


def sources(moves: Moves, to: str) -> list[str]:
    """The states from which `to` can be reached."""
    return [source for source, targets in moves.items() if to in targets]


def move(row: models.Model, to: str, *, provided: Mapping[str, Any] | None = None, **changes: Any) -> None:
    """Moves `row` to state `to` by its class's `MOVES`, setting `changes` in the same UPDATE.

    Raises IllegalMove when the database says that the row is elsewhere, or is not as `provided`.
    """
    model = type(row)
    moves: Moves = model.MOVES  # type: ignore[attr-defined]
    rows = model._default_manager.filter(pk=row.pk, state__in=sources(moves, to), **(provided or {}))
    moved = rows.update(state=to, **changes)
    if not moved:
        row.refresh_from_db()
        raise IllegalMove(row, to)
    for name, value in {"state": to, **changes}.items():
        setattr(row, name, value)


def move_all(rows: models.QuerySet[Any], to: str, **changes: Any) -> int:
    """Moves those of `rows` that may go to `to`, in one UPDATE; the others stay. Returns how many moved."""
    moves: Moves = rows.model.MOVES
    return rows.filter(state__in=sources(moves, to)).update(state=to, **changes)


LETTER_MOVES: Moves = {
    "withheld": frozenset({"queued", "cancelled"}),
    "queued": frozenset({"sending", "cancelled", "failed"}),
    "sending": frozenset({"sent", "waiting", "failed", "queued"}),
    "waiting": frozenset({"sending", "cancelled", "failed"}),
    "sent": frozenset({"bounced"}),
    "failed": frozenset({"queued"}),
    "bounced": frozenset({"queued"}),
    "cancelled": frozenset(),
}

SUBSCRIPTION_MOVES: Moves = {
    "asked": frozenset({"confirmed", "ended"}),
    "confirmed": frozenset({"ended"}),
    "ended": frozenset(),
}

BULLETIN_MOVES: Moves = {
    "draft": frozenset({"checking", "cancelled"}),
    "checking": frozenset({"draft", "scheduled", "cancelled"}),
    "scheduled": frozenset({"checking", "sending"}),
    "sending": frozenset({"sent"}),
    "sent": frozenset(),
    "cancelled": frozenset(),
}

MAILING_MOVES: Moves = {
    "draft": frozenset({"waiting", "scheduled", "cancelled"}),
    "waiting": frozenset({"draft", "scheduled", "cancelled"}),
    "scheduled": frozenset({"draft", "sending", "missed", "cancelled"}),
    "sending": frozenset({"sent", "stopped"}),
    "sent": frozenset(),
    "stopped": frozenset(),
    "missed": frozenset({"draft", "cancelled"}),
    "cancelled": frozenset(),
}
INCOMING_MOVES: Moves = {
    "new": frozenset({"handled", "inbox", "failed"}),
    "handled": frozenset({"inbox"}),
    "inbox": frozenset({"done"}),
    "failed": frozenset({"new", "done"}),
    "done": frozenset({"inbox"}),
}
"""Mail that came in: settled by itself, or shown to the coordinators until one of them has seen to it."""
