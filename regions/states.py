"""Legal moves of the first floor."""

from forum.states import Moves

IMPORT_MOVES: Moves = {
    "previewed": frozenset({"taken_in", "dropped"}),
    "taken_in": frozenset(),
    "dropped": frozenset(),
}

FIGURE_IMPORT_MOVES: Moves = {
    "received": frozenset({"reading", "dropped"}),
    "reading": frozenset({"received", "asks", "previewed", "failed", "dropped"}),
    "asks": frozenset({"received", "dropped"}),
    "previewed": frozenset({"received", "taken_in", "dropped"}),
    "failed": frozenset({"received", "dropped"}),
    "taken_in": frozenset(),
    "dropped": frozenset(),
}
"""A file of figures: read by a worker, asks what a table new to the portal means, shows what it would do, and waits."""
