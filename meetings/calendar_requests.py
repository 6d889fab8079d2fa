"""Calendar files of invitations: one event, one attendee, an organiser's address that names the invitation.

The UID is the meeting's and the seat's for ever; whoever sits on the seat. Personal links never stand in here.
"""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from forum.models import Person
from meetings.calendar import PUBLISHER, address, public_event, vtimezone
from meetings.models import Invitation, Meeting
from meetings.services import links

REQUEST = "REQUEST"
CANCEL = "CANCEL"


def uid(invitation: Invitation) -> str:
    """The event's name in everybody's calendar; it never changes."""
    return f"{invitation.public_id}.{invitation.meeting.public_id}@{settings.MAIL_DOMAIN}"


def request(invitation: Invitation, person: Person) -> str:
    """METHOD:REQUEST for the person, in their language; "" for a meeting that is over."""
    return "" if invitation.meeting.is_over else _file(REQUEST, invitation, person)


def cancel(invitation: Invitation, person: Person) -> str:
    """METHOD:CANCEL, which takes the event out of the person's calendar; "" for a meeting that is over."""
    return "" if invitation.meeting.is_over else _file(CANCEL, invitation, person)


def _file(method: str, invitation: Invitation, person: Person) -> str:
    with translation.override(person.language):
        calendar = Calendar()
        calendar.add("prodid", PUBLISHER)
        calendar.add("version", "2.0")
        calendar.add("method", method)
        calendar.add_component(vtimezone(settings.TIME_ZONE))
        calendar.add_component(_event(method, invitation, person))
        return calendar.to_ical().decode()


def _event(method: str, invitation: Invitation, person: Person) -> Event:
    """The public event, made this seat's own."""
    meeting = invitation.meeting
    event = public_event(meeting)
    for name in ("uid", "sequence", "description", "status"):
        del event[name]
    event.add("uid", vText(uid(invitation)))
    event.add("sequence", invitation.sequence)
    event.add("description", _description(meeting))
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("organizer", _organizer(invitation), encode=False)
    event.add("attendee", _attendee(method, invitation, person), encode=False)
    return event


def _description(meeting: Meeting) -> str:
    lines = [_("The meeting’s page: %(url)s") % {"url": address(meeting)}]
    if meeting.remote_link:
        lines.append(_("Join remotely: %(url)s") % {"url": meeting.remote_link})
    return "\n".join(lines)


def _organizer(invitation: Invitation) -> vCalAddress:
    organizer = vCalAddress(f"MAILTO:{links.reply_address(invitation)}")
    organizer.params["cn"] = vText(_("Regional Forum, secretariat"))
    return organizer


def _attendee(method: str, invitation: Invitation, person: Person) -> vCalAddress:
    coming = invitation.attends and invitation.person_id == person.pk
    attendee = vCalAddress(f"MAILTO:{person.email}")
    attendee.params["cn"] = vText(person.name)
    attendee.params["role"] = vText("REQ-PARTICIPANT")
    attendee.params["partstat"] = vText("ACCEPTED" if coming else "NEEDS-ACTION")
    attendee.params["rsvp"] = vText("FALSE" if method == CANCEL or coming else "TRUE")
    return attendee
