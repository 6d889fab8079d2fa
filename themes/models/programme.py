"""Programme: a dated decision with its themes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from forum.texts import Localized, LocalText, columns, from_dict


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """The words for choosing programmes."""

    def of_the_profile(self) -> "ProgrammeQuerySet":
        """The decision or strategy the forum's country is built around."""
        return self.filter(key=settings.PROFILE["programme"])


class Programme(models.Model):
    """A regional development decision or strategy. Its dates warn, they never forbid: an archive outlives a term.

    `cross_cutting` is a list of {"fi", "sv", "en"} names.
    """

    key = models.SlugField(unique=True, max_length=40)
    country = models.CharField(max_length=2)
    name_fi, name_sv, name_en = columns()
    kind_fi, kind_sv, kind_en = columns(max_length=100)
    valid_from = models.DateField()
    valid_until = models.DateField()
    is_default = models.BooleanField(default=False)
    cross_cutting = models.JSONField(default=list)

    name = Localized()
    kind = Localized()

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="programme_ends_after_start")
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def cross_cutting_names(self) -> list[LocalText]:
        """The cross-cutting themes in the active language."""
        return [from_dict(names) for names in self.cross_cutting]

    @property
    def years(self) -> str:
        """The decision's period: "2020–2023"."""
        return f"{self.valid_from.year}–{self.valid_until.year}"
