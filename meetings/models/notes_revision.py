"""NotesRevision: what was typed into the notes, each time it was saved. Nothing typed is lost."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models import Person
from meetings.models.notes import NotesSection
from meetings.models.point import Point


class NotesRevision(models.Model):
    """A section's or a point's texts as they stood at a revision; never changed. `texts`: {"background_fi": …, …}.

    One that was `set_aside` was typed by somebody who came second: it never stood, and its `number` is the revision
    that stood in its way.
    """

    section = models.ForeignKey(NotesSection, null=True, blank=True, on_delete=models.PROTECT, related_name="revisions")
    point = models.ForeignKey(Point, null=True, blank=True, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    texts = models.JSONField()
    set_aside = models.BooleanField(default=False)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(section__isnull=False, point=None) | Q(section=None, point__isnull=False),
                name="revision_of_section_or_point",
            ),
            models.UniqueConstraint(
                fields=["section", "number"],
                condition=Q(section__isnull=False, set_aside=False),
                name="section_revision_once",
            ),
            models.UniqueConstraint(
                fields=["point", "number"],
                condition=Q(point__isnull=False, set_aside=False),
                name="point_revision_once",
            ),
        ]
