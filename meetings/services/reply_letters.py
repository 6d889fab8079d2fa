"""The letter to who answered in a calendar when that answer could not count: why, and how to answer instead."""

from forum import clock
from forum.models import Letter, Person
from meetings.calendar_requests import CANCEL, REQUEST
from meetings.models import Invitation
from meetings.services import links
from meetings.services.invitation_letters import write

METHODS = {"withdrawn": CANCEL, "cancelled": CANCEL, "stale": REQUEST}
LINKED = frozenset({"tentative", "stale", "no_deputy"})


def tell(invitation: Invitation, person: Person, role: str, *, why: str) -> Letter | None:
    """One letter a day for each reason and version of the entry; an old entry in the calendar is put right."""
    if not person.reachable:
        return None
    return write(
        invitation,
        kind="calendar_not_taken",
        key=f"calendar_not_taken:{invitation.public_id}:{person.public_id}:{why}:{invitation.sequence}:{clock.today()}",
        to=person,
        role=role or links.HOLDER,
        method=METHODS.get(why, ""),
        link=why in LINKED,
        why=why,
    )
