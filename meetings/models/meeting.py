"""Meeting: when, where, about what."""

from datetime import date

from django.db import models
from django.db.models import Count, F, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from forum import clock
from forum.models import Person
from forum.models.public_id import WithPublicId
from forum.texts import Localized, columns
from meetings.deadlines import DEFAULT_OFFSETS, day_of
from meetings.models.cycle import Cycle, Round
from meetings.models.meeting_kind import MeetingKind
from meetings.states import MEETING_MOVES
from regions.models import Region, Seat
from themes.models import Brief, Theme

REGIONAL_SEATS = ("politician", "official")


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """The words for choosing meetings."""

    def public(self) -> "MeetingQuerySet":
        """Meetings that have been announced (a cancelled one stays, and says so), in a public year."""
        return self.filter(cycle__is_public=True).exclude(state="planned").exclude(announced_at=None)

    def visible_to(self, person: object) -> "MeetingQuerySet":
        """All for staff; the public ones for everybody else."""
        from forum.rules import is_staff

        return self.all() if is_staff(person) else self.public()

    def with_page(self) -> "MeetingQuerySet":
        """With what every page says about a meeting."""
        return self.select_related(
            "kind",
            "theme__programme",
            "round__cycle",
            "cycle__programme",
            "host_region",
            "prepares__kind",
            "prepared_by__kind",
            "chair_seat__organisation",
            "notes",
            "requested_view__round",
        )

    def with_head(self) -> "MeetingQuerySet":
        """With what the head of a page of its workspace says, and what its deadlines and steps follow from."""
        return self.select_related("kind", "theme", "cycle", "round", "notes")

    def with_calendar(self) -> "MeetingQuerySet":
        """With what calendar files say, and `released`: how often a new time, place or link has been let out."""
        known = Count("change_notices", filter=Q(change_notices__state="released"))
        return self.select_related("kind", "theme").annotate(released=known)

    def with_seat_counts(self) -> "MeetingQuerySet":
        """Each with `politician_seats` and `official_seats`: how many such seats the regions have today."""
        seats = Seat.objects.in_use().filter(region__isnull=False).order_by().annotate(one=Value(1)).values("one")
        counts = {kind: seats.filter(kind=kind).annotate(n=Count("pk")).values("n") for kind in REGIONAL_SEATS}
        return self.annotate(**{f"{kind}_seats": Coalesce(Subquery(found), 0) for kind, found in counts.items()})

    def coming(self) -> "MeetingQuerySet":
        """Not over, not cancelled; soonest first."""
        return self.filter(ends_at__gt=clock.now()).exclude(state="cancelled").order_by("starts_at")

    def past(self) -> "MeetingQuerySet":
        """Over, not cancelled; newest first."""
        return self.filter(ends_at__lte=clock.now()).exclude(state="cancelled").order_by("-starts_at")


class Meeting(WithPublicId):
    """A meeting of the forum. `prepares` points from the officials' meeting to the politicians' meeting it prepares.

    `offsets` are this meeting's own deadlines where they differ from the cycle's: {"invitation": -35}; each is counted
    in the unit of its deadline (see `meetings/deadlines.py`).
    `capacity` (people in the room) and `sign_up_until` are for open events.
    Times are kept in UTC and shown in the profile's zone. `remote_link` is for the invited only.
    """

    MOVES = MEETING_MOVES

    class State(models.TextChoices):
        PLANNED = "planned"
        ANNOUNCED = "announced"
        INVITED = "invited"
        REGISTRATION_CLOSED = "registration_closed"
        HELD = "held"
        NOTES_PUBLIC = "notes_public"
        CANCELLED = "cancelled"

    kind = models.ForeignKey(MeetingKind, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="meetings")
    round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    prepares = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="prepared_by")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place_fi, place_sv, place_en = columns()
    street = models.CharField(max_length=200, blank=True)
    host_region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    remote_link = models.URLField(blank=True)
    chair_seat = models.ForeignKey(Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=State, default=State.PLANNED)
    is_example = models.BooleanField(default=False)
    announced_at = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    agenda_published_at = models.DateTimeField(null=True, blank=True)
    offsets = models.JSONField(default=dict, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    sign_up_until = models.DateField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1)

    place = Localized()

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_start"),
            models.CheckConstraint(condition=Q(state__in=list(MEETING_MOVES)), name="meeting_state_known"),
            models.CheckConstraint(condition=~Q(prepares=F("id")), name="meeting_prepares_another"),
            models.UniqueConstraint(
                fields=["round", "kind"],
                condition=Q(round__isnull=False) & ~Q(state="cancelled"),
                name="one_meeting_of_a_kind_in_a_round",
            ),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="meeting_state_start")]

    def __str__(self) -> str:
        return f"{self.kind} {timezone.localdate(self.starts_at):%d.%m.%Y}"

    @property
    def day(self) -> date:
        """The meeting's day in the profile's zone."""
        return timezone.localdate(self.starts_at)

    def deadline(self, step: str) -> date:
        """The day of a step, by its offset from the meeting's day (product rule 6; the cycle may change offsets)."""
        return day_of(step, self.day, self.offset)

    def offset(self, step: str) -> int:
        """The step's offset, in the unit of its deadline: the meeting's own, else the cycle's, else the forum's."""
        return int(self.offsets.get(step, self.cycle.offsets.get(step, DEFAULT_OFFSETS[step])))

    @property
    def registration_closes(self) -> date:
        """The last day to answer in time; later answers are taken and marked late."""
        return self.deadline("registration_closes")

    @property
    def is_over(self) -> bool:
        """Whether the meeting has ended by the clock."""
        return self.ends_at <= clock.now()

    @property
    def takes_answers(self) -> bool:
        """Whether invitations to it can still be answered."""
        return self.state in {"invited", "registration_closed"} and not self.is_over

    @property
    def days_left(self) -> int:
        """Whole days from today to the meeting's day; negative when past."""
        return (self.day - clock.today()).days


class MeetingBrief(models.Model):
    """A brief is read for a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="meeting_briefs")
    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "brief"], name="brief_once_a_meeting")]
