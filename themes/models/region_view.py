"""RegionView: one region's view in a round. RegionViewRevision: what was typed into it, each time it was saved."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forum import clock
from forum.models import Person
from forum.models.public_id import WithPublicId
from forum.texts import LocalText
from regions.models import Mandate, Region
from themes.models.view_round import ViewRound
from themes.states import REGION_VIEW_MOVES

HORIZONS = ("now", "half_year", "year")
"""The assessments: today, in six months, in twelve."""
LOWEST, HIGHEST = -2, 2
"""The scale's ends: −− and ++."""
FIGURE_PARTS = ("label", "value", "unit", "period", "source")
MOST_FIGURES = 5
APPROVED = ("approved", "frozen")


class RegionViewQuerySet(models.QuerySet["RegionView"]):
    """The words for choosing regions' views."""

    def public(self) -> "RegionViewQuerySet":
        """Approved by their regions, in rounds that are closed: anybody may read them."""
        return self.filter(state="frozen")

    def silent(self) -> "RegionViewQuerySet":
        """Asked for, and not approved by the region."""
        return self.filter(round__state="asked", state__in=["requested", "draft"])

    def with_round(self) -> "RegionViewQuerySet":
        """With the region and the round, in the same query."""
        return self.select_related("region__council", "round__theme__programme", "round__previous", "saved_by")

    def written_by(self, person: object) -> "RegionViewQuerySet":
        """Of rounds that have been asked, those of the regions whose official the person is."""
        from regions.rules import official_of_region, person_regions

        regions = [region for region in person_regions(person) if official_of_region(person, region)]
        return self.filter(region__in=regions).exclude(round__state="draft")

    def visible_to(self, person: object) -> "RegionViewQuerySet":
        """Public ones for everybody; a region's own for whoever acts for it; for staff also what is approved."""
        from forum.rules import is_staff
        from regions.rules import person_regions

        own = Q(region__in=person_regions(person)) & ~Q(round__state="draft")
        approved = Q(state="approved") if is_staff(person) else Q(pk=None)
        return self.filter(Q(state="frozen") | own | approved)


class RegionView(WithPublicId):
    """Assessments from −2 (−−) to 2 (++), each with words; an answer to each question; own figures with their source.

    `answers` is {question id: text}, `figures` {"1": {"label", "value", "unit", "period", "source"}, …}, all in
    `language`. `revision` rises with each saving. `stamp` is the mandate under which it was approved, frozen in words
    as on comments. A view that came by another way says `received_how`, from whom and when, and who recorded it.
    `content` is what stands for ever once the round is closed; it names nobody.
    """

    MOVES = REGION_VIEW_MOVES

    class State(models.TextChoices):
        REQUESTED = "requested"
        DRAFT = "draft"
        APPROVED = "approved"
        FROZEN = "frozen"

    class How(models.TextChoices):
        MAIL = "mail"
        PHONE = "phone"
        PAPER = "paper"
        SPOKEN = "spoken"

    round = models.ForeignKey(ViewRound, on_delete=models.PROTECT, related_name="views")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=State, default=State.REQUESTED)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, blank=True)
    now = models.SmallIntegerField(null=True, blank=True)
    half_year = models.SmallIntegerField(null=True, blank=True)
    year = models.SmallIntegerField(null=True, blank=True)
    now_text = models.TextField(blank=True)
    half_year_text = models.TextField(blank=True)
    year_text = models.TextField(blank=True)
    answers = models.JSONField(default=dict, blank=True)
    figures = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mandate = models.ForeignKey(Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stamp = models.JSONField(default=dict, blank=True)
    received_how = models.CharField(max_length=10, choices=How, blank=True)
    received_from = models.CharField(max_length=200, blank=True)
    received_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reopened_reason = models.CharField(max_length=500, blank=True)
    content = models.JSONField(default=dict, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)

    objects = RegionViewQuerySet.as_manager()

    class Meta:
        ordering = ["region__code"]
        constraints = [
            models.UniqueConstraint(fields=["round", "region"], name="region_asked_once_a_round"),
            models.CheckConstraint(condition=Q(state__in=list(REGION_VIEW_MOVES)), name="region_view_state_known"),
            *(
                models.CheckConstraint(
                    condition=Q(**{one: None}) | Q(**{f"{one}__gte": LOWEST, f"{one}__lte": HIGHEST}),
                    name=f"region_view_{one}_on_scale",
                )
                for one in HORIZONS
            ),
            models.CheckConstraint(
                condition=~Q(state__in=APPROVED)
                | Q(approved_at__isnull=False, now__isnull=False, half_year__isnull=False, year__isnull=False)
                & ~Q(language=""),
                name="approved_region_view_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=APPROVED)
                | Q(approved_by__isnull=False, received_how="")
                | (Q(approved_by=None, recorded_by__isnull=False) & ~Q(received_how="")),
                name="region_view_approved_or_received",
            ),
            models.CheckConstraint(
                condition=Q(received_how="") | (Q(received_on__isnull=False) & ~Q(received_from="")),
                name="received_region_view_says_from_whom",
            ),
            models.CheckConstraint(
                condition=(Q(state="frozen", frozen_at__isnull=False) & ~Q(content={}))
                | (~Q(state="frozen") & Q(frozen_at=None)),
                name="frozen_region_view_has_content",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at=None, reopened_reason="")
                | (Q(reopened_at__isnull=False) & ~Q(reopened_reason="")),
                name="reopened_region_view_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region}: {self.round}"

    @property
    def log_name(self) -> LocalText | str:
        """The region and the round, without what was written."""
        return str(self)

    @property
    def stamped(self) -> dict[str, str]:
        """The stamp in the active language; in the name's place, for the anonymised, that they are."""
        wanted = (get_language() or settings.LANGUAGE_CODE)[:2]
        stamp: dict[str, dict[str, Any]] = self.stamp
        words = stamp.get(wanted) or next(iter(stamp.values()), {})
        return {"name": _("Anonymised person")} | words if stamp else {}


class RegionViewRevision(models.Model):
    """A view's texts as they stood at a revision; never changed. `stamp` is the mandate of whoever saved it.

    One that was `set_aside` was typed by somebody who came second: it never stood.
    """

    view = models.ForeignKey(RegionView, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    texts = models.JSONField()
    set_aside = models.BooleanField(default=False)
    stamp = models.JSONField(default=dict, blank=True)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["view", "number"], condition=Q(set_aside=False), name="region_view_revision_once"
            )
        ]
