"""Calls to silent seats: noted, so that nobody calls twice and everybody knows what was said."""

from collections.abc import Iterable
from datetime import timedelta

from forum import clock
from forum.models import Person
from forum.services import audit
from forum.services.verbs import quiet_verb
from meetings.models import CallNote, Invitation

FORGOTTEN_AFTER = timedelta(days=90)


@quiet_verb
def note(invitation: Invitation, *, text: str, by: Person) -> CallNote:
    """Keeps that somebody called about the seat, and what was said."""
    made = CallNote.objects.create(invitation=invitation, by=by, text=text.strip())
    audit.record("calls.note", by=by, about=invitation)
    return made


@quiet_verb
def forget_old() -> int:
    """Deletes the notes of calls 90 days after their meeting; the answers stay. Gives how many. Safe to run twice."""
    return CallNote.objects.filter(invitation__meeting__ends_at__lt=clock.now() - FORGOTTEN_AFTER).delete()[0]


def of(invitations: Iterable[Invitation | None]) -> dict[int, list[CallNote]]:
    """The calls about each invitation, by its pk, newest first. One query."""
    found: dict[int, list[CallNote]] = {}
    known = [one.pk for one in invitations if one]
    for one in CallNote.objects.filter(invitation__in=known).select_related("by"):
        found.setdefault(one.invitation_id, []).append(one)
    return found
