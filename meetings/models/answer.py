"""Answer: every answer to an invitation is a row of history; the newest wins."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models import Person
from meetings.models.invitation import Invitation


class Answer(models.Model):
    """What was answered, by whom, when and through which channel. `as_deputy`: the deputy answered for themselves."""

    class Reply(models.TextChoices):
        ATTEND = "attend"
        HAND_OVER = "deputy"
        DECLINE = "decline"

    class Channel(models.TextChoices):
        LINK = "link"
        PORTAL = "portal"
        CALENDAR = "calendar"
        ON_BEHALF = "on_behalf"

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="answers")
    reply = models.CharField(max_length=10, choices=Reply)
    mode = models.CharField(max_length=10, choices=Invitation.Mode, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    as_deputy = models.BooleanField(default=False)
    author = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20, choices=Channel)
    at = models.DateTimeField(default=clock.now)
    late = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reply="decline") | ~Q(reason=""), name="decline_has_reason"),
            models.CheckConstraint(
                condition=~Q(reply="attend") | Q(mode__in=["room", "remote"]), name="attend_has_mode"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reply} {self.at:%Y-%m-%d %H:%M}"
