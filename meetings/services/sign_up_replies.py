"""Calendar answers of those who have signed up for an open event: declining cancels, anything else changes nothing."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_noop

from forum import states
from forum.incoming import Outcome
from forum.services.opened_mail import Opened
from meetings.models import SignUp
from meetings.services import sign_ups
from meetings.services.reply_reading import Reply

KIND = "calendar"
CANCELLED = gettext_noop("The sign-up has been cancelled in the calendar.")
NOTED = gettext_noop("A calendar answer to a sign-up: kept, nothing follows from it.")
UNSURE = gettext_noop("It is not sure for whom this calendar answer speaks. Look, and answer on behalf.")


def take(sign_up: SignUp, reply: Reply, opened: Opened, *, by_token: bool) -> Outcome:
    """What a reply to a sign-up comes to; without the sealed address or from another address a coordinator looks."""
    about = ("meeting", sign_up.meeting.public_id)
    attendee = reply.attendee({sign_up.email})
    own = attendee and sign_up.email in (attendee.address, opened.sender[1])
    if not (by_token and own and reply.method == "REPLY"):
        return Outcome(KIND, "inbox", UNSURE, about=about)
    assert attendee
    if attendee.partstat != "DECLINED" or sign_up.state == "cancelled" or reply.sequence < sign_up.sequence:
        return Outcome(KIND, "handled", NOTED, about=about)
    try:
        sign_ups.cancel(sign_up)
    except (ValidationError, states.IllegalMove):
        return Outcome(KIND, "handled", NOTED, about=about)
    return Outcome(KIND, "handled", CANCELLED, about=about)
