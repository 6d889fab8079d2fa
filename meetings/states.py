"""Legal moves of meetings and invitations."""

from forum.states import Moves

MEETING_MOVES: Moves = {
    "planned": frozenset({"announced", "invited", "cancelled"}),
    "announced": frozenset({"invited", "held", "cancelled"}),
    "invited": frozenset({"registration_closed", "held", "cancelled"}),
    "registration_closed": frozenset({"invited", "held", "cancelled"}),
    "held": frozenset({"notes_public"}),
    "notes_public": frozenset(),
    "cancelled": frozenset(),
}

ANSWERED = frozenset({"accepted", "handed", "deputy_accepted", "declined"})
ASKED_AGAIN = frozenset({"sent"})
"""Back to sent: the seat has got a new holder, who is asked in turn."""
STOPPED = frozenset({"drafted"})
"""Back to drafted: the letters were stopped before this one had left."""

INVITATION_MOVES: Moves = {
    "drafted": frozenset({"sent", "withdrawn"}) | ANSWERED,
    "sent": ANSWERED | ASKED_AGAIN | STOPPED | {"withdrawn", "lapsed"},
    "accepted": ANSWERED | ASKED_AGAIN | {"withdrawn"},
    "handed": ANSWERED | ASKED_AGAIN | {"withdrawn", "lapsed"},
    "deputy_accepted": ANSWERED | ASKED_AGAIN | {"withdrawn"},
    "declined": ANSWERED | ASKED_AGAIN | {"withdrawn"},
    "withdrawn": frozenset({"drafted", "sent"}),
    "lapsed": frozenset(),
}

NOTES_MOVES: Moves = {
    "draft": frozenset({"checking"}),
    "checking": frozenset({"draft", "confirmed"}),
    "confirmed": frozenset({"checking", "public"}),
    "public": frozenset(),
}
"""Product rule 7. What is public is frozen in versions; later corrections make a new version."""

ACTION_MOVES: Moves = {
    "open": frozenset({"under_way", "done", "dropped"}),
    "under_way": frozenset({"open", "done", "dropped"}),
    "done": frozenset({"under_way"}),
    "dropped": frozenset({"open"}),
}

CHANGE_MOVES: Moves = {
    "draft": frozenset({"released", "dropped"}),
    "released": frozenset(),
    "dropped": frozenset(),
}

INPUT_MOVES: Moves = {
    "asked": frozenset({"received", "withdrawn"}),
    "received": frozenset({"received", "withdrawn"}),
    "withdrawn": frozenset({"asked"}),
}

SIGN_UP_MOVES: Moves = {
    "coming": frozenset({"cancelled"}),
    "waiting": frozenset({"coming", "cancelled"}),
    "cancelled": frozenset({"coming", "waiting"}),
}

PLAN_MOVES: Moves = {
    "draft": frozenset({"accepted"}),
    "accepted": frozenset(),
}

PLANNED_LETTER_MOVES: Moves = {
    "planned": frozenset({"planned", "paused", "done", "skipped", "missed"}),
    "paused": frozenset({"planned", "paused", "done", "skipped", "missed"}),
    "missed": frozenset({"planned", "done", "skipped"}),
    "skipped": frozenset({"planned"}),
    "done": frozenset({"planned"}),
}
"""Moving a step to another day plans it again. Of what is done only joining instructions, when the meeting moves."""
