"""RequestedView: a meeting for which the regions are asked for their views."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models import Person
from meetings.models.meeting import Meeting
from themes.models import ViewRound


class RequestedView(models.Model):
    """The regions are asked `ask_before` days before the meeting and reminded `remind_before` days before the last day
    to answer, by the meeting's plan of letters; the round is closed when the agenda and the brief go out.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="requested_view")
    round = models.ForeignKey(ViewRound, on_delete=models.PROTECT, related_name="+")
    ask_before = models.PositiveSmallIntegerField(default=42)
    remind_before = models.PositiveSmallIntegerField(default=7)
    linked_at = models.DateTimeField(default=clock.now)
    linked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["meeting"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ask_before__lte=365, remind_before__lte=60), name="requested_view_days_within_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.round}"
