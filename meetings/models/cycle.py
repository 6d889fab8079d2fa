"""Cycle: a year of the forum. Round: an officials' meeting that prepares a politicians' meeting on one theme."""

from django.db import models
from django.db.models import Q

from themes.models import Programme, Theme


class CycleQuerySet(models.QuerySet["Cycle"]):
    """The words for choosing cycles."""

    def public(self) -> "CycleQuerySet":
        """Cycles anybody may see."""
        return self.filter(is_public=True)


class Cycle(models.Model):
    """A year, and the programme whose themes it uses.

    `offsets` are its deadlines where they differ from the forum's: {"invitation": -35}; see `meetings/deadlines.py`.
    """

    year = models.PositiveSmallIntegerField(unique=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    is_public = models.BooleanField(default=False)
    offsets = models.JSONField(default=dict, blank=True)

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="cycle_year_sane")]

    def __str__(self) -> str:
        return str(self.year)


class Round(models.Model):
    """One round of a cycle; its meetings share its theme unless they say otherwise."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["cycle", "number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="round_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="round_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.cycle}"
