"""Paper: a document of a meeting or of one of its agenda items, a file for each language."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models import Person
from forum.models.public_id import WithPublicId
from forum.texts import LANGUAGES, Localized, columns
from meetings.models.agenda_item import AgendaItem
from meetings.models.meeting import Meeting


class Paper(WithPublicId):
    """A document with its title; `item` is None when it belongs to the whole meeting.

    Readers see it with the published agenda; what is `for_seats_only` only the invited and the secretariat see.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="papers")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="papers")
    position = models.PositiveSmallIntegerField(default=1)
    title_fi, title_sv, title_en = columns()
    for_seats_only = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    title = Localized()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_fi="") | ~Q(title_sv="") | ~Q(title_en=""), name="paper_has_a_title"
            )
        ]

    def __str__(self) -> str:
        return str(self.title)


class PaperFile(WithPublicId):
    """A paper's file in one language. `kind` is what its content was found to be, `size` is in bytes."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="files")
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["language", "-added_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "language"], condition=Q(replaced_at=None), name="paper_file_of_a_language_once"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="paper_file_is_not_empty"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="paper_file_language_known"),
        ]

    def __str__(self) -> str:
        return self.name
