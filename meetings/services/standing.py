"""How meetings stand, beside what their own rows say: who is silent, who came, how far the notes and actions are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.utils import timezone

from forum import clock
from meetings.models import ActionPoint, Attendance, ChangeNotice, Invitation, Meeting, Notes, PlannedLetter, Point


@dataclass(frozen=True)
class Planned:
    """How a step of the plan of letters stands: its state, its day, whether it was released, why it was left out."""

    state: str
    day: date
    released: bool = False
    why: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state in {"done", "skipped", "missed"}

    @property
    def missed(self) -> bool:
        """Whether its day went by without it."""
        return self.state == "missed" or self.why == "passed"


@dataclass(frozen=True)
class Standing:
    """What counts of one meeting. `asked` are the invitations sent, `silent` those never answered, `reminded` the day
    of the newest reminder, `came` those present, `notes` the notes' state, `letters` the plan of letters by rule.

    `unfinished` and `overdue` are its action points (`overdue_since`: the first day of those), `unanswered` its points
    that wait for a ministry's answer, `changing` whether changes wait to be released.
    """

    asked: int = 0
    silent: int = 0
    reminded: date | None = None
    came: int = 0
    notes: str = ""
    notes_at: datetime | None = None
    checking_until: date | None = None
    unfinished: int = 0
    overdue: int = 0
    overdue_since: date | None = None
    unanswered: int = 0
    changing: bool = False
    letters: Mapping[str, Planned] = field(default_factory=dict)

    @property
    def notes_day(self) -> date | None:
        """The day on which the notes came to their state."""
        return timezone.localdate(self.notes_at) if self.notes_at else None


def of(meetings: Iterable[Meeting]) -> dict[int, Standing]:
    """How each of the meetings stands, by its pk. Seven queries, however many they are."""
    ids = [one.pk for one in meetings]
    found = {pk: Standing() for pk in ids}
    for ask in (_invitations, _attendance, _notes, _actions, _points, _changes, _letters) if ids else ():
        for values in ask(ids):
            pk = values.pop("of")
            found[pk] = replace(found[pk], **values)
    return found


def of_one(meeting: Meeting) -> Standing:
    """How the meeting stands. Seven queries."""
    return of([meeting])[meeting.pk]


def _sums(rows: QuerySet, of: str, **sums: Any) -> Iterable[dict[str, Any]]:
    """The sums of each meeting's rows; `of` leads from a row to its meeting. One query."""
    return rows.order_by().annotate(of=F(of)).values("of").annotate(**sums)


def _invitations(ids: list[int]) -> Iterable[dict[str, Any]]:
    sent = Invitation.objects.standing().exclude(sent_at=None).filter(meeting__in=ids)
    silent = Count("pk", filter=Q(state__in=["sent", "handed", "lapsed"]))
    return _sums(sent, "meeting_id", asked=Count("pk"), silent=silent, reminded=Max("reminded_on"))


def _attendance(ids: list[int]) -> Iterable[dict[str, Any]]:
    here = Attendance.objects.filter(undone_at=None, invitation__meeting__in=ids)
    return _sums(here, "invitation__meeting_id", came=Count("pk"))


def _notes(ids: list[int]) -> Iterable[dict[str, Any]]:
    fields = {"of": F("meeting_id"), "notes": F("state"), "notes_at": F("state_at")}
    return Notes.objects.filter(meeting__in=ids).values("checking_until", **fields)  # type: ignore[return-value]


def _actions(ids: list[int]) -> Iterable[dict[str, Any]]:
    rows, late = ActionPoint.objects.unfinished().filter(meeting__in=ids), Q(due__lt=clock.today())
    sums = {"unfinished": Count("pk"), "overdue": Count("pk", filter=late), "overdue_since": Min("due", filter=late)}
    return _sums(rows, "meeting_id", **sums)


def _points(ids: list[int]) -> Iterable[dict[str, Any]]:
    return _sums(Point.objects.unanswered().filter(item__meeting__in=ids), "item__meeting_id", unanswered=Count("pk"))


def _changes(ids: list[int]) -> Iterable[dict[str, Any]]:
    waiting = ChangeNotice.objects.filter(state="draft", meeting__in=ids).values_list("meeting", flat=True)
    return [{"of": pk, "changing": True} for pk in waiting]


def _letters(ids: list[int]) -> Iterable[dict[str, Any]]:
    found: dict[int, dict[str, Planned]] = {}
    rows = PlannedLetter.objects.filter(meeting__in=ids).order_by()
    for pk, rule, state, due_at, released_at, why in rows.values_list(
        "meeting", "rule", "state", "due_at", "released_at", "why"
    ):
        planned = Planned(state, timezone.localdate(due_at), released_at is not None, why)
        found.setdefault(pk, {})[rule] = planned
    return [{"of": pk, "letters": letters} for pk, letters in found.items()]
