"""Talk: a regional development discussion, where the state and regions look at the same picture and bind nobody."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models import Person
from forum.models.public_id import WithPublicId
from forum.rules import is_staff
from forum.texts import Localized, columns, long_columns
from regions.models import Organisation, Region
from regions.rules import person_regions
from themes.models.brief import Brief
from themes.models.theme import Theme
from themes.states import TALK_MOVES

SHARED = ("checking", "confirmed")


class TalkQuerySet(models.QuerySet["Talk"]):
    """The words for choosing regional development discussions."""

    def public(self) -> "TalkQuerySet":
        """Those anybody may read."""
        return self.filter(state="public")

    def visible_to(self, person: object) -> "TalkQuerySet":
        """All for staff; for whoever acts for a region that took part, also those being checked; else the public."""
        if is_staff(person):
            return self.all()
        regions = [one.pk for one in person_regions(person)]
        if not regions:
            return self.public()
        shared = Talk.regions.through.objects.filter(talk__state__in=SHARED, region__in=regions)
        return self.filter(Q(state="public") | Q(pk__in=shared.values("talk")))

    def with_row(self) -> "TalkQuerySet":
        """With what every list says of each: three queries more, however many they are."""
        return self.prefetch_related("regions", "organisations", "themes__programme")

    def newest_first(self) -> "TalkQuerySet":
        """By the day on which they were held."""
        return self.order_by("-held_on", "-pk")


class Talk(WithPublicId):
    """With a region, with the regions of a large area, or on a theme; `area` names the large area.

    While it is public its row is its newest version: it is changed and frozen in one act. `material` is the address of
    the published conclusions, when they lie elsewhere. `override_reason` is said when a required language is missing.
    """

    MOVES = TALK_MOVES

    class Kind(models.TextChoices):
        REGION = "region"
        AREA = "area"
        THEME = "theme"

    class State(models.TextChoices):
        DRAFT = "draft"
        CHECKING = "checking"
        CONFIRMED = "confirmed"
        PUBLIC = "public"

    kind = models.CharField(max_length=10, choices=Kind)
    title_fi, title_sv, title_en = columns()
    area_fi, area_sv, area_en = columns()
    summary_fi, summary_sv, summary_en = long_columns()
    outcome_fi, outcome_sv, outcome_en = long_columns()
    held_on = models.DateField()
    material = models.URLField(max_length=500, blank=True)
    regions = models.ManyToManyField(Region, blank=True, related_name="+")
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="+")
    themes = models.ManyToManyField(Theme, blank=True, related_name="+")
    briefs = models.ManyToManyField(Brief, blank=True, related_name="+")
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    state_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state_at = models.DateTimeField(default=clock.now)
    made_at = models.DateTimeField(default=clock.now)
    override_reason = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=1)
    is_example = models.BooleanField(default=False)

    title = Localized()
    area = Localized()
    summary = Localized()
    outcome = Localized()

    objects = TalkQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_fi="") | ~Q(title_sv="") | ~Q(title_en=""), name="talk_has_a_title"
            ),
            models.CheckConstraint(condition=Q(state__in=list(TALK_MOVES)), name="talk_state_known"),
            models.CheckConstraint(condition=Q(kind__in=["region", "area", "theme"]), name="talk_kind_known"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def can_be_written(self) -> bool:
        """Whether its texts can change: what is confirmed goes back to checking first."""
        return self.state != "confirmed"


class TalkVersion(models.Model):
    """The public record, frozen: `content` is all of it as plain data; `note` says what changed since the last."""

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    note_fi, note_sv, note_en = columns(max_length=500)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    note = Localized()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["talk", "number"], name="talk_version_once"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(note_fi="") | ~Q(note_sv="") | ~Q(note_en=""),
                name="later_talk_version_says_what_changed",
            ),
        ]
