"""Point: what a region or a member raised in a meeting. Some need an answer of a ministry."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from forum import clock
from forum.models import Person
from forum.models.public_id import WithPublicId
from forum.texts import LANGUAGES, Localized, LocalText, in_language, long_columns
from meetings.models.agenda_item import AgendaItem
from regions.models import Mandate, Organisation, Region


class PointQuerySet(models.QuerySet["Point"]):
    """The words for choosing points."""

    def unanswered(self) -> "PointQuerySet":
        """Points to a ministry that have no answer yet."""
        return self.filter(to_ministry=True, answered_at=None)

    def untranslated(self) -> "PointQuerySet":
        """Answered points whose answer lacks a required language: readers do not see it yet (rule 7)."""
        lacks = [Q(**{f"answer_{code}": ""}) for code in settings.PROFILE["required_languages"]]
        return self.exclude(answered_at=None).filter(reduce(or_, lacks))

    def overdue(self) -> "PointQuerySet":
        """Unanswered points whose day of answer has passed (product rule 9)."""
        return self.unanswered().filter(answer_due__lt=clock.today())

    def told(self) -> "PointQuerySet":
        """Points of notes that have left the secretariat: in checking, confirmed or public."""
        return self.filter(item__notes_section__notes__state__in=["checking", "confirmed", "public"])

    def published(self) -> "PointQuerySet":
        """Points of public notes. What readers see of each is in the notes' newest version."""
        return self.filter(item__notes_section__notes__state="public")

    def with_words(self) -> "PointQuerySet":
        """With what every page says of who raised them and who answers."""
        return self.select_related("region", "organisation", "mandate__seat", "answers_by")


class StandingPoints(models.Manager.from_queryset(PointQuerySet)):  # type: ignore[misc]
    """Points that have not been removed."""

    def get_queryset(self) -> PointQuerySet:
        """Without the removed ones."""
        found: PointQuerySet = super().get_queryset().filter(removed_at=None)
        return found


class Point(WithPublicId):
    """Raised on an agenda item by a region or an organisation, under a mandate where there was one; or by all together.

    A point `to_ministry` names who answers (`answers_by`) and by when (`answer_due`). `objects` are those that stand; a
    removed one stays in `everything`, because nothing that was written disappears.
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
    answer_changed_at = models.DateTimeField(null=True, blank=True)
    carried_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to")
    revision = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)

    text = Localized()
    answer = Localized()

    objects = StandingPoints()
    everything = PointQuerySet.as_manager()

    class Meta:
        ordering = ["item__position", "position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text_fi="") | ~Q(text_sv="") | ~Q(text_en=""), name="point_has_text"),
            models.CheckConstraint(condition=Q(region=None) | Q(organisation=None), name="point_raised_by_one"),
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

    @property
    def log_name(self) -> LocalText:
        """What the log calls it."""
        return in_language(self, "text")

    @property
    def raised_by(self) -> str:
        """The region or organisation, in the active language; nothing when it was raised by all together."""
        body = self.region or self.organisation
        return str(body.name) if body else ""

    @property
    def raised_as(self) -> str:
        """In what seat it was raised, in words: "politician, seat 1"; nothing without a mandate of a seat."""
        return self.mandate.seat.role_name if self.mandate and self.mandate.seat else ""

    @property
    def is_overdue(self) -> bool:
        """Whether the answer is late."""
        waits = self.to_ministry and self.answered_at is None
        return waits and self.answer_due is not None and self.answer_due < clock.today()

    @property
    def answer_lacks(self) -> list[str]:
        """The required languages, by their own names, in which an answer that was given is still missing (rule 7)."""
        codes = settings.PROFILE["required_languages"] if self.answered_at else []
        return [settings.LANGUAGE_NAMES[code] for code in codes if not getattr(self, f"answer_{code}")]

    @property
    def state_words(self) -> str:
        """How the duty to answer stands, in words; nothing for points without one."""
        if not self.to_ministry:
            return ""
        if self.answered_at:
            return _("answered, being translated") if self.answer_lacks else _("answered")
        return _("answer overdue") if self.is_overdue else _("waits for an answer")

    def copied_texts(self) -> dict[str, str]:
        """Its text in each language, as columns."""
        return {f"text_{code}": getattr(self, f"text_{code}") for code in LANGUAGES}
