"""Legal moves on the floor of themes."""

from forum.states import Moves

BRIEF_MOVES: Moves = {"draft": frozenset({"public"}), "public": frozenset()}
