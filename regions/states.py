"""Legal moves of the first floor."""

from forum.states import Moves

IMPORT_MOVES: Moves = {
    "previewed": frozenset({"taken_in", "dropped"}),
    "taken_in": frozenset(),
    "dropped": frozenset(),
}
