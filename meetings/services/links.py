"""Personal links: a signed address by which one person answers one invitation without signing in.

A link names the invitation, its link version, the role and the person. It opens while all four still hold.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac

from forum.models import Person
from meetings.models import Invitation, SignUp

HOLDER = "holder"
DEPUTY = "deputy"
_signer = Signer(salt="meetings.answer", sep=".")


class ForgedLink(Exception):
    """The link was never ours."""


class OldLink(Exception):
    """The link was ours and no longer opens; `why` is withdrawn, over, cancelled, moved or taken."""

    def __init__(self, why: str, invitation: Invitation) -> None:
        super().__init__(why)
        self.why = why
        self.invitation = invitation


@dataclass(frozen=True)
class Opened:
    """What a link opens: the invitation, for this person, in this role."""

    invitation: Invitation
    person: Person
    role: str

    @property
    def as_deputy(self) -> bool:
        """Whether the person answers as the seat's deputy."""
        return self.role == DEPUTY


def token(invitation: Invitation, person: Person, role: str = HOLDER) -> str:
    """The signed part of the person's link."""
    return _signer.sign(f"{invitation.public_id}.{invitation.link_version}.{role}.{person.public_id}")


def url(invitation: Invitation, person: Person, role: str = HOLDER, *, language: str = "") -> str:
    """The whole address, in the person's language."""
    with translation.override(language or person.language):
        return settings.SITE_URL + reverse("meetings:answer", args=[token(invitation, person, role)])


def open_link(signed: str, *, to_read: bool = True) -> Opened:
    """What the link opens now; unless it is `to_read`, without what only a page shows. Raises ForgedLink or OldLink."""
    known = Invitation.objects.with_board() if to_read else Invitation.objects.with_rights()
    try:
        invitation_id, version, role, person_id = _signer.unsign(signed).split(".")
        invitation = known.with_people().get(public_id=invitation_id)
        person = person_of(invitation, person_id)
    except (BadSignature, ValueError, Invitation.DoesNotExist, Person.DoesNotExist) as error:
        raise ForgedLink from error
    why = why_old(invitation, person, role, int(version))
    if why:
        raise OldLink(why, invitation)
    return Opened(invitation, person, role)


def person_of(invitation: Invitation, public_id: str) -> Person:
    """The link's person: one of those whom the invitation concerns today, or one who has left. Raises DoesNotExist."""
    own = [mandate.person for mandate in invitation.seat.current_mandates] if invitation.seat else [invitation.guest]  # type: ignore[attr-defined]
    return next((one for one in own if one and one.public_id == public_id), None) or Person.objects.get(
        public_id=public_id
    )


def why_old(invitation: Invitation, person: Person, role: str, version: int) -> str:
    """Why the link no longer opens, or "" when it does."""
    meeting = invitation.meeting
    if meeting.state == "cancelled":
        return "cancelled"
    if not meeting.takes_answers:
        return "over"
    if invitation.state in {"withdrawn", "lapsed"}:
        return "withdrawn"
    if version != invitation.link_version or role_of(invitation, person) != role:
        return "moved"
    return "taken" if role == DEPUTY and not deputy_may_answer(invitation, person) else ""


def role_of(invitation: Invitation, person: Person) -> str:
    """The role in which the person may answer today: holder (also a guest), deputy, or "" for nobody."""
    if not person.is_active or person.anonymised_at:
        return ""
    if invitation.guest_id:
        return HOLDER if invitation.guest_id == person.pk else ""
    assert invitation.seat
    for role in (HOLDER, DEPUTY):
        mandate = invitation.seat.mandate(role)
        if mandate and mandate.person_id == person.pk:  # type: ignore[attr-defined]
            return role
    return ""


def deputy_may_answer(invitation: Invitation, deputy: Person) -> bool:
    """A deputy answers unless the holder comes in person."""
    return invitation.state != "accepted" or invitation.person_id == deputy.pk


def reply_address(invitation: Invitation | SignUp) -> str:
    """The calendar request's organiser: answers sent there name the invitation, whoever's address they come from."""
    return f"rsvp+{invitation.public_id}-{_seal(invitation.public_id)}@{settings.MAIL_DOMAIN}"


def id_of_address(address: str) -> str:
    """The public id that an organiser's address names, or "" when it was not made here."""
    local, _, domain = address.lower().partition("@")
    public_id, _, seal = local.removeprefix("rsvp+").partition("-")
    sealed = local.startswith("rsvp+") and constant_time_compare(seal, _seal(public_id))
    return public_id if sealed and domain == settings.MAIL_DOMAIN.lower() else ""


def invitation_of_address(address: str) -> Invitation | None:
    """The invitation that an organiser's address names, or None when it was not made here."""
    public_id = id_of_address(address)
    return Invitation.objects.filter(public_id=public_id).first() if public_id else None


def _seal(public_id: str) -> str:
    return salted_hmac("meetings.rsvp", public_id, algorithm="sha256").hexdigest()[:16]
