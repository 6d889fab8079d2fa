"""Paper: a document of a meeting or of one of its agenda items, a file for each language."""

from typing import Any

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models import Person
from forum.models.public_id import WithPublicId
from forum.texts import LANGUAGES, Localized, columns
from meetings.models.agenda_item import AgendaItem
from meetings.models.invitation import Invitation
from meetings.models.meeting import Meeting


class PaperQuerySet(models.QuerySet["Paper"]):
    """The words for choosing papers."""

    def kept(self) -> "PaperQuerySet":
        """Papers that have not been removed."""
        return self.filter(removed_at=None)


class PaperFileQuerySet(models.QuerySet["PaperFile"]):
    """The words for choosing files of papers."""

    def current(self) -> "PaperFileQuerySet":
        """The newest file in each language of papers that have not been removed."""
        return self.filter(replaced_at=None, paper__removed_at=None)

    def public(self) -> "PaperFileQuerySet":
        """What anybody may read: with the published agenda of a public meeting."""
        meetings = Meeting.objects.public().exclude(agenda_published_at=None)
        return self.current().filter(paper__for_seats_only=False, paper__meeting__in=meetings)

    def visible_to(self, person: Any) -> "PaperFileQuerySet":
        """All, also earlier ones, for staff; what anybody may read, and for the invited what is for the seats only."""
        from forum.rules import is_staff

        if is_staff(person):
            return self.all()
        if not getattr(person, "is_authenticated", False):
            return self.public()
        invited = Invitation.objects.received_by(person).values("meeting")
        published = self.current().exclude(paper__meeting__agenda_published_at=None)
        return published.filter(
            Q(paper__meeting__in=invited) | Q(paper__for_seats_only=False, paper__meeting__in=Meeting.objects.public())
        )

    def without_content(self) -> "PaperFileQuerySet":
        """With the paper, and without the bytes: for lists."""
        return self.select_related("paper").defer("content")


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

    objects = PaperQuerySet.as_manager()

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

    objects = PaperFileQuerySet.as_manager()

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
