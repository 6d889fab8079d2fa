"""What follows for open invitations when somebody else takes a seat."""

from django.db.models import Exists, F, OuterRef, Q

from forum import states
from forum.models import Person
from forum.services import audit
from forum.services.verbs import quiet_verb
from meetings.calendar_requests import CANCEL
from meetings.models import Invitation, Meeting
from meetings.services import invitations, links, receivers
from meetings.services.invitation_letters import write
from meetings.services.receivers import Receiver
from regions.models import Mandate, Seat


def catch_up() -> int:
    """Hands over what no appointment told of: a term ran out, somebody was let go, an address works again."""
    living = Mandate.objects.in_force().filter(seat=OuterRef("seat"), role__in=[links.HOLDER, links.DEPUTY])
    living = living.filter(person__in=Person.objects.living())
    waiting = Q(person=None) & Exists(living.filter(person__unreachable_since=None))
    left = Q(person__isnull=False) & ~Exists(living.filter(person=OuterRef("person")))
    meetings = Meeting.objects.coming().filter(state__in=invitations.SENDING_STATES)
    asked = Invitation.objects.standing().exclude(state="lapsed").filter(waiting | left, meeting__in=meetings)
    seats = list(Seat.objects.filter(pk__in=asked.values("seat")))
    for seat in seats:
        hand_over_to_new_holder(seat=seat)
    return len(seats)


@quiet_verb
def hand_over_to_new_holder(*, seat: Seat, by: Person | None = None, **_: object) -> None:
    """After a change of the seat's mandates: open invitations ask whoever holds it now; the old and new are told."""
    held = Seat.objects.with_people().get(pk=seat.pk)
    coming = Invitation.objects.filter(seat=seat, meeting__in=Meeting.objects.coming())
    locked = list(coming.select_for_update(of=("self",)).values_list("pk", flat=True))
    # Only what is read after the lock is what the answer of a moment ago has left behind.
    for invitation in Invitation.objects.with_board().filter(pk__in=locked).exclude(state__in=["withdrawn", "lapsed"]):
        invitation.seat = held
        if invitation.meeting.state in invitations.SENDING_STATES:
            hand_on(invitation, receivers.for_seat(held, invitation), by=by)


def hand_on(invitation: Invitation, receiver: Receiver, *, by: Person | None) -> None:
    """Asks the seat's person of today, unless that is whom the invitation asks already."""
    if invitation.state == "drafted":
        if receiver.person:
            invitations.send_one(receiver)
        return
    if not changed_hands(invitation, receiver):
        return
    before = invitation.person
    states.move(
        invitation,
        "sent",
        person=receiver.person,
        mode="",
        answer=None,
        bounced_at=None,
        handed_at=None,
        sequence=F("sequence") + 1,
        link_version=F("link_version") + 1,
    )
    invitation.refresh_from_db(fields=["sequence", "link_version"])
    tell_both(invitation, before, receiver)
    audit.record("invitations.hand_on", by=by, about=invitation, details={"person": [before, receiver.person]})


def changed_hands(invitation: Invitation, receiver: Receiver) -> bool:
    """Whether whom it asks has left the seat, or was only asked because the seat had no holder, who is there now."""
    asked = invitation.person
    if asked is None:
        return receiver.person is not None
    role = links.role_of(invitation, asked)
    only_stood_in = role == links.DEPUTY and invitation.state == "sent" and receiver.role == links.HOLDER
    return not role or only_stood_in


def tell_both(invitation: Invitation, before: Person | None, receiver: Receiver) -> None:
    """An invitation to the new one; to the old one word of it, and a calendar CANCEL."""
    if receiver.person:
        invitations.invite(invitation, receiver.person, receiver.role)
    if before and before.reachable:
        key = f"handed_on:{invitation.public_id}:{invitation.link_version}"
        write(invitation, kind="handed_on", key=key, to=before, method=CANCEL, link=False)
