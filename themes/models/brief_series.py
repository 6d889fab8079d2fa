"""BriefSeries: a periodic review; its issues are briefs."""

from django.db import models
from django.db.models import Q

from forum.texts import Localized, columns, long_columns


class BriefSeries(models.Model):
    """A review that comes out in a rhythm: told in words, and `times_a_year` as a number (empty: no fixed rhythm)."""

    slug = models.SlugField(max_length=40, unique=True)
    name_fi, name_sv, name_en = columns()
    about_fi, about_sv, about_en = long_columns()
    rhythm_fi, rhythm_sv, rhythm_en = columns()
    times_a_year = models.PositiveSmallIntegerField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    name = Localized()
    about = Localized()
    rhythm = Localized()

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "brief series"
        constraints = [
            models.CheckConstraint(
                condition=Q(times_a_year=None) | Q(times_a_year__gte=1, times_a_year__lte=52),
                name="series_rhythm_sane",
            )
        ]

    def __str__(self) -> str:
        return str(self.name)
