"""BriefVersion: a brief as it was published, frozen. The database refuses to change one."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models import Person
from forum.texts import Localized, LocalText, columns, from_dict
from regions.models import DataVersion
from themes.models.brief import Brief


class BriefVersion(models.Model):
    """`content` is everything textual in all languages (see brief_content), with what was compiled as it was then.

    Numbers are read from `data_version`, whatever is imported later. `note` says what changed since the last version.
    """

    class Kind(models.TextChoices):
        FIRST = "first"
        REVISION = "revision"
        INTERPRETATION = "interpretation"

    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.REVISION)
    content = models.JSONField()
    data_version = models.ForeignKey(DataVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note_fi, note_sv, note_en = columns(max_length=500)
    published_at = models.DateTimeField(default=clock.now)
    published_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    note = Localized()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["brief", "number"], name="brief_version_once"),
            models.CheckConstraint(
                condition=Q(number=1, kind="first") | Q(Q(number__gt=1), ~Q(kind="first")),
                name="first_brief_version_is_number_one",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(note_fi="") | ~Q(note_sv="") | ~Q(note_en=""),
                name="later_brief_version_says_what_changed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def title(self) -> LocalText:
        """The title in the active language."""
        return from_dict(self.content["title"])
