"""The letters of invitations: what each says (facts), what only its receiver may read (links), and its calendar."""

from typing import Any

from forum.addresses import in_all_languages
from forum.models import Letter, Person
from forum.services import letters
from forum.texts import texts_of
from meetings import calendar_requests
from meetings.models import Invitation, InvitationLetter, Meeting
from meetings.services import links
from regions.models import Seat


def write(
    invitation: Invitation,
    *,
    kind: str,
    key: str,
    to: Person,
    role: str = links.HOLDER,
    method: str = "",
    link: bool = True,
    secrets: dict[str, str] | None = None,
    **more: Any,
) -> Letter:
    """One letter of `kind` for the invitation. `method` REQUEST or CANCEL adds the calendar file of it.

    `secrets` are wiped with the personal link once the letter has left.
    """
    calendar = calendar_requests.file_for(method, invitation, to)
    own = {"answer_url": links.url(invitation, to, role)} if link else {}
    letter = letters.write(
        key=key,
        kind=kind,
        person=to,
        about=invitation.meeting,
        facts={**meeting_facts(invitation.meeting), **seat_facts(invitation), "role": role, "name": to.name, **more},
        secrets={**own, **joining(invitation, method), **(secrets or {})},
        calendar=calendar,
        calendar_method=method if calendar else "",
    )
    if letter.pk is None:
        return letter  # only shown
    row = InvitationLetter(letter=letter, invitation=invitation, purpose=kind)
    InvitationLetter.objects.bulk_create([row], ignore_conflicts=True)  # asked twice, the letter is the same
    return letter


def joining(invitation: Invitation, method: str) -> dict[str, str]:
    """The link to join, which stands in the words of every letter with a calendar REQUEST as it does in the file: some
    programs show the letter's words as the event's description.
    """
    told = method == calendar_requests.REQUEST and invitation.meeting.remote_link
    return {"join_url": invitation.meeting.remote_link} if told else {}


def meeting_facts(meeting: Meeting) -> dict[str, Any]:
    """What letters say of a meeting, without language."""
    return {
        "kind": texts_of(meeting.kind, "name"),
        "level": meeting.kind.level,
        "starts_at": meeting.starts_at.isoformat(),
        "ends_at": meeting.ends_at.isoformat(),
        "place": texts_of(meeting, "place"),
        "street": meeting.street,
        "remote": bool(meeting.remote_link),
        "theme": texts_of(meeting.theme, "name"),
        "theme_number": meeting.theme.number,
        "closes": meeting.registration_closes.isoformat(),
        "agenda_out": meeting.deadline("agenda_out").isoformat(),
        "meeting_url": in_all_languages("meetings:meeting", meeting.public_id),
        "privacy_url": in_all_languages("forum:privacy"),
        **prepared_facts(meeting),
        **({"open_url": in_all_languages("meetings:sign_up", meeting.public_id)} if meeting.kind.is_open else {}),
    }


def prepared_facts(meeting: Meeting) -> dict[str, Any]:
    """The officials' meeting that prepares this one, when there is one."""
    before = getattr(meeting, "prepared_by", None)
    if before is None or before.state == "cancelled":
        return {}
    return {"prepared_at": before.starts_at.isoformat(), "prepared_place": texts_of(before, "place")}


def seat_facts(invitation: Invitation) -> dict[str, Any]:
    """Which seat is meant, without language; for a guest only that it is a guest."""
    seat = invitation.seat
    if seat is None:
        return {"seat": "guest", "body": {}, "number": 0}
    return {
        "seat": seat.kind,
        "body": texts_of(seat.region or seat.organisation, "name"),
        "number": shown_number(seat),
    }


def shown_number(seat: Seat) -> int:
    """The seat's number where there are several of its kind, else 0."""
    return seat.number if seat.kind == Seat.Kind.POLITICIAN else 0
