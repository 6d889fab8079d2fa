"""Calendar files of invitations: one event, one attendee, an organiser's address that names the invitation.

The UID is the meeting's and the seat's for ever; whoever sits on the seat. Personal links never stand in here.
"""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Event, vCalAddress, vText

from forum.models import Person, StaffRole
from forum.services import harmless
from meetings import calendar
from meetings.models import Invitation, Meeting, SignUp
from meetings.services import links

REQUEST = "REQUEST"
CANCEL = "CANCEL"
GONE = frozenset({"declined", "withdrawn", "lapsed"})


def uid(invitation: Invitation) -> str:
    """The event's name in everybody's calendar; it never changes."""
    return f"{invitation.public_id}.{invitation.meeting.public_id}@{settings.MAIL_DOMAIN}"


def request(invitation: Invitation, person: Person) -> str:
    """METHOD:REQUEST for the person, in their language; "" for a meeting that is over."""
    return "" if invitation.meeting.is_over else _file(REQUEST, invitation, person)


def cancel(invitation: Invitation, person: Person) -> str:
    """METHOD:CANCEL, which takes the event out of the person's calendar; "" for a meeting that is over."""
    return "" if invitation.meeting.is_over else _file(CANCEL, invitation, person)


def file_for(method: str, invitation: Invitation, person: Person) -> str:
    """The file that goes with a letter: of `method` REQUEST or CANCEL, or "" for neither."""
    files = {REQUEST: request, CANCEL: cancel}
    return files[method](invitation, person) if method else ""


def again(method: str, invitation: Invitation, person: Person) -> str:
    """The file for a letter that is sent again, as things stand today; "" when the letter's method no longer holds."""
    off = invitation.state in GONE or invitation.meeting.state == Meeting.State.CANCELLED
    asked = invitation.person_id == person.pk and not off
    return file_for(method, invitation, person) if asked == (method == REQUEST) else ""


def _file(method: str, invitation: Invitation, person: Person) -> str:
    with translation.override(person.language):
        return calendar.file_of([_event(method, invitation, person)], method=method).decode()


def _event(method: str, invitation: Invitation, person: Person) -> Event:
    """The public event, made this seat's own."""
    off = method == CANCEL
    event = calendar.event(invitation.meeting, uid=uid(invitation), sequence=invitation.sequence, cancelled=off)
    describe(event, invitation.meeting)
    coming = invitation.attends and invitation.person_id == person.pk
    event.add("organizer", organizer(invitation), encode=False)
    event.add("attendee", attendee(person.name, person.email, coming=coming, asks=not off), encode=False)
    return event


def describe(event: Event, meeting: Meeting) -> None:
    """Gives the event of somebody who is invited the meeting's page and the link to join."""
    lines = [_("The meeting’s page: %(url)s") % {"url": calendar.address(meeting)}]
    if meeting.remote_link:
        lines.append(_("Join remotely: %(url)s") % {"url": meeting.remote_link})
    event.pop("description", None)
    event.add("description", "\n".join(lines))


def organizer(asked: Invitation | SignUp) -> vCalAddress:
    """The secretariat under an address that names what it asks, with the coordinator's name. One query."""
    found = vCalAddress(f"MAILTO:{links.reply_address(asked)}")
    found.params["cn"] = vText(shown(coordinator() or _("Regional Forum, secretariat")))
    return found


def coordinator() -> str:
    """The name of who has been coordinator longest, or nothing. One query."""
    roles = StaffRole.objects.current().filter(kind=StaffRole.Kind.COORDINATOR, person__in=Person.objects.living())
    return roles.order_by("since", "pk").values_list("person__name", flat=True).first() or ""


def attendee(name: str, email: str, *, coming: bool, asks: bool) -> vCalAddress:
    """The one whom the file is for; it `asks` for an answer unless they are known to come."""
    found = vCalAddress(f"MAILTO:{email}")
    found.params["cn"] = vText(shown(name))
    found.params["role"] = vText("REQ-PARTICIPANT")
    found.params["partstat"] = vText("ACCEPTED" if coming else "NEEDS-ACTION")
    found.params["rsvp"] = vText("TRUE" if asks and not coming else "FALSE")
    return found


def shown(name: str) -> str:
    """The name as a property's parameter can hold it: on one line and without double quotes."""
    return harmless.line(name).replace('"', "’")
