"""Point: what a region or a member raised in a meeting. Some need an answer of a ministry."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models import Person
from forum.models.public_id import WithPublicId
from forum.texts import Localized, long_columns
from meetings.models.agenda_item import AgendaItem
from regions.models import Mandate, Organisation, Region


class PointQuerySet(models.QuerySet["Point"]):
    """The words for choosing points."""

    def unanswered(self) -> "PointQuerySet":
        """Points to a ministry that have no answer yet."""
        return self.filter(to_ministry=True, answered_at=None)

    def overdue(self) -> "PointQuerySet":
        """Unanswered points whose day of answer has passed (product rule 9)."""
        return self.unanswered().filter(answer_due__lt=clock.today())


class Point(WithPublicId):
    """Raised on an agenda item by a region or an organisation, under a mandate where there was one.

    A point `to_ministry` names who answers (`answers_by`) and by when (`answer_due`).
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="points")
    position = models.PositiveSmallIntegerField(default=1)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mandate = models.ForeignKey(Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text_fi, text_sv, text_en = long_columns()
    to_ministry = models.BooleanField(default=False)
    answers_by = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer_due = models.DateField(null=True, blank=True)
    answer_fi, answer_sv, answer_en = long_columns()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    carried_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to")
    revision = models.PositiveIntegerField(default=1)

    text = Localized()
    answer = Localized()

    objects = PointQuerySet.as_manager()

    class Meta:
        ordering = ["item__position", "position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text_fi="") | ~Q(text_sv="") | ~Q(text_en=""), name="point_has_text"),
            models.CheckConstraint(
                condition=Q(to_ministry=False) | Q(answers_by__isnull=False, answer_due__isnull=False),
                name="point_to_ministry_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(answer_fi="") | ~Q(answer_sv="") | ~Q(answer_en=""),
                name="answered_point_has_an_answer",
            ),
            models.UniqueConstraint(
                fields=["item", "carried_from"], condition=Q(carried_from__isnull=False), name="point_carried_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)[:200]
