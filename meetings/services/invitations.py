"""Inviting: send, invite guests, remind the silent, withdraw."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import F, Q

from forum import clock, states
from forum.models import Letter, Person
from forum.services import audit
from forum.services.newcomers import person_at
from forum.services.verbs import quiet_verb, verb
from meetings.calendar_requests import CANCEL, REQUEST
from meetings.models import Invitation, Meeting
from meetings.services import links, receivers
from meetings.services.invitation_letters import write
from meetings.services.receivers import Plan, Receiver

SENDING_STATES = frozenset({"invited", "registration_closed"})


def prepare(meeting: Meeting, *, by: Person | None = None) -> Plan:
    """The dry run: who would get a letter now and why, and who is missing and why. Changes nothing."""
    return receivers.plan(meeting)


@verb
def send(meeting: Meeting, *, by: Person | None, only: Collection[str] | None = None) -> list[Letter]:
    """Invites every seat and guest not invited yet, or those of `only` (public ids); of two who send at once each seat
    gets one letter. Raises IllegalMove when the meeting can no longer be invited to.
    """
    open_meeting(meeting)
    seats = [one for one in receivers.plan(meeting).receivers if one.seat and one.invitation is None]
    Invitation.objects.bulk_create([Invitation(meeting=meeting, seat=one.seat) for one in seats], ignore_conflicts=True)
    due = [one for one in receivers.plan(meeting).letters if only is None or one.public_id in only]
    sent = [send_one(one) for one in due]
    found = [letter for letter in sent if letter]
    audit.record("invitations.send", by=by, about=meeting, details={"letters": len(found)})
    return found


def open_meeting(meeting: Meeting) -> None:
    """Moves the meeting to invited; a meeting whose invitations are out stays as it is."""
    try:
        states.move(meeting, "invited", invited_at=clock.now())
    except states.IllegalMove:
        if meeting.state not in SENDING_STATES or meeting.is_over:
            raise
    else:
        if meeting.announced_at is None:
            Meeting.objects.filter(pk=meeting.pk).update(announced_at=clock.now())


def send_one(receiver: Receiver) -> Letter | None:
    """Sends a drafted invitation, or nothing when somebody else just did."""
    invitation, person = receiver.invitation, receiver.person
    assert invitation and person
    try:
        states.move(invitation, "sent", person=person, sent_at=clock.now())
    except states.IllegalMove:
        return None
    return invite(invitation, person, receiver.role)


def invite(invitation: Invitation, person: Person, role: str) -> Letter:
    """Writes the invitation's letter with its calendar request."""
    return write(invitation, kind="invitation", key=letter_key(invitation), to=person, role=role, method=REQUEST)


def letter_key(invitation: Invitation) -> str:
    """Why the letter exists: this meeting, this seat, this version of the calendar entry."""
    target = invitation.seat or invitation.guest
    assert target
    return f"invitation:{invitation.meeting.public_id}:{target.public_id}:{invitation.sequence}"


@quiet_verb
def add_guest(meeting: Meeting, *, name: str, email: str, language: str, by: Person) -> Invitation:
    """Puts a guest on the list; a known address keeps its person. The letter leaves with the next sending."""
    guest = person_at(email, name=name, language=language, by=by)
    invitation, new = Invitation.objects.get_or_create(meeting=meeting, guest=guest)
    if not new and invitation.state == "withdrawn":
        states.move(invitation, "drafted", sequence=F("sequence") + 1)
        invitation.refresh_from_db(fields=["sequence"])
    audit.record("invitations.add_guest", by=by, about=meeting, details={"guest": guest})
    return invitation


@quiet_verb
def put_back(invitation: Invitation, *, by: Person) -> None:
    """Puts a withdrawn invitation on the list again; the letter leaves with the next sending. Raises IllegalMove."""
    states.move(invitation, "drafted", sequence=F("sequence") + 1)
    invitation.refresh_from_db(fields=["sequence"])
    audit.record("invitations.put_back", by=by, about=invitation)


@quiet_verb
def withdraw(invitation: Invitation, *, by: Person, reason: str = "") -> None:
    """Takes the invitation back: links become old, and who was invited is told with a calendar CANCEL."""
    told = invitation.person if invitation.sent_at else None
    risen: dict[str, Any] = {"sequence": F("sequence") + 1, "link_version": F("link_version") + 1}
    states.move(invitation, "withdrawn", answer=None, mode="", handed_at=None, **risen)
    invitation.refresh_from_db()
    if told:
        key = f"invitation_withdrawn:{invitation.public_id}:{invitation.sequence}"
        write(invitation, kind="invitation_withdrawn", key=key, to=told, method=CANCEL, link=False, reason=reason)
    audit.record("invitations.withdraw", by=by, about=invitation, details={"reason": reason})


@quiet_verb
def remind(invitations: Iterable[Invitation], *, by: Person | None) -> list[Letter]:
    """Reminds those among `invitations` who have not answered, each at most once a day."""
    asked = list(invitations)
    found = [letter for invitation in asked if (letter := remind_one(invitation))]
    if found:
        audit.record("invitations.remind", by=by, about=asked[0].meeting, details={"letters": len(found)})
    return found


def remind_one(invitation: Invitation) -> Letter | None:
    """The reminder, or nothing when it is answered, over, was reminded today, or whom it asks cannot be or has left."""
    person = invitation.person
    if person is None or not person.reachable or not invitation.meeting.takes_answers:
        return None
    role = links.role_of(invitation, person)
    if not role:
        return None
    fresh = Q(reminded_on=None) | Q(reminded_on__lt=clock.today())
    silent = Invitation.objects.silent().filter(fresh, pk=invitation.pk)
    if not silent.update(reminders=F("reminders") + 1, reminded_on=clock.today()):
        return None
    invitation.refresh_from_db(fields=["reminders", "reminded_on"])
    key = f"reminder:{invitation.public_id}:{invitation.reminders}"
    return write(invitation, kind="reminder", key=key, to=person, role=role)


@quiet_verb
def cancel_all(meeting: Meeting, *, by: Person | None) -> list[Letter]:
    """Tells everybody who was invited to a cancelled meeting, each with a calendar CANCEL. Call after the move."""
    asked = meeting.invitations.standing().exclude(sent_at=None)  # type: ignore[attr-defined]
    asked.update(sequence=F("sequence") + 1)
    found = [letter for invitation in asked.with_board() for letter in tell_cancelled(invitation)]
    audit.record("invitations.cancel_all", by=by, about=meeting, details={"letters": len(found)})
    return found


def tell_cancelled(invitation: Invitation) -> list[Letter]:
    """To whom it was sent, and also to the holder when it was handed to a deputy."""
    people = [invitation.person, invitation.seat.holder if invitation.seat else None]
    told = {person.pk: person for person in people if person and person.reachable}  # type: ignore[attr-defined]
    reason = invitation.meeting.cancelled_reason
    return [
        write(
            invitation,
            kind="meeting_cancelled",
            key=f"meeting_cancelled:{invitation.public_id}:{person.public_id}",
            to=person,
            method=CANCEL,
            link=False,
            reason=reason,
        )
        for person in told.values()
    ]
