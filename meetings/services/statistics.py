"""The statistics of a year of meetings: who was at the table, how and when seats answered, what came of it.

Everything about invitations is counted from one list of them, so that the number of queries does not depend on how
many meetings and regions there are. Readers without a role see only what rule 4 lets them: after a meeting which
regions were represented.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils import timezone

from forum import clock
from meetings.models import ActionPoint, Answer, Attendance, Cycle, Invitation, Meeting, Point
from meetings.services import coverage
from regions.models import Region

REGIONAL = ("officials", "politicians")
NONE = "none"
"""No answer, or no cell."""
ABSENT = "absent"
"""The meeting is over and the region was not represented."""
DAYS = ((0, 0), (1, 3), (4, 7), (8, 14), (15, 21), (22, None))
"""How many days after the invitation a first answer came: from, until."""


def meetings_of(cycle: Cycle, person: object) -> list[Meeting]:
    """The year's meetings of officials and politicians that the person may see, by time. One query."""
    found = Meeting.objects.visible_to(person).filter(cycle=cycle, kind__level__in=REGIONAL).exclude(state="cancelled")
    return list(found.select_related("kind", "theme", "round", "cycle").order_by("starts_at"))


@dataclass(frozen=True)
class Asked:
    """An invitation that was sent, reduced to what is counted. `here` is how somebody was present, "" for nobody."""

    pk: int
    meeting: int
    region: int | None
    state: str
    bounced: bool
    sent_at: datetime | None
    here: str

    @property
    def comes(self) -> bool:
        """Whether somebody has said to come."""
        return self.state in {"accepted", "deputy_accepted"}

    @property
    def word(self) -> str:
        """The coverage board's word for it."""
        return _WORDS.get(self.state, coverage.SILENT)


_WORDS = {"accepted": coverage.ATTENDING, "deputy_accepted": coverage.DEPUTY, "declined": coverage.DECLINED}


def asked_to(meetings: Iterable[Meeting]) -> list[Asked]:
    """The invitations that were sent for the meetings. One query."""
    here = Attendance.objects.filter(invitation=OuterRef("pk"), undone_at=None).values("mode")[:1]
    sent = Invitation.objects.standing().exclude(sent_at=None).filter(meeting__in=list(meetings)).order_by()
    rows = sent.annotate(here=Subquery(here)).values_list(
        "pk", "meeting", "seat__region", "state", "bounced_at", "sent_at", "here"
    )
    return [
        Asked(pk, meeting, region, state, bounced is not None, sent_at, here or "")
        for pk, meeting, region, state, bounced, sent_at, here in rows
    ]


@dataclass(frozen=True)
class Cell:
    """A region and a meeting: `state` is represented, absent, open, gap or none; `coming` of its `seats` come."""

    state: str
    coming: int = 0
    seats: int = 0


@dataclass
class MatrixRow:
    """A region over the year: its cells in the order of the meetings, and how often it was represented."""

    region: Region
    cells: list[Cell]

    @property
    def times(self) -> int:
        """In how many meetings it was, or is going to be, at the table."""
        return sum(cell.state == coverage.REPRESENTED for cell in self.cells)


@dataclass
class Matrix:
    """Regions × meetings. `over` tells how many of the meetings are over."""

    meetings: list[Meeting]
    rows: list[MatrixRow]

    @property
    def over(self) -> int:
        """How many of the meetings are over."""
        return sum(meeting.is_over for meeting in self.meetings)

    @property
    def totals(self) -> list[int | None]:
        """For each meeting how many regions are represented; None where nothing is told yet."""
        columns = zip(*(row.cells for row in self.rows), strict=True)
        return [_represented(column) for column in columns] if self.rows else []


def _represented(column: Iterable[Cell]) -> int | None:
    cells = list(column)
    told = any(cell.state != NONE for cell in cells)
    return sum(cell.state == coverage.REPRESENTED for cell in cells) if told else None


def public_matrix(meetings: list[Meeting]) -> Matrix:
    """What everybody may see: after each meeting, which regions were represented. Two queries."""
    pairs = coverage.represented_pairs(meetings)
    return Matrix(
        meetings,
        [
            MatrixRow(region, [_public_cell(meeting, (meeting.pk, region.pk) in pairs) for meeting in meetings])
            for region in Region.objects.order_by("code")
        ],
    )


def _public_cell(meeting: Meeting, there: bool) -> Cell:
    if not meeting.is_over:
        return Cell(NONE)
    return Cell(coverage.REPRESENTED if there else ABSENT)


def full_matrix(meetings: list[Meeting], asked: Iterable[Asked]) -> Matrix:
    """What the coordinator sees: each region's state in each meeting, before it and after it. Two queries."""
    pairs = coverage.represented_pairs(meetings)
    of_pair: dict[tuple[int, int], list[Asked]] = defaultdict(list)
    for one in asked:
        if one.region:
            of_pair[one.meeting, one.region].append(one)
    regions = list(Region.objects.order_by("code"))

    def cell(meeting: Meeting, region: Region) -> Cell:
        key = (meeting.pk, region.pk)
        return _full_cell(meeting, of_pair.get(key, []), there=key in pairs)

    return Matrix(meetings, [MatrixRow(one, [cell(meeting, one) for meeting in meetings]) for one in regions])


def _full_cell(meeting: Meeting, asked: list[Asked], *, there: bool) -> Cell:
    if not asked:
        return Cell(NONE)
    coming, seats = sum(one.comes for one in asked), len(asked)
    if there:
        return Cell(coverage.REPRESENTED, coming, seats)
    state = coverage.region_state(one.word for one in asked)
    if meeting.is_over and state == coverage.REPRESENTED:  # said to come, and was not there
        state = ABSENT
    return Cell(state, coming, seats)


@dataclass
class Answers:
    """How the seats answered, by the level of their meetings: channels of the answers that count, days of the first."""

    channels: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    days: dict[tuple[int, int | None] | str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    asked: Counter[str] = field(default_factory=Counter)


def answers_of(meetings: list[Meeting], asked: Iterable[Asked]) -> Answers:
    """By channel and by time. One query."""
    levels = {meeting.pk: meeting.kind.level for meeting in meetings}
    first: dict[int, datetime] = {}
    newest: dict[int, str] = {}
    said = Answer.objects.filter(invitation__meeting__in=meetings).order_by("at", "pk")
    for invitation, channel, at in said.values_list("invitation", "channel", "at"):
        first.setdefault(invitation, at)
        newest[invitation] = channel
    found = Answers()
    for one in asked:
        level = levels[one.meeting]
        found.asked[level] += 1
        found.channels[newest.get(one.pk, NONE)][level] += 1
        found.days[_span(one.sent_at, first.get(one.pk))][level] += 1
    return found


def _span(sent_at: datetime | None, at: datetime | None) -> tuple[int, int | None] | str:
    """In which span of days the first answer came; none when none has come."""
    if sent_at is None or at is None:
        return NONE
    days = max((timezone.localdate(at) - timezone.localdate(sent_at)).days, 0)
    return next(span for span in DAYS if span[1] is None or days <= span[1])


@dataclass(frozen=True)
class Presence:
    """A meeting that is over: how many were asked, said to come, were in the room or remote, and who differed.

    `noted` tells whether it was noted who was there; without that only the answers are known.
    """

    meeting: Meeting
    asked: int
    promised: int
    room: int
    remote: int
    unannounced: int
    missing: int

    @property
    def noted(self) -> bool:
        """Whether anybody noted who was there."""
        return bool(self.room or self.remote)


def presence_of(meetings: Iterable[Meeting], asked: Iterable[Asked]) -> list[Presence]:
    """Attendance in the meetings that are over. No queries."""
    by_meeting: dict[int, list[Asked]] = defaultdict(list)
    for one in asked:
        by_meeting[one.meeting].append(one)
    return [_presence(meeting, by_meeting[meeting.pk]) for meeting in meetings if meeting.is_over]


def _presence(meeting: Meeting, asked: list[Asked]) -> Presence:
    return Presence(
        meeting=meeting,
        asked=len(asked),
        promised=sum(one.comes for one in asked),
        room=sum(one.here == "room" for one in asked),
        remote=sum(one.here == "remote" for one in asked),
        unannounced=sum(bool(one.here) and not one.comes for one in asked),
        missing=sum(one.comes and not one.here for one in asked),
    )


def points_of(meetings: list[Meeting], *, in_full: bool) -> dict[int, dict[str, int]]:
    """For each meeting its points: all, asked of a ministry, answered, overdue; of public notes only unless `in_full`.

    A point that was carried to another of the meetings counts where it was raised. One query.
    """
    points = Point.objects.filter(item__meeting__in=meetings).order_by()
    if not in_full:
        points = points.filter(item__meeting__notes__state="public")
    to_ministry = Q(to_ministry=True) & ~Q(carried_from__in=points.filter(to_ministry=True))
    open_ = to_ministry & Q(answered_at=None)
    sums = {
        "all": Count("pk", filter=~Q(carried_from__in=points)),
        "asked": Count("pk", filter=to_ministry),
        "answered": Count("pk", filter=to_ministry & Q(answered_at__isnull=False)),
        "overdue": Count("pk", filter=open_ & Q(answer_due__lt=clock.today())),
    }
    return _by_meeting(points.annotate(of=F("item__meeting_id")), sums)


def actions_of(meetings: list[Meeting], *, in_full: bool) -> dict[int, dict[str, int]]:
    """For each meeting its action points by state, and how many are overdue; public ones only unless `in_full`.

    One query.
    """
    found = ActionPoint.objects.filter(meeting__in=meetings)
    sums = {state: Count("pk", filter=Q(state=state)) for state in ActionPoint.State.values}
    late = Q(state__in=["open", "under_way"], due__lt=clock.today())
    rows = found if in_full else found.public()
    return _by_meeting(rows.annotate(of=F("meeting_id")), {**sums, "overdue": Count("pk", filter=late)})


def _by_meeting(rows: Any, sums: dict[str, Any]) -> dict[int, dict[str, int]]:
    """The sums of each meeting's rows."""
    return {row.pop("of"): row for row in rows.order_by().values("of").annotate(**sums)}
