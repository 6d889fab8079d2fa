"""Brief: the situation brief of a theme. Its sentences take their numbers from one data version."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models.public_id import WithPublicId
from forum.texts import Localized, columns, long_columns
from regions.models import DataVersion, Indicator
from themes.models.theme import Theme
from themes.models.thread import Thread
from themes.states import BRIEF_MOVES


class BriefQuerySet(models.QuerySet["Brief"]):
    """The words for choosing briefs."""

    def public(self) -> "BriefQuerySet":
        """Briefs anybody may read."""
        return self.filter(state="public")

    def visible_to(self, person: object) -> "BriefQuerySet":
        """All for those who may see drafts; the public ones for everybody else."""
        from forum.rules import is_staff

        return self.all() if is_staff(person) else self.public()

    def with_page(self) -> "BriefQuerySet":
        """With what every page says about a brief."""
        return self.select_related("theme__programme", "data_version", "thread")

    def newest_first(self) -> "BriefQuerySet":
        """By day of publication."""
        return self.order_by(models.F("published_at").desc(nulls_last=True), "-id")


class Brief(WithPublicId):
    """A qualitative brief (no regional figures) says in `why_qualitative` why it has none.

    `data_version` is frozen at publication: later imports change no published number.
    """

    MOVES = BRIEF_MOVES

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLIC = "public"

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="briefs")
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    title_fi, title_sv, title_en = columns()
    lead_fi, lead_sv, lead_en = long_columns()
    body_fi, body_sv, body_en = long_columns()
    why_qualitative_fi, why_qualitative_sv, why_qualitative_en = long_columns()
    questions = models.JSONField(default=list)
    data_version = models.ForeignKey(DataVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    published_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="+")

    title = Localized()
    lead = Localized()
    body = Localized()
    why_qualitative = Localized()

    objects = BriefQuerySet.as_manager()

    class Meta:
        ordering = ["theme", "-published_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False), name="public_brief_has_a_date"
            )
        ]

    def __str__(self) -> str:
        return str(self.title)


class BriefMessage(models.Model):
    """A key message: one sentence with its figure, and the chart that shows it (headline of at most ten words)."""

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="messages")
    position = models.PositiveSmallIntegerField()
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    headline_fi, headline_sv, headline_en = columns()

    headline = Localized()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["brief", "position"], name="message_position_once"),
            models.CheckConstraint(condition=Q(position__gte=1, position__lte=6), name="at_most_six_messages"),
        ]
