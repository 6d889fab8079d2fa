"""What invitations put on the shelves of the floors below."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.models import Letter, Person

if TYPE_CHECKING:
    from meetings.models import Invitation

LETTERS = {
    "invitation": _("Invitation"),
    "reminder": _("Reminder to answer"),
    "deputy_asked": _("Deputy asked"),
    "deputy_answered": _("Deputy has answered"),
    "deputy_let_go": _("Deputy not needed"),
    "handed_on": _("Invitation handed on"),
    "answer_receipt": _("Receipt of an answer"),
    "invitation_withdrawn": _("Invitation withdrawn"),
    "meeting_changed": _("Meeting changed"),
    "entry_updated": _("Calendar entry brought up to date"),
    "meeting_cancelled": _("Meeting cancelled"),
}
WITH_LINK = (
    "invitation",
    "reminder",
    "deputy_asked",
    "deputy_answered",
    "answer_receipt",
    "meeting_changed",
    "entry_updated",
)


def fill() -> None:
    """Fills the shelves; called once when the floor is ready."""
    from meetings import letter_shelves
    from meetings.invitation_furnishing import furnish
    from meetings.services import handovers, own_meetings
    from meetings.views import desk

    shelves.handovers.put("invitations", handovers.hand_over_to_new_holder)
    shelves.person_facts.put("is_guest", own_meetings.is_guest)
    shelves.desk_tasks.put("invitations", own_meetings.tasks, order=10)
    shelves.desk_page.put(
        "region answers", shelves.Drawer("meetings/_region_answers.html", desk.region_answers), order=20
    )
    shelves.personal_data.put("invitations", own_data)
    shelves.examples.put("invitations", furnish, order=80)
    letter_shelves.fill()
    for kind, words in LETTERS.items():
        shelves.letter_kinds.put(kind, words)
    for kind in WITH_LINK:
        shelves.letter_secrets.put(kind, fresh_link)
    for kind in LETTERS:
        shelves.letter_calendars.put(kind, fresh_calendar)


def fresh_link(letter: Letter) -> dict[str, Any]:
    """A new personal link for a letter that is sent again; and the link to join, where the letter tells of it."""
    from meetings.services import invitation_letters, links

    invitation = invitation_of(letter)
    if invitation is None or letter.person is None:
        return {}
    own = {"answer_url": links.url(invitation, letter.person, letter.facts.get("role", links.HOLDER))}
    return own | invitation_letters.joining(invitation, letter.calendar_method)


def fresh_calendar(letter: Letter) -> str:
    """The calendar file for a letter that is sent again, as things stand today; "" when it no longer holds."""
    from meetings import calendar_requests

    invitation = invitation_of(letter)
    if invitation is None or letter.person is None:
        return ""
    return calendar_requests.again(letter.calendar_method, invitation, letter.person)


def invitation_of(letter: Letter) -> "Invitation | None":
    """The invitation that the letter was written for. One query."""
    from meetings.models import Invitation

    return Invitation.objects.with_board().filter(letters__letter=letter).first()


def own_data(person: Person) -> dict[str, Any]:
    """The answers a person has given, for their own export."""
    from meetings.models import Answer

    found = Answer.objects.filter(author=person).select_related("invitation__meeting__kind")
    return {
        "answers": [
            {
                "meeting": str(answer.invitation.meeting),
                "at": answer.at.isoformat(),
                "reply": answer.reply,
                "mode": answer.mode,
                "reason": answer.reason,
                "channel": answer.channel,
            }
            for answer in found
        ]
    }
