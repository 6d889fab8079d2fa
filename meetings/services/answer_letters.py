"""Who is told of an answer: who gave it, the deputy who is asked or let go, the holder whose deputy has answered."""

from typing import Any

from forum.models import Person
from meetings.calendar_requests import CANCEL, REQUEST
from meetings.models import Answer, Invitation
from meetings.services import links
from meetings.services.invitation_letters import write


def tell(before: Invitation, invitation: Invitation, said: Answer, *, with_receipt: bool = True) -> None:
    """Writes the letters of one answer; `before` is the invitation as it was."""
    holder = invitation.seat.holder if invitation.seat else invitation.guest
    if said.reply == "deputy":
        ask_deputy(invitation, said, holder)
    elif said.as_deputy and holder:
        tell_holder(before, invitation, said, holder)  # type: ignore[arg-type]
    elif not said.as_deputy and before.person and before.person != invitation.person:
        let_go(invitation, said, before.person)
    if with_receipt:
        receipt(before, invitation, said, invitation.person if said.as_deputy else holder)  # type: ignore[arg-type]


def ask_deputy(invitation: Invitation, said: Answer, holder: Any) -> None:
    """The deputy gets a letter, a link and a calendar request of their own."""
    deputy = invitation.person
    assert deputy
    key = f"deputy_asked:{said.pk}"
    name = holder.name if holder else ""
    write(invitation, kind="deputy_asked", key=key, to=deputy, role=links.DEPUTY, method=REQUEST, holder_name=name)


def tell_holder(before: Invitation, invitation: Invitation, said: Answer, holder: Person) -> None:
    """The holder hears what the deputy answered, with a link to answer otherwise."""
    if not holder.reachable:
        return
    deputy = invitation.person.name if invitation.person else ""
    off = CANCEL if before.person == holder and said.reply == "attend" else ""
    key = f"deputy_answered:{said.pk}"
    write(invitation, kind="deputy_answered", key=key, to=holder, method=off, **words(said), deputy_name=deputy)


def let_go(invitation: Invitation, said: Answer, deputy: Person) -> None:
    """The deputy hears that the holder has answered after all; the entry leaves the deputy's calendar."""
    if deputy.reachable:
        write(invitation, kind="deputy_let_go", key=f"deputy_let_go:{said.pk}", to=deputy, method=CANCEL, link=False)


def receipt(before: Invitation, invitation: Invitation, said: Answer, to: Person | None) -> None:
    """What was registered, with the calendar file and a link to change it."""
    if to is None or not to.reachable:
        return
    role = links.DEPUTY if said.as_deputy else links.HOLDER
    key = f"answer_receipt:{said.pk}"
    in_step = said.channel == Answer.Channel.CALENDAR and before.sequence == invitation.sequence
    method = "" if in_step else receipt_calendar(before, said, to)
    attached = method == REQUEST
    write(invitation, kind="answer_receipt", key=key, to=to, role=role, method=method, attached=attached, **words(said))


def receipt_calendar(before: Invitation, said: Answer, to: Person) -> str:
    """REQUEST to who comes; CANCEL to who no longer comes."""
    if said.reply == "attend":
        return REQUEST
    if said.reply == "deputy":
        return CANCEL
    return CANCEL if before.attends and before.person == to else ""


def words(said: Answer) -> dict[str, Any]:
    """The answer as letters say it."""
    return {"reply": said.reply, "mode": said.mode, "reason": said.reason, "channel": said.channel, "late": said.late}
