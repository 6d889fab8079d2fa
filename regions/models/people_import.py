"""PeopleImport: a file of people, organisations, seats and terms, kept with its preview until it is taken in."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models import Person
from forum.models.public_id import WithPublicId
from regions.states import IMPORT_MOVES


class PeopleImport(WithPublicId):
    """`rows` are the file's rows as read; `preview` says of each line: new, changed, same or rejected, and why.

    Both are plain JSON and are emptied when the import has been taken in or dropped: they hold personal data.
    """

    MOVES = IMPORT_MOVES

    class State(models.TextChoices):
        PREVIEWED = "previewed"
        TAKEN_IN = "taken_in"
        DROPPED = "dropped"

    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=20, choices=State, default=State.PREVIEWED)
    rows = models.JSONField(default=list)
    preview = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(IMPORT_MOVES)), name="import_state_known"),
            models.CheckConstraint(
                condition=Q(state="previewed") | Q(finished_at__isnull=False), name="finished_import_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
