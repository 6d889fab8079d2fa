"""Brief: the situation brief of a theme. The row and its blocks are the working copy; readers see frozen versions."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models import Person
from forum.models.public_id import WithPublicId
from forum.texts import Localized, LocalText, columns, from_dict, long_columns
from regions.models import DataVersion
from themes.models.brief_series import BriefSeries
from themes.models.theme import Theme
from themes.models.thread import Thread
from themes.models.translated import Translated
from themes.states import BRIEF_MOVES


class BriefQuerySet(models.QuerySet["Brief"]):
    """The words for choosing briefs."""

    def public(self) -> "BriefQuerySet":
        """Briefs anybody may read: they have a published version and have not been withdrawn."""
        return self.filter(published__isnull=False, withdrawn_at=None)

    def visible_to(self, person: object) -> "BriefQuerySet":
        """All for those who may see drafts; the public ones for everybody else."""
        from forum.rules import is_staff

        return self.all() if is_staff(person) else self.public()

    def with_page(self) -> "BriefQuerySet":
        """With what every page says about a brief."""
        return self.select_related("theme__programme", "data_version", "published__data_version", "thread", "series")

    def newest_first(self) -> "BriefQuerySet":
        """By day of first publication."""
        return self.order_by(models.F("published_at").desc(nulls_last=True), "-id")


class Brief(Translated, WithPublicId):
    """A qualitative brief (no regional figures) says in `why_qualitative` why it has none.

    `published` is the newest version, `published_at` when the first one came out. `state` is the working copy's: a
    public brief that is worked on again is a draft, and readers still see its published version. `data_version` is
    what the working copy's numbers stand on; `printed` how many pages it took when that was last counted.
    """

    MOVES = BRIEF_MOVES
    STEMS = ("title", "lead", "why_qualitative")

    class State(models.TextChoices):
        DRAFT = "draft"
        CHECKING = "checking"
        CONFIRMED = "confirmed"
        PUBLIC = "public"

    class Kind(models.TextChoices):
        SITUATION = "situation"
        REVIEW = "review"
        FOCUS = "focus"

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="briefs")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.SITUATION)
    series = models.ForeignKey(BriefSeries, null=True, blank=True, on_delete=models.PROTECT, related_name="briefs")
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    state_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state_at = models.DateTimeField(default=clock.now)
    checking_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checking_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    override_reason = models.CharField(max_length=500, blank=True)
    title_fi, title_sv, title_en = columns()
    lead_fi, lead_sv, lead_en = long_columns()
    why_qualitative_fi, why_qualitative_sv, why_qualitative_en = long_columns()
    data_version = models.ForeignKey(DataVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    published = models.OneToOneField("BriefVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=1)
    printed = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="+")

    title = Localized()
    lead = Localized()
    why_qualitative = Localized()

    objects = BriefQuerySet.as_manager()

    class Meta:
        ordering = ["theme", "-published_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(BRIEF_MOVES)), name="brief_state_known"),
            models.CheckConstraint(
                condition=~Q(state="public") | Q(published__isnull=False), name="public_brief_has_a_version"
            ),
            models.CheckConstraint(
                condition=Q(published=None) | Q(published_at__isnull=False), name="published_brief_has_a_date"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""), name="brief_withdrawn_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(kind="review", series__isnull=False) | Q(~Q(kind="review"), series=None),
                name="only_reviews_belong_to_a_series",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_example(self) -> bool:
        """Whether nobody has written it: the forum began with it."""
        return self.made_by_id is None

    @property
    def heading(self) -> LocalText:
        """The title that readers see: the published version's; the working copy's until there is one."""
        return from_dict(self.published.content["title"]) if self.published else self.title

    @property
    def opening(self) -> LocalText:
        """The lead that readers see."""
        return from_dict(self.published.content["lead"]) if self.published else self.lead

    @property
    def version(self) -> int:
        """The number of the version that readers see; 0 before the first."""
        return self.published.number if self.published else 0

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return self.published_id is not None and self.withdrawn_at is None

    @property
    def is_reworked(self) -> bool:
        """Whether a new version is in the making."""
        return self.published_id is not None and self.state != "public"
