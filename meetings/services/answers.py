"""Answering: every answer is a row of history, the newest wins, and each is told to those it concerns."""

from copy import copy
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forum import clock, states
from forum.models import Person
from forum.services import audit
from forum.services.newcomers import person_at
from forum.services.verbs import quiet_verb
from meetings.models import Answer, Invitation
from meetings.services import answer_letters, links
from regions.models import Seat
from regions.services import seats


class NotTaken(Exception):
    """The answer cannot be taken: the meeting is over or cancelled, or the person may not answer for the seat."""


@dataclass(frozen=True)
class Named:
    """A deputy whom the holder names in the answer, when none is appointed."""

    name: str
    email: str


@quiet_verb
def answer(
    invitation: Invitation,
    *,
    reply: str,
    mode: str = "",
    reason: str = "",
    by: Person | None,
    channel: str,
    as_deputy: bool = False,
    deputy: Named | None = None,
    receipt: bool = True,
) -> Answer:
    """Registers an answer and what follows from it. The same answer twice in a row is one.

    `receipt`: whether who answered gets a letter that says what was registered.

    Raises NotTaken, or ValidationError by field when the answer is not whole.
    """
    invitation = locked(invitation, with_seat=reply == "deputy")
    check_author(invitation, by=by, channel=channel, as_deputy=as_deputy)
    check(invitation, reply=reply, mode=mode, reason=reason, as_deputy=as_deputy)
    said = Answer(
        invitation=invitation,
        reply=reply,
        mode=mode if reply == "attend" else "",
        as_deputy=as_deputy,
        author=by,
        reason=reason.strip() if reply == "decline" else "",
        channel=channel,
        late=is_late(invitation),
    )
    if same(said, invitation.answer):
        assert invitation.answer
        return invitation.answer
    if reply == "deputy" and deputy and by:
        name_deputy(invitation, deputy, by=by)
    asked = person_after(invitation, said)
    said.save()
    before = copy(invitation)
    settle(invitation, said, asked)
    answer_letters.tell(before, invitation, said, with_receipt=receipt)
    if channel == Answer.Channel.ON_BEHALF:
        audit.record("answers.on_behalf", by=by, about=invitation, details={"reply": reply, "mode": said.mode})
    return said


def locked(invitation: Invitation, *, with_seat: bool) -> Invitation:
    """The invitation as the database has it, kept from others who answer at the same moment.

    `with_seat`: the seat may get a deputy. Whoever appoints locks the seat first and then its invitations; so do we.
    """
    if with_seat and invitation.seat_id:
        Seat.objects.select_for_update().values_list("pk").get(pk=invitation.seat_id)
    Invitation.objects.select_for_update().values_list("pk").get(pk=invitation.pk)
    fresh = Invitation.objects.with_board().with_people().get(pk=invitation.pk)
    if not fresh.meeting.takes_answers or fresh.state in {"withdrawn", "lapsed"}:
        raise NotTaken
    return fresh


def check_author(invitation: Invitation, *, by: Person | None, channel: str, as_deputy: bool) -> None:
    """By link and in the portal only the seat's own people answer, each in their own role."""
    role = links.DEPUTY if as_deputy else links.HOLDER
    own = channel in {Answer.Channel.LINK, Answer.Channel.PORTAL}
    if own and (by is None or role_for(invitation, by) != role):
        raise NotTaken


def check(invitation: Invitation, *, reply: str, mode: str, reason: str, as_deputy: bool) -> None:
    """Raises ValidationError by field when something is missing."""
    if reply not in Answer.Reply.values or (reply == "deputy" and (as_deputy or invitation.seat is None)):
        raise ValidationError({"reply": _("Choose who attends.")})
    if reply == "attend" and mode not in Invitation.Mode.values:
        raise ValidationError({"mode": _("Choose whether you attend in the room or remotely.")})
    if reply == "decline" and not reason.strip():
        raise ValidationError({"reason": _("Give a short reason.")})


def is_late(invitation: Invitation) -> bool:
    """Whether registration has closed."""
    return clock.today() > invitation.meeting.registration_closes


def same(said: Answer, newest: Answer | None) -> bool:
    """Whether the newest answer says just this, by the same author."""
    words = ("reply", "mode", "reason", "as_deputy", "author_id")
    return newest is not None and all(getattr(said, word) == getattr(newest, word) for word in words)


def name_deputy(invitation: Invitation, named: Named, *, by: Person) -> None:
    """The holder names a deputy: the person is found by address or made, and appointed to the seat."""
    assert invitation.seat
    if invitation.seat.deputy:
        return
    if not named.email:
        raise ValidationError({"deputy_email": _("Your seat has no deputy yet. Give the deputy’s name and address.")})
    try:
        person = person_at(named.email, name=named.name, language=invitation.seat.default_language, by=by)
        seats.appoint(invitation.seat, person=person, role="deputy", appointed_by=invitation.seat.body_name, by=by)
    except ValidationError as error:
        raise ValidationError({"deputy_email": error.messages}) from error
    audit.record("answers.name_deputy", by=by, about=invitation, details={"deputy": person})
    invitation.seat = Seat.objects.with_people().get(pk=invitation.seat.pk)


def person_after(invitation: Invitation, said: Answer) -> Person | None:
    """Whom the invitation asks after the answer: the deputy when handed over or answering, else the holder."""
    if invitation.seat is None:
        return invitation.guest
    if said.reply != "deputy" and not said.as_deputy:
        return invitation.seat.holder or invitation.person  # type: ignore[return-value]
    deputy = invitation.seat.deputy
    if deputy is None or (said.reply == "deputy" and not deputy.reachable):  # type: ignore[attr-defined]
        raise ValidationError({"deputy_email": _("The seat has no deputy who can be reached. Name one.")})
    return deputy  # type: ignore[return-value]


STATE_AFTER = {"attend": "accepted", "deputy": "handed", "decline": "declined"}


def settle(invitation: Invitation, said: Answer, asked: Person | None) -> None:
    """Moves the invitation, whose row is locked, to what the answer says."""
    to = "deputy_accepted" if said.as_deputy and said.reply == "attend" else STATE_AFTER[said.reply]
    changes: dict[str, Any] = {"answer": said, "mode": said.mode, "person": asked}
    if said.reply == "deputy":
        changes["handed_at"] = clock.now()
    if new_entry(invitation, to, asked):
        changes["sequence"] = invitation.sequence + 1
    states.move(invitation, to, **changes)


def new_entry(invitation: Invitation, to: str, asked: Person | None) -> bool:
    """Whether the calendar entry changes: it goes to somebody else, is called off, or comes back."""
    off = to == "declined" and invitation.attends
    return asked != invitation.person or off or invitation.state == "declined"


def role_for(invitation: Invitation, person: Person) -> str:
    """The role in which a signed-in person may answer now, or ""."""
    role = links.role_of(invitation, person)
    if role == links.DEPUTY and not links.deputy_may_answer(invitation, person):
        return ""
    return role
