"""AuditEntry: who changed what of others' data, and when. Only ever added to; the database refuses changes."""

from django.db import models

from forum import clock
from forum.models.person import Person


class AuditEntry(models.Model):
    """`verb` is spoken noun.verb; `about_kind` and `about_id` name the row by kind and public id, on any floor.

    `details` holds what changed: {"field": ["old", "new"]} or plain facts. Never secrets.
    """

    at = models.DateTimeField(default=clock.now, db_index=True)
    actor = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=80)
    about_kind = models.CharField(max_length=40)
    about_id = models.CharField(max_length=60)
    about_name = models.CharField(max_length=300, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "audit entries"
        indexes = [models.Index(fields=["about_kind", "about_id"], name="audit_about")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.verb} {self.about_kind} {self.about_id}"
