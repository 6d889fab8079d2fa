"""Legal moves on the floor of themes."""

from forum.states import Moves

BRIEF_MOVES: Moves = {
    "draft": frozenset({"checking"}),
    "checking": frozenset({"draft", "confirmed"}),
    "confirmed": frozenset({"draft", "public"}),
    "public": frozenset({"draft"}),
}
"""Of the working copy (product rule 7). Public to draft: a new version in the making, while readers keep the old."""

VIEW_ROUND_MOVES: Moves = {
    "draft": frozenset({"asked", "called_off"}),
    "asked": frozenset({"closed", "called_off"}),
    "closed": frozenset(),
    "called_off": frozenset(),
}
"""A round of regional views. What is closed is frozen."""

REGION_VIEW_MOVES: Moves = {
    "requested": frozenset({"draft", "approved"}),
    "draft": frozenset({"approved"}),
    "approved": frozenset({"draft", "frozen"}),
    "frozen": frozenset(),
}
"""A region's view: from requested at once to approved when it came by another way."""
TALK_MOVES: Moves = {
    "draft": frozenset({"checking"}),
    "checking": frozenset({"draft", "confirmed"}),
    "confirmed": frozenset({"checking", "public"}),
    "public": frozenset(),
}
"""Of a regional development discussion's record (product rule 7). What is public is frozen in versions."""
