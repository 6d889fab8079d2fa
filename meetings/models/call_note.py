"""CallNote: somebody of the secretariat has called about a seat that was silent."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models import Person
from meetings.models.invitation import Invitation


class CallNote(models.Model):
    """Who called when, and what was said; the answer itself is recorded on behalf."""

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="call_notes")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="call_note_says_something")]

    def __str__(self) -> str:
        return f"{self.invitation}"
