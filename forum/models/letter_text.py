"""LetterText: the secretariat's own subject and opening of a kind of letter, in place of what the template says."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models.person import Person


class LetterTextQuerySet(models.QuerySet["LetterText"]):
    """The words for choosing letters' texts."""

    def current(self) -> "LetterTextQuerySet":
        """The newest version for each kind and language, also where it goes back to the default."""
        return self.filter(current=True)


class LetterText(models.Model):
    """One version, never changed: what is written anew is a new version, and letters name the one they go with.

    Both texts empty: from this version on the template's own words hold again ("back to the default").
    """

    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    version = models.PositiveIntegerField()
    subject = models.CharField(max_length=200, blank=True)
    opening = models.TextField(blank=True)
    current = models.BooleanField(default=True)
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = LetterTextQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "language", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "language", "version"], name="letter_text_version_once"),
            models.UniqueConstraint(
                fields=["kind", "language"], condition=Q(current=True), name="letter_text_current_once"
            ),
            models.CheckConstraint(condition=Q(language__in=["fi", "sv", "en"]), name="letter_text_language_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.version}"

    @property
    def is_default(self) -> bool:
        """Whether the template's own words hold."""
        return not self.subject and not self.opening
