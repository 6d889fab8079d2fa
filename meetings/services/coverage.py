"""Coverage: what each seat has answered, whether each region is at the table (rule 4)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property

from forum.models import Person
from meetings.models import Answer, Attendance, Invitation, Meeting
from meetings.services import receivers
from regions.models import Mandate, Region, Seat

ATTENDING, REMOTE, DEPUTY = "attending", "remote", "deputy"
DECLINED, SILENT, UNREACHABLE, WAITING = "declined", "silent", "unreachable", "waiting"
STATES = (UNREACHABLE, SILENT, DECLINED, DEPUTY, REMOTE, ATTENDING, WAITING)
COMING = frozenset({ATTENDING, REMOTE, DEPUTY})
ANSWERED = COMING | {DECLINED}

REPRESENTED, OPEN, GAP = "represented", "open", "gap"


def state_of(invitation: Invitation | None, *, reachable: bool = True) -> str:
    """The one word for a seat's answer; `waiting` before the invitations are out."""
    if invitation is None:
        return WAITING if reachable else UNREACHABLE
    if invitation.state == "accepted":
        return REMOTE if invitation.mode == "remote" else ATTENDING
    if invitation.state in {"deputy_accepted", "declined"}:
        return DEPUTY if invitation.state == "deputy_accepted" else DECLINED
    person = invitation.person
    if invitation.bounced_at or not reachable or (person and not person.reachable):
        return UNREACHABLE
    return WAITING if invitation.state == "drafted" else SILENT


def region_state(states: Iterable[str]) -> str:
    """represented when any seat comes, a gap when all have declined, open otherwise."""
    found = set(states)
    if found & COMING:
        return REPRESENTED
    return GAP if found == {DECLINED} else OPEN


@dataclass
class Row:
    """A line of the board."""

    receiver: receivers.Receiver
    state: str
    answers: list[Answer]
    contact: Person | None = None

    @property
    def invitation(self) -> Invitation | None:
        """The seat's invitation, when there is one."""
        return self.receiver.invitation

    @property
    def region(self) -> Region | None:
        """The region of a region's seat."""
        return self.receiver.seat.region if self.receiver.seat else None

    @property
    def name(self) -> str:
        """The region's, organisation's or guest's name."""
        seat = self.receiver.seat
        return seat.body_name if seat else self.receiver.name

    @property
    def seat_name(self) -> str:
        """Which of the body's seats; "" for guests."""
        return self.receiver.seat.role_name if self.receiver.seat else ""

    @property
    def person(self) -> Person | None:
        """Who is asked: by the last letter, or today when none has left."""
        asked = self.invitation.person if self.invitation else None
        return asked or self.receiver.person

    @property
    def attendee(self) -> Person | None:
        """Who comes, when somebody does."""
        return self.person if self.state in COMING else None

    @property
    def holder(self) -> Person | None:
        """Who holds the seat today, or the guest."""
        seat = self.receiver.seat
        return seat.holder if seat else self.receiver.guest  # type: ignore[return-value]

    @property
    def deputy(self) -> Person | None:
        """Who stands in today."""
        return self.receiver.seat.deputy if self.receiver.seat else None  # type: ignore[return-value]

    @property
    def newest(self) -> Answer | None:
        """The answer that counts."""
        return self.invitation.answer if self.invitation else None

    @property
    def conflict(self) -> Answer | None:
        """The answer before the newest, when somebody else had answered otherwise."""
        if len(self.answers) < 2:
            return None
        newest, before = self.answers[:2]
        differs = (newest.reply, newest.as_deputy) != (before.reply, before.as_deputy)
        by_another = newest.author_id != before.author_id and not (before.reply == "deputy" and newest.as_deputy)
        return before if differs and by_another else None


@dataclass
class Board:
    """All rows of a meeting, and their sums. Unless `in_full`, it names only who has answered."""

    meeting: Meeting
    rows: list[Row]
    regions: list[Region]
    withdrawn: list[Invitation] = field(default_factory=list)
    in_full: bool = True

    @property
    def shown(self) -> list[Row]:
        """The rows that its reader may see."""
        return [row for row in self.rows if self.shows(row.state)]

    def shows(self, state: str) -> bool:
        """Whether its reader may see that a seat is in this state."""
        return self.in_full or state in ANSWERED

    @cached_property
    def by_region(self) -> dict[int, list[Row]]:
        """The rows of each region."""
        found = defaultdict(list)
        for row in self.rows:
            if row.region:
                found[row.region.pk].append(row)
        return found

    @cached_property
    def region_states(self) -> dict[int, str]:
        """represented, open or gap for each invited region."""
        return {pk: region_state(row.state for row in rows) for pk, rows in self.by_region.items()}

    @property
    def tally(self) -> dict[str, int]:
        """How many regions are represented, open and gaps."""
        counted = Counter(self.region_states.values())
        return {state: counted[state] for state in (REPRESENTED, OPEN, GAP)}

    @property
    def counts(self) -> dict[str, int]:
        """How many of the rows shown are in each state."""
        counted = Counter(row.state for row in self.shown)
        return {state: counted[state] for state in STATES if counted[state]}

    def tile_state(self, region: Region) -> str:
        """The state shown on the map: that of the seat that brings the region nearest to the table."""
        found = {row.state for row in self.by_region.get(region.pk, [])}
        order = (ATTENDING, REMOTE, DEPUTY, SILENT, UNREACHABLE, WAITING, DECLINED)
        nearest = next((state for state in order if state in found), "")
        return nearest if self.shows(nearest) else ""


def board(meeting: Meeting, *, in_full: bool = True, with_contacts: bool = False) -> Board:
    """The meeting's coverage today, in a fixed number of queries; for the call list also the regions' contacts."""
    known = list(meeting.invitations.select_related("guest", "person", "answer").with_last_answers())  # type: ignore[attr-defined]
    planned = receivers.plan(meeting, known).receivers
    regions = [one.seat.region_id for one in planned if one.seat and one.seat.region_id]
    contacts = contacts_of(regions) if with_contacts else {}
    return Board(
        meeting,
        [row_of(one, contacts) for one in planned],
        list(Region.objects.order_by("tile_row", "tile_column")),
        [one for one in known if one.state == "withdrawn"] if in_full else [],
        in_full,
    )


def row_of(receiver: receivers.Receiver, contacts: dict[int, Person]) -> Row:
    """The board's line for a receiver."""
    invitation = receiver.invitation
    contact = contacts.get(receiver.seat.region_id or 0) if receiver.seat else None
    answers = invitation.last_answers if invitation else []  # type: ignore[attr-defined]
    return Row(receiver, state_of(invitation, reachable=not receiver.missing), answers, contact)


def contacts_of(regions: list[int]) -> dict[int, Person]:
    """Each region's contact."""
    found = Mandate.objects.in_force().filter(role="contact", region__in=regions).select_related("person")
    return {mandate.region_id: mandate.person for mandate in found if mandate.region_id}


def represented_pairs(meetings: Iterable[Meeting]) -> set[tuple[int, int]]:
    """(meeting, region), by id, for each region that was at the table of those meetings that are over. One query.

    Where it was noted who was there, that counts; otherwise who had said to come.
    """
    over = [one.pk for one in meetings if one.is_over and one.state != "cancelled"]
    if not over:
        return set()
    here = Exists(Attendance.objects.filter(invitation=OuterRef("pk"), undone_at=None))
    asked = Invitation.objects.filter(meeting__in=over).order_by().annotate(here=here)
    rows = list(asked.values_list("meeting", "seat__region", "state", "here"))
    noted = {meeting for meeting, _region, _state, present in rows if present}
    return {
        (meeting, region)
        for meeting, region, state, present in rows
        if region and (present if meeting in noted else state in {"accepted", "deputy_accepted"})
    }


def represented_regions(meeting: Meeting) -> list[Region]:
    """The regions that were at the table, for everybody to see; nothing before the meeting is over. Two queries."""
    pairs = represented_pairs([meeting])
    return list(Region.objects.filter(pk__in={region for _meeting, region in pairs})) if pairs else []


def own_rows(regions: Iterable[int], *, limit: int = 2) -> list[Row]:
    """The seats of one's own regions in the next meetings they are invited to."""
    meetings = Meeting.objects.coming().filter(state__in=["invited", "registration_closed"])[:limit]
    found = Invitation.objects.with_board().of_regions(regions).standing().filter(meeting__in=list(meetings))
    found = found.with_last_answers().order_by("meeting__starts_at", "seat__kind", "seat__number")
    seats = {seat.pk: seat for seat in Seat.objects.with_people().filter(region__in=list(regions))}
    return [
        row_of(receivers.for_seat(seats[invitation.seat_id], invitation), {})
        for invitation in found
        if invitation.seat_id in seats
    ]
