"""An invitation as a letter on paper: what the invited can show at home, in the active language.

It holds no personal link: paper is passed on. Answering by it means signing in.
"""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from forum import clock, dates
from forum.documents import Facts, Link, Links, Text, Words
from meetings.models import Invitation, Meeting
from meetings.services import agenda_document, facts

LEVELS = ("officials", "politicians")


def letter(invitation: Invitation, meeting: Meeting) -> dict[str, Any]:
    """The data of templates/pdf/letter.typ. The meeting comes from `the_meeting`."""
    return {
        "receiver": receiver(invitation),
        "sent": dates.numeric(invitation.sent_at or clock.now()),
        "heading": heading(meeting),
        "blocks": [
            Text(greeting(invitation)),
            Text(why(invitation)),
            Facts(told(invitation, meeting)),
            Text(how_to_answer(meeting)),
            Links([Link(address_of(meeting), address_of(meeting))]),
            Text(_("With kind regards")),
            Text(_("The forum's secretariat")),
        ],
    }


def heading(meeting: Meeting) -> str:
    """What the letter is."""
    return _("Invitation: %(meeting)s") % {"meeting": agenda_document.name_of(meeting)}


def address_of(meeting: Meeting) -> str:
    """The address of the meeting's page, to be read on paper."""
    return settings.SITE_URL + reverse("meetings:meeting", args=[meeting.public_id])


def receiver(invitation: Invitation) -> list[str]:
    """Name, title and seat, a line for each."""
    person = invitation.person or invitation.guest
    lines = [person.name, person.title] if person else []
    return [line for line in [*lines, str(invitation.seat or "")] if line]


def greeting(invitation: Invitation) -> str:
    """Dear …"""
    person = invitation.person or invitation.guest
    return _("Dear %(name)s,") % {"name": person.name} if person else _("To the holder of the seat,")


def why(invitation: Invitation) -> str:
    """Why they are invited."""
    if invitation.guest_id:
        return _("We invite you to the meeting as a guest. We hope that you can take part.")
    return _("You hold a seat in the national forum for regional development. We hope that your seat is represented.")


def told(invitation: Invitation, meeting: Meeting) -> list[tuple[str, Words]]:
    """When, where, about what, and for which seat."""
    rows: list[tuple[str, Words]] = [
        (_("When"), capfirst(dates.span(meeting.starts_at, meeting.ends_at))),
        (_("Where"), agenda_document.where(meeting)),
        (_("Theme"), meeting.theme.name),
        (_("Who"), facts.invited(meeting)),
    ]
    if meeting.remote_link:
        rows.append((_("Remotely"), _("The link is in your calendar and on the page of your answer.")))
    if invitation.seat:
        rows.append((_("Seat"), str(invitation.seat)))
    return rows


def how_to_answer(meeting: Meeting) -> str:
    """By when and how, while answers are taken."""
    if meeting.state == Meeting.State.CANCELLED:
        return _("This meeting has been cancelled.")
    if not meeting.takes_answers:
        return _("The meeting takes no more answers.")
    day = dates.long(meeting.registration_closes)
    words = _("Registration closes on %(day)s. Answer from the letter you got by e-mail, or sign in to the portal.")
    return words % {"day": day}
