"""CalendarReply: an answer that a calendar program sent, whether it counted or not."""

from django.db import models
from django.db.models import Q

from forum.models import IncomingMail
from meetings.models.answer import Answer
from meetings.models.invitation import Invitation


class CalendarReply(models.Model):
    """What a mail's calendar part said of an invitation. `answer` is set when it counts, or says what counted already.

    `partstat`, `sequence` and `stamped_at` are the calendar program's; `attendee` and `sender` the addresses in it.
    """

    class Outcome(models.TextChoices):
        APPLIED = "applied"
        SAME = "same"
        TENTATIVE = "tentative"
        STALE = "stale"
        OVERTAKEN = "overtaken"
        WITHDRAWN = "withdrawn"
        CANCELLED = "cancelled"
        OVER = "over"
        TAKEN = "taken"
        NO_DEPUTY = "no_deputy"
        UNSURE = "unsure"

    mail = models.OneToOneField(IncomingMail, on_delete=models.PROTECT, related_name="+")
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="calendar_replies")
    answer = models.ForeignKey(Answer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    partstat = models.CharField(max_length=20)
    sequence = models.PositiveIntegerField(default=0)
    stamped_at = models.DateTimeField(null=True, blank=True)
    attendee = models.CharField(max_length=254, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    comment = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome)

    class Meta:
        ordering = ["-mail__received_at", "-id"]
        verbose_name_plural = "calendar replies"
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome__in=["applied", "same"]) | Q(answer__isnull=False),
                name="calendar_reply_that_counts_has_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partstat} {self.outcome}"
