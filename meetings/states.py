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

INVITATION_MOVES: Moves = {
    "drafted": frozenset({"sent", "withdrawn"}) | ANSWERED,
    "sent": ANSWERED | ASKED_AGAIN | {"withdrawn", "lapsed"},
    "accepted": ANSWERED | ASKED_AGAIN | {"withdrawn"},
    "handed": ANSWERED | ASKED_AGAIN | {"withdrawn", "lapsed"},
    "deputy_accepted": ANSWERED | ASKED_AGAIN | {"withdrawn"},
    "declined": ANSWERED | ASKED_AGAIN | {"withdrawn"},
    "withdrawn": frozenset({"drafted", "sent"}),
    "lapsed": frozenset(),
}
