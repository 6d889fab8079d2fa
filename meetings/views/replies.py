"""What the coordinators' inbox shows of meetings: what a calendar said, and where to answer on behalf."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from forum import clock, dates
from forum.incoming import Home
from forum.models import IncomingMail
from forum.services.opened_mail import Opened
from meetings.models import CalendarReply, Invitation, Meeting
from meetings.services import reply_matching
from meetings.views.board_words import PARTSTATS

MOST = 60
RECENT = timedelta(days=120)


def named(meeting: Meeting) -> str:
    """The meeting's kind and day."""
    return f"{meeting.kind.name} {dates.numeric(meeting.starts_at)}"


def homes(ids: Collection[str]) -> dict[str, Home]:
    """The meetings' workspaces by id. One query."""
    found = Meeting.objects.filter(public_id__in=list(ids)).select_related("kind")
    return {one.public_id: Home(named(one), reverse("meetings:workspace", args=[one.public_id])) for one in found}


def choices() -> list[tuple[str, str]]:
    """Meetings that mail can be about: the coming ones and those of the last months, newest first."""
    found = Meeting.objects.filter(starts_at__gte=clock.now() - RECENT).select_related("kind")
    return [(one.public_id, named(one)) for one in found.order_by("-starts_at")[:MOST]]


def of_mail(request: HttpRequest, mail: IncomingMail, opened: Opened) -> dict[str, Any] | None:
    """The calendar answer, and the invitations that the mail may be about."""
    reply = CalendarReply.objects.filter(mail=mail).select_related("invitation").first()
    invitations = invitations_of(mail, opened, reply)
    if not (reply or invitations):
        return None
    return {"reply": reply, "said": PARTSTATS.get(reply.partstat, "") if reply else "", "invitations": invitations}


def invitations_of(mail: IncomingMail, opened: Opened, reply: CalendarReply | None) -> list[Invitation]:
    """The invitation that the address names, else the sender's own ones to the meeting it belongs to, or to any."""
    found = Invitation.objects.select_related("seat__region", "seat__organisation", "guest", "meeting__kind")
    if reply:
        return list(found.filter(pk=reply.invitation_id))
    if one := reply_matching.named(opened, None).invitation:
        return [one]
    if mail.person is None or mail.kind == IncomingMail.Kind.BOUNCE:
        return []
    own = found.open_to(mail.person)
    if mail.about_kind == "meeting":
        return list(own.filter(meeting__public_id=mail.about_id)[:5])
    return list(own.filter(meeting__in=Meeting.objects.coming()).order_by("meeting__starts_at")[:5])
