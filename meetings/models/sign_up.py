"""SignUp: somebody signs up for an open event, without a seat."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models.public_id import WithPublicId
from meetings.models.invitation import Invitation
from meetings.models.meeting import Meeting
from meetings.states import SIGN_UP_MOVES


class SignUp(WithPublicId):
    """One per event and address. Waiting ones move up in the order they came when a place becomes free.

    `link_version` is part of the personal link by which it is changed or cancelled.
    """

    MOVES = SIGN_UP_MOVES

    class State(models.TextChoices):
        COMING = "coming"
        WAITING = "waiting"
        CANCELLED = "cancelled"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="sign_ups")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    organisation = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2)
    mode = models.CharField(max_length=10, choices=Invitation.Mode)
    state = models.CharField(max_length=20, choices=State)
    sequence = models.PositiveIntegerField(default=0)
    link_version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(default=clock.now)
    here_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "email"], name="signed_up_once"),
            models.CheckConstraint(condition=Q(state__in=list(SIGN_UP_MOVES)), name="sign_up_state_known"),
            models.CheckConstraint(condition=Q(mode__in=["room", "remote"]), name="sign_up_mode_known"),
        ]

    def __str__(self) -> str:
        return self.name
