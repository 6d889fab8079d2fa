"""Attendance: who was there, by the list or the code at the door."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models import Person
from meetings.models.invitation import Invitation


class Attendance(models.Model):
    """Somebody came for an invitation: the holder, the deputy or the guest (`person`).

    `channel` says how it was noted: on the secretariat's list, by the code at the door, or by the person's own link.
    A mistake is taken back with `undone_at`; the row stays.
    """

    class Channel(models.TextChoices):
        LIST = "list"
        CODE = "code"

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=10, choices=Invitation.Mode)
    channel = models.CharField(max_length=10, choices=Channel)
    at = models.DateTimeField(default=clock.now)
    noted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["invitation"], condition=Q(undone_at=None), name="here_once"),
            models.CheckConstraint(condition=Q(mode__in=["room", "remote"]), name="attendance_mode_known"),
        ]

    def __str__(self) -> str:
        return f"{self.invitation.who}: {self.mode}"
