"""Answers from calendars: one that is sure is registered like any other, one that is not waits for a coordinator."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from forum.incoming import About, Outcome
from forum.models import IncomingMail, Person
from forum.services.opened_mail import Opened
from forum.services.other_mail import is_automatic, sender
from meetings.models import Answer, CalendarReply, Invitation
from meetings.services import answers, links, reply_letters, reply_matching, reply_reading, sign_up_replies
from meetings.services.reply_reading import Attendee, Reply

KIND = "calendar"
WORDS = {
    "applied": gettext_noop("The answer from the calendar has been registered."),
    "same": gettext_noop("The calendar says what had been answered already."),
    "tentative": gettext_noop("The calendar says “maybe”: that is no answer, and the person has been told."),
    "stale": gettext_noop("The calendar answers an older version of the entry: not registered, the person was told."),
    "overtaken": gettext_noop("A newer answer stands: this one is kept and changes nothing."),
    "withdrawn": gettext_noop("The invitation has been withdrawn: not registered, and the person has been told."),
    "cancelled": gettext_noop("The meeting has been cancelled: not registered, and the person has been told."),
    "over": gettext_noop("The meeting takes no answers any more: not registered, and the person has been told."),
    "taken": gettext_noop("The seat’s holder attends in person: not registered, and the deputy has been told."),
    "no_deputy": gettext_noop("The seat has no deputy who can be asked: not registered, the person has been told."),
    "unsure": gettext_noop("It is not sure for whom this calendar answer speaks. Look, and answer on behalf."),
}
FORGED = gettext_noop("The address of this calendar answer was not made here: nothing has been registered.")
COUNTER = gettext_noop("Somebody proposes another time. Nothing has been registered.")
NOBODYS = gettext_noop("This calendar answer belongs to no invitation of ours.")
WITH_COMMENT = gettext_noop("The answer from the calendar has been registered. It came with a message.")
TOLD = frozenset({"tentative", "stale", "withdrawn", "cancelled", "over", "taken", "no_deputy"})
REPLIES = {"ACCEPTED": "attend", "DECLINED": "decline", "DELEGATED": "deputy"}


@dataclass(frozen=True)
class Said:
    """A reply that is sure: who answers which invitation, in which role, and by which mail."""

    invitation: Invitation
    person: Person
    role: str
    attendee: Attendee
    reply: Reply
    mail: IncomingMail
    automatic: bool

    @property
    def as_deputy(self) -> bool:
        """Whether the deputy answers."""
        return self.role == links.DEPUTY


def take(mail: IncomingMail, opened: Opened) -> Outcome | None:
    """Takes a mail whose calendar part replies; None for any other."""
    reply = reply_reading.read(opened)
    if reply is None:
        return None
    named = reply_matching.named(opened, reply)
    if named.forged:
        return Outcome(KIND, "inbox", FORGED, person=sender(opened))
    if named.sign_up:
        return sign_up_replies.take(named.sign_up, reply, opened, by_token=named.by_token)
    if named.invitation is None:
        return Outcome(KIND, "inbox", NOBODYS, person=sender(opened))
    return of_invitation(named.invitation, reply, mail, opened, by_token=named.by_token)


def of_invitation(
    invitation: Invitation, reply: Reply, mail: IncomingMail, opened: Opened, *, by_token: bool
) -> Outcome:
    """What a reply to an invitation comes to."""
    about: About = ("meeting", invitation.meeting.public_id)
    wanted = {person.email for person in reply_matching.own_people(invitation)} | {opened.sender[1]}
    attendee = reply.attendee(wanted)
    person = reply_matching.author(invitation, opened, attendee, by_token=by_token) if attendee else None
    if reply.method == "COUNTER":
        return Outcome(KIND, "inbox", COUNTER, person=person or sender(opened), about=about)
    if attendee is None or person is None or attendee.partstat not in reply_reading.ANSWERS:
        keep(invitation, reply, mail, attendee, "unsure", sender=opened.sender[1])
        return Outcome(KIND, "inbox", WORDS["unsure"], person=sender(opened), about=about)
    role = links.role_of(invitation, person)
    said = Said(invitation, person, role, attendee, reply, mail, is_automatic(opened))
    code, answer = settle(said)
    keep(invitation, reply, mail, attendee, code, sender=opened.sender[1], answer=answer)
    if code in TOLD and not said.automatic:
        reply_letters.tell(invitation, person, role, why=code)
    if code == "applied" and reply.comment and answer and answer.reply != "decline":
        return Outcome(KIND, "inbox", WITH_COMMENT, person=person, about=about)
    return Outcome(KIND, "handled", WORDS[code], person=person, about=about)


def keep(
    invitation: Invitation,
    reply: Reply,
    mail: IncomingMail,
    attendee: Attendee | None,
    outcome: str,
    *,
    sender: str,
    answer: Answer | None = None,
) -> CalendarReply:
    """The history's row: what the calendar said, and whether it counts."""
    return CalendarReply.objects.create(
        mail=mail,
        invitation=invitation,
        answer=answer,
        partstat=attendee.partstat if attendee else "",
        sequence=reply.sequence,
        stamped_at=reply.stamped_at,
        attendee=attendee.address if attendee else "",
        sender=sender,
        comment=reply.comment,
        outcome=outcome,
    )


def settle(said: Said) -> tuple[str, Answer | None]:
    """Registers the answer, or says by a code of WORDS why not."""
    if why := why_not(said):
        return why, None
    before = said.invitation.answer
    if before and is_same(said, before):
        return "same", before
    try:
        with transaction.atomic():
            return "applied", answers.answer(said.invitation, **as_answer(said))
    except answers.NotTaken:
        return "over", None
    except ValidationError:
        return "no_deputy", None


def why_not(said: Said) -> str:
    """Why the reply cannot count, or "" ."""
    invitation, partstat = said.invitation, said.attendee.partstat
    if invitation.state in {"withdrawn", "lapsed"} or not invitation.meeting.takes_answers:
        gone = {"withdrawn": "withdrawn"}.get(invitation.state, "over")
        return "cancelled" if invitation.meeting.state == "cancelled" else gone
    if is_overtaken(said):
        return "overtaken"
    if said.reply.sequence < invitation.sequence:
        return "stale"
    if partstat == "TENTATIVE":
        return "tentative"
    if said.as_deputy and not links.deputy_may_answer(invitation, said.person):
        return "taken"
    return "no_deputy" if partstat == "DELEGATED" and not can_hand_over(said) else ""


def is_overtaken(said: Said) -> bool:
    """Whether something newer has been answered: since the mail came in, or by the same calendar's later stamp."""
    newest = said.invitation.answer
    if newest and newest.at > said.mail.received_at:
        return True
    if said.reply.stamped_at is None:
        return False
    own = CalendarReply.objects.filter(invitation=said.invitation, attendee=said.attendee.address)
    return own.filter(stamped_at__gt=said.reply.stamped_at).exists()


def can_hand_over(said: Said) -> bool:
    """Whether the holder delegates to the seat's own deputy: nobody is appointed by a calendar."""
    seat = said.invitation.seat
    deputy = seat.deputy if seat else None
    return not said.as_deputy and deputy is not None and said.attendee.delegated_to in ("", deputy.email)


def is_same(said: Said, before: Answer) -> bool:
    """Whether the person's newest answer says so already; how they attend, a calendar cannot say."""
    reply = REPLIES[said.attendee.partstat]
    return (before.reply, before.as_deputy, before.author_id) == (reply, said.as_deputy, said.person.pk)


def as_answer(said: Said) -> dict[str, Any]:
    """The reply as the service of answers takes it."""
    reply = REPLIES[said.attendee.partstat]
    return {
        "reply": reply,
        "mode": mode(said.invitation) if reply == "attend" else "",
        "reason": reason(said) if reply == "decline" else "",
        "by": said.person,
        "channel": Answer.Channel.CALENDAR,
        "as_deputy": said.as_deputy,
        "receipt": not said.automatic,
    }


def mode(invitation: Invitation) -> str:
    """A calendar cannot say how one attends: in the room, unless the meeting has none. The receipt says so."""
    meeting = invitation.meeting
    has_room = any(getattr(meeting, f"place_{code}") for code in ("fi", "sv", "en"))
    return "room" if has_room or not meeting.remote_link else "remote"


def reason(said: Said) -> str:
    """The calendar's comment; without one, that it gave none, in the person's language."""
    with translation.override(said.person.language):
        return said.reply.comment or _("Declined in the calendar, without a reason.")


def find_meeting(opened: Opened) -> About | None:
    """The meeting of the sealed address that a mail was sent to, for mail that is no calendar answer."""
    named = reply_matching.named(opened, None)
    if named.invitation:
        return "meeting", named.invitation.meeting.public_id
    return ("meeting", named.sign_up.meeting.public_id) if named.sign_up else None
