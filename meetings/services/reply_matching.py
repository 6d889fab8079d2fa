"""Whose calendar reply it is: the sealed address names the invitation first, then the event's UID and the addresses.

A reply never answers for others. Whoever has the sealed address answers as the one who was asked, when the mail's
address or name is theirs; without it both addresses in the mail must be of the seat's own people.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.conf import settings

from forum.models import Person
from forum.services.opened_mail import Opened
from meetings.models import Invitation, SignUp
from meetings.services import links
from meetings.services.reply_reading import Attendee, Reply

RECEIVERS = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")


@dataclass(frozen=True)
class Named:
    """What the mail's addresses and UID name. `forged`: an address of ours whose seal is wrong."""

    invitation: Invitation | None = None
    sign_up: SignUp | None = None
    by_token: bool = False
    forged: bool = False


def named(mail: Opened, reply: Reply | None) -> Named:
    """The invitation or sign-up that the mail is about."""
    addresses = dict.fromkeys([*mail.addresses(*RECEIVERS), *([reply.organizer] if reply else [])])
    tokens = [one for one in addresses if one.startswith("rsvp+")]
    ids = {public_id for one in tokens if (public_id := links.id_of_address(one))}
    if tokens and len(ids) != 1 or any(not links.id_of_address(one) for one in tokens):
        return Named(forged=True)
    by_uid = id_of_uid(reply.uid) if reply else ""
    if ids and by_uid and by_uid not in ids:
        return Named(forged=True)
    public_id = next(iter(ids), by_uid)
    return of_id(public_id, by_token=bool(ids)) if public_id else Named()


def of_id(public_id: str, *, by_token: bool) -> Named:
    """The invitation, or the sign-up, of that id."""
    invitation = Invitation.objects.with_board().with_people().filter(public_id=public_id).first()
    if invitation:
        return Named(invitation=invitation, by_token=by_token)
    return Named(sign_up=SignUp.objects.filter(public_id=public_id).first(), by_token=by_token)


def id_of_uid(uid: str) -> str:
    """The public id in a UID that was made here, or "" ."""
    found = re.fullmatch(rf"(\w+)\.\w+@{re.escape(settings.MAIL_DOMAIN)}", uid.strip(), re.ASCII | re.IGNORECASE)
    return found[1].lower() if found else ""


def own_people(invitation: Invitation) -> list[Person]:
    """Who may answer it today: the holder and the deputy, or the guest."""
    seat = invitation.seat
    people = [seat.holder, seat.deputy] if seat else [invitation.guest]
    return [one for one in people if one and links.role_of(invitation, one)]


def author(invitation: Invitation, mail: Opened, attendee: Attendee, *, by_token: bool) -> Person | None:
    """For whom the reply speaks, or None when that is not sure."""
    known = {person.email: person for person in own_people(invitation)}
    sender = mail.sender[1]
    if not by_token:
        return known.get(attendee.address) if sender in known else None
    if found := known.get(attendee.address) or known.get(sender):
        return found
    asked = invitation.person
    return asked if asked in known.values() and is_alias(asked, mail, attendee) else None


def is_alias(asked: Person | None, mail: Opened, attendee: Attendee) -> bool:
    """Whether unknown addresses are probably another of the person's own: of nobody else here, and under their name."""
    addresses = {attendee.address, mail.sender[1]} - {""}
    if asked is None or Person.objects.filter(email__in=addresses).exists():
        return False
    return words_of(asked.name) in (words_of(mail.sender[0]), words_of(attendee.name))


def words_of(name: str) -> frozenset[str]:
    """A name's words, in any order and case; what stands in brackets is no part of it."""
    bare = re.sub(r"\([^)]*\)", " ", unicodedata.normalize("NFKC", name))
    return frozenset(re.findall(r"[^\W\d_]+", bare.casefold()))
