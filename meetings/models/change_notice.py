"""ChangeNotice: changes to an announced meeting, collected until the coordinator releases them."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models import Person
from forum.models.public_id import WithPublicId
from meetings.models.meeting import Meeting
from meetings.states import CHANGE_MOVES


class ChangeNotice(WithPublicId):
    """One draft per meeting at a time. `values` are the meeting's columns as they shall be: {"starts_at": "…", …}.

    `before` is what they were when it was released. `base_revision` is the meeting's revision the draft began from.
    """

    MOVES = CHANGE_MOVES

    class State(models.TextChoices):
        DRAFT = "draft"
        RELEASED = "released"
        DROPPED = "dropped"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="change_notices")
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    values = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    base_revision = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(default=1)
    reason_fi = models.CharField(max_length=300, blank=True)
    reason_sv = models.CharField(max_length=300, blank=True)
    reason_en = models.CharField(max_length=300, blank=True)
    begun_at = models.DateTimeField(default=clock.now)
    begun_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    letters = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-begun_at"]
        constraints = [
            models.UniqueConstraint(fields=["meeting"], condition=Q(state="draft"), name="one_draft_of_changes"),
            models.CheckConstraint(condition=Q(state__in=list(CHANGE_MOVES)), name="change_state_known"),
            models.CheckConstraint(
                condition=~Q(state="released") | Q(released_at__isnull=False), name="released_change_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}"
