"""A person's own calendar feed as a file: where to join, and no personal link, for people share calendars."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from icalendar import Event, vText

from forum import clock
from forum.context import in_words
from forum.models import Person
from forum.services import harmless
from meetings import calendar, calendar_requests
from meetings.models import Invitation
from meetings.services.my_calendar import Deadline

AWAY = {
    "declined": gettext_lazy("Declined: %(meeting)s"),
    "handed": gettext_lazy("Deputy asked: %(meeting)s"),
    "deputy_accepted": gettext_lazy("Deputy comes: %(meeting)s"),
}
"""How the heading begins for who does not come."""
ANSWERS = {
    "accepted": gettext_lazy("You come."),
    "declined": gettext_lazy("You have declined."),
    "handed": gettext_lazy("The deputy has been asked."),
    "deputy_accepted": gettext_lazy("The deputy comes."),
    "sent": gettext_lazy("You have not answered yet."),
}


def name(person: Person) -> str:
    """What calendar programs call the feed, in the active language."""
    return f"{in_words('name')}: {_('my meetings')}"


def file_of(person: Person, invitations: Iterable[Invitation], deadlines: Iterable[Deadline]) -> bytes:
    """The feed as a file, in the active language."""
    events = [*(of_meeting(one, person) for one in invitations), *map(of_deadline, deadlines)]
    return calendar.file_of(events, method=calendar.PUBLISH, name=name(person))


def of_meeting(invitation: Invitation, person: Person) -> Event:
    """The meeting with the person's answer as its status: confirmed, tentative until answered. One that they do not go
    to takes no time and says so in its heading.
    """
    meeting = invitation.meeting
    off = meeting.state == "cancelled"
    uid = calendar_requests.uid(invitation)
    made = calendar.event(meeting, uid=uid, sequence=invitation.sequence, cancelled=off)
    mine = invitation.person_id == person.pk
    if off:
        calendar.retitle(made, _("Cancelled: %(meeting)s"))
    elif invitation.state == "declined" or not mine:
        made.add("transp", "TRANSPARENT")
        calendar.retitle(made, str(AWAY.get(invitation.state, "%(meeting)s")))
    elif not invitation.attends:
        made["status"] = vText("TENTATIVE")
    calendar_requests.describe(made, meeting)
    made["description"] = vText(f"{answer(invitation, mine=mine)}\n{made['description']}")
    if invitation.mode == "remote" and invitation.attends and mine and meeting.remote_link:
        made["location"] = vText(meeting.remote_link)
    return made


def answer(invitation: Invitation, *, mine: bool) -> str:
    """How the seat has answered, in words for the person."""
    if mine and invitation.state == "handed":
        return _("You are asked to come as the deputy.")
    if mine and invitation.attends:
        return _("You come remotely.") if invitation.mode == "remote" else _("You come to the room.")
    return str(ANSWERS.get(invitation.state, ""))


def of_deadline(deadline: Deadline) -> Event:
    """A task as a whole day that takes no time. It leads to the desk, where one signs in."""
    made = Event()
    made.add("uid", vText(deadline.uid))
    made.add("dtstamp", clock.now().replace(microsecond=0))
    made.add("dtstart", deadline.day)
    made.add("dtend", deadline.day + timedelta(days=1))
    made.add("summary", harmless.line(str(deadline.task.title)))
    made.add("description", str(deadline.task.text))
    made.add("transp", "TRANSPARENT")
    made.add("url", settings.SITE_URL + reverse("forum:desk"))
    return made
