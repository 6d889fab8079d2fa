"""Personal links to notes in checking: a signed address by which one person reads and remarks without signing in.

A link names the invitation and the person. It opens while the person may check the notes of that meeting.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Q
from django.urls import reverse
from django.utils import translation

from forum.models import Person
from meetings.models import Invitation, Meeting, Notes
from meetings.models.invitation import InvitationQuerySet
from meetings.services import links
from meetings.services.links import ForgedLink
from regions.models import Mandate

SHOWN = ("checking", "confirmed", "public")
_signer = Signer(salt="meetings.notes", sep=".")


@dataclass(frozen=True)
class Checker:
    """Somebody who may check the notes, for the invitation's seat."""

    notes: Notes
    invitation: Invitation
    person: Person


def token(invitation: Invitation, person: Person) -> str:
    """The signed part of the person's link."""
    return _signer.sign(f"{invitation.public_id}.{person.public_id}")


def url(invitation: Invitation, person: Person) -> str:
    """The whole address, in the person's language."""
    with translation.override(person.language):
        return settings.SITE_URL + reverse("meetings:notes_by_link", args=[token(invitation, person)])


def open_link(signed: str) -> Checker:
    """What the link opens now. Raises ForgedLink, also when the person no longer may or the notes are a draft."""
    try:
        invitation_id, person_id = _signer.unsign(signed).split(".")
        invitation = invited().get(public_id=invitation_id)
        person = Person.objects.get(public_id=person_id)
        notes = Notes.objects.get(meeting=invitation.meeting_id, state__in=SHOWN)
    except (BadSignature, ValueError, Invitation.DoesNotExist, Person.DoesNotExist, Notes.DoesNotExist) as error:
        raise ForgedLink from error
    if not may_check(invitation, person):
        raise ForgedLink
    return Checker(notes, invitation, person)


def may_check(invitation: Invitation, person: Person) -> bool:
    """Who was there for the seat, and who holds it or stands in today."""
    if not person.is_active or person.anonymised_at:
        return False
    was_there = invitation.attends and invitation.person_id == person.pk
    return was_there or bool(links.role_of(invitation, person))


def invited() -> InvitationQuerySet:
    """Invitations that were sent and stand, with their seats and meetings."""
    return Invitation.objects.standing().exclude(sent_at=None).with_board()


def of_person(person: Person, meeting: Meeting) -> Checker | None:
    """What the signed-in person may check of the meeting, for the first of the seats; nothing for who may not."""
    notes = Notes.objects.filter(meeting=meeting, state__in=SHOWN).first()
    found = invited().filter(own(person), meeting=meeting).first() if notes else None
    return Checker(notes, found, person) if notes and found else None


def to_check(person: object, meeting: Meeting) -> Notes | None:
    """The notes on the way to the public that the reader may check. No query unless there are such notes."""
    notes = getattr(meeting, "notes", None)
    if notes is None or notes.state not in {"checking", "confirmed"} or not isinstance(person, Person):
        return None
    return notes if of_person(person, meeting) else None


def own(person: Person) -> Q:
    """Invitations for which the person may check."""
    held = Mandate.objects.in_force().of(person).filter(role__in=["holder", "deputy"]).values("seat")
    there = Q(person=person, state__in=["accepted", "deputy_accepted"])
    return Q(seat__in=held) | Q(guest=person) | there
