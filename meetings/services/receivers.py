"""Whom a meeting invites, and why: seats by the kind of meeting, the chair, the theme's members, guests."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from forum.models import Person
from meetings.models import Invitation, Meeting
from regions.models import Seat
from themes.models import ThemeOrganisation


@dataclass(frozen=True)
class Receiver:
    """A seat or guest, why it is invited, who would get the letter and in which role; `problem` when all is not well.

    `why`: region, chair, member, guest. `problem`: "", "deputy" (the deputy gets the letter), "empty" (nobody holds
    the seat), "address" (its people cannot be reached).
    """

    why: str
    seat: Seat | None = None
    guest: Person | None = None
    person: Person | None = None
    role: str = ""
    problem: str = ""
    invitation: Invitation | None = None

    @property
    def gets_letter(self) -> bool:
        """Whether sending now would write a letter here."""
        return self.person is not None and (self.invitation is None or self.invitation.state == "drafted")

    @property
    def missing(self) -> bool:
        """Whether nobody can be written to."""
        return self.person is None

    @property
    def public_id(self) -> str:
        """The seat's or guest's public id."""
        target = self.seat or self.guest
        return target.public_id if target else ""

    @property
    def region_code(self) -> str:
        """The code of the seat's region, if it has one."""
        return self.seat.region.code if self.seat and self.seat.region else ""

    @property
    def name(self) -> str:
        """The seat or guest, in words."""
        return str(self.seat or self.guest)


@dataclass(frozen=True)
class Plan:
    """All receivers of a meeting's invitations, and the parts a coordinator asks about."""

    receivers: list[Receiver]

    @property
    def letters(self) -> list[Receiver]:
        """Those who would get a letter now."""
        return [receiver for receiver in self.receivers if receiver.gets_letter]

    @property
    def missing(self) -> list[Receiver]:
        """Those nobody of whom can be written to."""
        return [receiver for receiver in self.receivers if receiver.missing]

    @property
    def by_deputy(self) -> list[Receiver]:
        """Those whose letter would go to the deputy."""
        return [receiver for receiver in self.letters if receiver.problem == "deputy"]


def seats_of(meeting: Meeting, also: Collection[int] = ()) -> list[Seat]:
    """The seats a meeting invites, with their people, in the board's order; `also` those that were invited before."""
    kind = meeting.kind
    wanted = Q(kind__in=kind.invites, region__isnull=False)
    if kind.invites_theme_members:
        joined = ThemeOrganisation.objects.filter(theme=meeting.theme_id).values("organisation")
        wanted |= Q(kind="member", organisation__in=joined)
    if kind.invites_chair:
        wanted |= Q(pk=meeting.chair_seat_id) if meeting.chair_seat_id else Q(kind="chair")
    found = Seat.objects.with_people().filter(Q(pk__in=also) | Q(closed_on=None) & wanted)
    seats = chairs_of(meeting, found, also)
    return sorted(seats, key=lambda seat: (seat.region is None, seat.kind == "member", seat.body_name, seat.number))


CHAIR_NUMBERS = {"politicians": 1, "officials": 2}


def chairs_of(meeting: Meeting, seats: Iterable[Seat], also: Collection[int] = ()) -> list[Seat]:
    """The seats without the chair of the other half of the round: chair seat 1 leads politicians, 2 officials."""
    found = list(seats)
    chairs = {seat.number for seat in found if seat.kind == "chair"}
    number = CHAIR_NUMBERS.get(meeting.kind.level)
    if meeting.chair_seat_id or number not in chairs:
        return found
    return [seat for seat in found if seat.kind != "chair" or seat.number == number or seat.pk in also]


def whom_to_write(seat: Seat) -> tuple[Person | None, str, str]:
    """(person, role, problem): the holder, else the deputy, else nobody."""
    holder, deputy = seat.holder, seat.deputy
    if holder and holder.reachable:  # type: ignore[attr-defined]
        return holder, "holder", ""  # type: ignore[return-value]
    if deputy and deputy.reachable:  # type: ignore[attr-defined]
        return deputy, "deputy", "deputy"  # type: ignore[return-value]
    return None, "", "address" if holder else "empty"


def for_seat(seat: Seat, invitation: Invitation | None = None) -> Receiver:
    """The receiver a seat makes today."""
    person, role, problem = whom_to_write(seat)
    why = "region" if seat.region_id else seat.kind
    return Receiver(why, seat=seat, person=person, role=role, problem=problem, invitation=invitation)


def for_guest(invitation: Invitation) -> Receiver:
    """The receiver a guest's invitation makes today."""
    guest = invitation.guest
    assert guest
    if guest.reachable:
        return Receiver("guest", guest=guest, person=guest, role="holder", invitation=invitation)
    return Receiver("guest", guest=guest, problem="address", invitation=invitation)


def plan(meeting: Meeting, invitations: Iterable[Invitation] | None = None) -> Plan:
    """Everybody the meeting invites, and who was invited before. Withdrawn invitations are left out."""
    known = meeting.invitations.with_board() if invitations is None else invitations  # type: ignore[attr-defined]
    by_seat = {invitation.seat_id: invitation for invitation in known if invitation.seat_id}
    found = [for_seat(seat, by_seat.get(seat.pk)) for seat in seats_of(meeting, by_seat)]
    for one in found:
        if one.invitation and one.seat:
            one.invitation.seat = one.seat
    found += [for_guest(invitation) for invitation in known if invitation.guest_id]
    return Plan([one for one in found if not (one.invitation and one.invitation.state == "withdrawn")])
