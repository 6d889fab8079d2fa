"""Answers from calendars for tests."""

from typing import Any

from forum.models import IncomingMail, Person
from forum.services import incoming_mail
from meetings import calendar_requests
from meetings.models import CalendarReply, Invitation
from meetings.services import links
from tests.mails import mail


def source(name: str, invitation: Invitation, person: Person, **facts: Any) -> bytes:
    """A program's reply to the invitation, from the person's own address."""
    own = {"TO": links.reply_address(invitation), "UID": calendar_requests.uid(invitation), "NAME": person.name}
    own |= {"FROM": person.email, "ATTENDEE": person.email, "SEQUENCE": invitation.sequence}
    return mail(f"replies/{name}", **{**own, **facts})


def came(source: bytes, **facts: Any) -> IncomingMail:
    """The mail, stored and handed to its readers."""
    stored = incoming_mail.store(source, via="mailbox", **facts)
    assert stored
    incoming_mail.handle(stored.pk)
    stored.refresh_from_db()
    return stored


def reply(name: str, invitation: Invitation, person: Person, **facts: Any) -> IncomingMail:
    """A reply that came in."""
    return came(source(name, invitation, person, **facts))


def outcome(mail: IncomingMail) -> str:
    """What the history says of it."""
    return CalendarReply.objects.get(mail=mail).outcome
