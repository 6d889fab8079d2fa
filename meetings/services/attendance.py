"""Who is here: noted on the secretariat's list, by a personal code, or by the person at the code on the door."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from forum import clock
from forum.models import Person
from forum.services import audit
from forum.services.verbs import verb
from meetings.models import Attendance, Invitation, Meeting
from meetings.services import coverage
from regions.models import Region

_door = Signer(salt="meetings.door", sep=".")
_badge = Signer(salt="meetings.badge", sep=".")


def is_on(meeting: Meeting) -> bool:
    """Whether it can be noted who is here: from the meeting's own day on."""
    return meeting.state in {"invited", "registration_closed", "held"} and clock.today() >= meeting.day


@verb
def check_in(
    invitation: Invitation, *, mode: str, channel: str, by: Person, person: Person | None = None
) -> Attendance:
    """Notes that `person` (whom the invitation asks, when not said) is here; saying it twice notes it once.

    Raises ValidationError before the meeting's day and for withdrawn invitations.
    """
    if not is_on(invitation.meeting):
        raise ValidationError(_("Who is here is noted on the meeting's day."), code="early")
    if invitation.state == "withdrawn":
        raise ValidationError(_("This invitation has been withdrawn."), code="withdrawn")
    who = person or invitation.person
    values: dict[str, Any] = {"mode": mode, "channel": channel, "person": who, "noted_by": by}
    here = Attendance.objects.filter(invitation=invitation, undone_at=None).first()
    if here is None:
        try:
            with transaction.atomic():
                here = Attendance.objects.create(invitation=invitation, **values)
        except IntegrityError:  # noted by somebody else at the same moment
            return Attendance.objects.get(invitation=invitation, undone_at=None)
    elif (here.mode, here.person) != (mode, who):
        Attendance.objects.filter(pk=here.pk).update(mode=mode, person=who, noted_by=by)
        here.refresh_from_db()
    else:
        return here
    audit.record("attendance.check_in", by=by, about=invitation, details={"mode": mode, "channel": channel})
    return here


@verb
def take_back(invitation: Invitation, *, by: Person) -> None:
    """It was a mistake: nobody has come for the invitation. The row stays; doing it twice is harmless."""
    if Attendance.objects.filter(invitation=invitation, undone_at=None).update(undone_at=clock.now()):
        audit.record("attendance.take_back", by=by, about=invitation)


@dataclass
class Place:
    """A seat or guest of the meeting: what was answered, and who has come."""

    invitation: Invitation
    state: str
    here: Attendance | None

    @property
    def region(self) -> Region | None:
        """The region of a region's seat."""
        return self.invitation.seat.region if self.invitation.seat else None

    @property
    def who(self) -> Person | None:
        """Who is here, or else who is expected."""
        return self.here.person if self.here else self.invitation.person

    @property
    def expected(self) -> bool:
        """Whether somebody said that they come."""
        return self.state in coverage.COMING


def places(meeting: Meeting) -> list[Place]:
    """Everybody who has been asked to the meeting, in the board's order. Two queries."""
    found = meeting.invitations.standing().exclude(state="drafted").with_seat()  # type: ignore[attr-defined]
    rows = Attendance.objects.filter(invitation__meeting=meeting, undone_at=None).select_related("person")
    here = {one.invitation_id: one for one in rows}
    return [Place(one, coverage.state_of(one), here.get(one.pk)) for one in found]


@dataclass(frozen=True)
class AtTheTable:
    """A region in the room: `here` when any of its seats has come, else `expected` or `absent`."""

    region: Region
    state: str
    people: tuple[str, ...]


def by_region(found: list[Place]) -> list[AtTheTable]:
    """The regions asked, each with who has come for it."""
    rows: dict[Region, list[Place]] = {}
    for place in found:
        if place.region:
            rows.setdefault(place.region, []).append(place)
    return [AtTheTable(region, _state(own), tuple(_names(own))) for region, own in rows.items()]


def _state(own: list[Place]) -> str:
    if any(place.here for place in own):
        return "here"
    return "expected" if any(place.expected for place in own) else "absent"


def _names(own: list[Place]) -> list[str]:
    return [place.here.person.name for place in own if place.here and place.here.person]


def door_address(meeting: Meeting) -> str:
    """What the code on the door leads to."""
    return settings.SITE_URL + reverse("meetings:here", args=[_door.sign(meeting.public_id)])


def meeting_at_door(signed: str) -> Meeting | None:
    """Which meeting's door it is; None when it was never ours."""
    try:
        return Meeting.objects.with_page().filter(public_id=_door.unsign(signed)).first()
    except BadSignature:
        return None


def badge_address(invitation: Invitation) -> str:
    """What a personal code leads to; only the secretariat can open it."""
    return settings.SITE_URL + reverse("meetings:check_in_badge", args=[_badge.sign(invitation.public_id)])


def invitation_of_badge(signed: str) -> Invitation | None:
    """Whose code it is; None when it was never ours."""
    try:
        return Invitation.objects.with_board().filter(public_id=_badge.unsign(signed)).first()
    except BadSignature:
        return None


def own_places(meeting: Meeting, person: Person) -> list[Place]:
    """The person's own places at the meeting."""
    own = set(Invitation.objects.open_to(person).filter(meeting=meeting).values_list("pk", flat=True))
    return [place for place in places(meeting) if place.invitation.pk in own]


def words_of(place: Place) -> list[Any]:
    """A line of the attendance record: whose place, who came, how, when, how it was noted."""
    here = place.here
    modes = {"room": _("in the room"), "remote": _("remotely")}
    channels = {"list": _("on the list"), "code": _("by code")}
    came = [place.who.name if place.who else "", modes[here.mode], here.at, channels[here.channel]] if here else []
    return [place.invitation.who, *(came or ["", "", None, ""])]
