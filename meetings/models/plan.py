"""Plan: a draft of a year, proposed from rules. BlockedPeriod: days on which nobody is called to a meeting."""

from django.db import models
from django.db.models import F, Q

from forum import clock
from forum.models import Person
from forum.models.public_id import WithPublicId
from forum.texts import Localized, columns
from meetings.models.cycle import Cycle
from meetings.states import PLAN_MOVES
from regions.models import Region
from themes.models import Programme, Theme


class Plan(WithPublicId):
    """A draft among others of a year; `rules` are what it was proposed from (see services/plan_rules.py)."""

    MOVES = PLAN_MOVES

    class State(models.TextChoices):
        DRAFT = "draft"
        ACCEPTED = "accepted"

    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    rules = models.JSONField(default=dict)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-year", "made_at"]
        constraints = [
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="plan_year_sane"),
            models.CheckConstraint(condition=Q(state__in=list(PLAN_MOVES)), name="plan_state_known"),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(cycle__isnull=False), name="accepted_plan_has_a_cycle"
            ),
            models.UniqueConstraint(fields=["year", "name"], name="plan_name_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.name}"


class PlannedRound(models.Model):
    """A round of the plan: the two days, the theme, and where. Days are the profile's local days.

    A meeting is hosted by a region, or held remotely, or (neither) at the plan's usual place.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    officials_day = models.DateField()
    politicians_day = models.DateField()
    officials_host = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    politicians_host = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    officials_remote = models.BooleanField(default=False)
    politicians_remote = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="planned_round_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="planned_round_from_one"),
            models.CheckConstraint(
                condition=Q(officials_remote=False) | Q(officials_host=None), name="no_host_of_remote_officials"
            ),
            models.CheckConstraint(
                condition=Q(politicians_remote=False) | Q(politicians_host=None), name="no_host_of_remote_politicians"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.plan}"


class BlockedPeriod(WithPublicId):
    """Days without meetings, both ends included: entered by hand or imported from a calendar file (`source`).

    `level` is empty when it blocks every kind of meeting. `uid` is the entry's in the file it came from.
    """

    name_fi, name_sv, name_en = columns()
    first_day = models.DateField()
    last_day = models.DateField()
    level = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=200, blank=True)
    uid = models.CharField(max_length=255, blank=True)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    name = Localized()

    class Meta:
        ordering = ["first_day", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="blocked_period_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(name_fi="") | ~Q(name_sv="") | ~Q(name_en=""), name="blocked_period_has_a_name"
            ),
            models.UniqueConstraint(
                fields=["source", "uid"], condition=~Q(uid=""), name="blocked_period_imported_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
