"""PlannedLetter: a step in a meeting's plan of letters. Escalation: a rung the ladder has climbed for a seat."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models import Mailing, Person
from meetings.models.invitation import Invitation
from meetings.models.meeting import Meeting
from meetings.states import PLANNED_LETTER_MOVES


class PlannedLetterQuerySet(models.QuerySet["PlannedLetter"]):
    """The words for choosing planned letters."""

    def open(self) -> "PlannedLetterQuerySet":
        """Still to come, also when paused."""
        return self.filter(state__in=["planned", "paused"])

    def due(self) -> "PlannedLetterQuerySet":
        """Planned, and their moment has come; the oldest first."""
        return self.filter(state="planned", due_at__lte=clock.now()).order_by("due_at", "id")


class PlannedLetter(models.Model):
    """One per meeting and `rule` (a name on the shelf `letter_rules`), due at a moment that follows the meeting.

    With a day of its own (`has_own_day`) it stays when the meeting moves. `why` says why it was skipped, in a code;
    `reason` is the coordinator's. `released_to` and `sent_to` hold people's public ids. `mailing` is the mass letter
    that it is from its release on; of a release that has lapsed it stays until the next.
    """

    MOVES = PLANNED_LETTER_MOVES

    class State(models.TextChoices):
        PLANNED = "planned"
        PAUSED = "paused"
        DONE = "done"
        SKIPPED = "skipped"
        MISSED = "missed"

    class Why(models.TextChoices):
        CANCELLED = "cancelled"
        NOBODY = "nobody"
        PASSED = "passed"
        SAID = "said"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="planned_letters")
    rule = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    has_own_day = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    why = models.CharField(max_length=10, choices=Why, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    released_to = models.JSONField(default=list, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sent_to = models.JSONField(default=list, blank=True)
    letters = models.PositiveIntegerField(default=0)
    mailing = models.ForeignKey(Mailing, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = PlannedLetterQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "rule"], name="letter_planned_once"),
            models.CheckConstraint(condition=~Q(rule=""), name="planned_letter_has_a_rule"),
            models.CheckConstraint(
                condition=Q(state__in=list(PLANNED_LETTER_MOVES)), name="planned_letter_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False) | (~Q(state="done") & Q(done_at=None)),
                name="planned_letter_done_has_time",
            ),
            models.CheckConstraint(
                condition=(Q(state="skipped") & ~Q(why="")) | (~Q(state="skipped") & Q(why="", reason="")),
                name="planned_letter_skipped_says_why",
            ),
            models.CheckConstraint(condition=~Q(why="said") | ~Q(reason=""), name="planned_letter_said_has_reason"),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="planned_letter_released_by_one",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="planned_letter_due")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.meeting}"


class Escalation(models.Model):
    """The ladder has climbed a `rung` for an invitation: each at most once."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="escalations")
    rung = models.CharField(max_length=40)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["invitation", "rung"], name="rung_once_an_invitation")]

    def __str__(self) -> str:
        return f"{self.rung}: {self.invitation}"
