"""AuditEntry: who changed what of others' data, and when. Only ever added to; the database refuses all else."""

from django.db import models

from forum import clock
from forum.models.person import Person


class AuditEntry(models.Model):
    """`verb` is spoken noun.verb; `about_kind` and `about_id` name the row by kind and public id, on any floor.

    `about_name` and the texts of `details` are written in `language`. `details` holds what changed
    ({"field": [old, new]}, or null where the values are not for keeping) or plain facts. Never secrets, and of people
    only who they are ({"person": public id}): their names are read anew, so that anonymising hides them here as well.
    """

    at = models.DateTimeField(default=clock.now, db_index=True)
    actor = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=80)
    about_kind = models.CharField(max_length=40)
    about_id = models.CharField(max_length=60)
    about_name = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=2)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "audit entries"
        indexes = [models.Index(fields=["about_kind", "about_id"], name="audit_about")]
        constraints = [
            models.CheckConstraint(condition=models.Q(language__in=["fi", "sv", "en"]), name="audit_language_known")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_id or '-'} {self.verb} {self.about_kind} {self.about_id}"
