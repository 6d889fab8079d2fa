"""Indicator, DataVersion, Observation: real figures, each with source and period."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models.public_id import WithPublicId
from forum.texts import Localized, LocalText, columns, long_columns
from regions.models.region import Region


class DataVersion(WithPublicId):
    """One import of figures. Published briefs name the version they stand on; a later import makes a new one."""

    imported_at = models.DateTimeField(default=clock.now)
    label = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-imported_at", "-id"]

    def __str__(self) -> str:
        return self.label


class Indicator(models.Model):
    """What is measured. `polarity` says which way is good; `value_kind` says what may be compared with what.

    Totals are compared with the country only per inhabitant or as change; medians are never summed or averaged.
    `compare_as` says how: as the value itself, beside the country set to 100, as change over time, or divided by
    the population and multiplied by `factor`; what is then shown has a name, unit and decimals of its own.
    Figures `from_sample` carry a margin of error, so places are not ranked by them.
    """

    class Polarity(models.TextChoices):
        BETTER = "better"
        WORSE = "worse"
        NEUTRAL = "neutral"

    class ValueKind(models.TextChoices):
        TOTAL = "total"
        MEDIAN = "median"
        RATE = "rate"

    class CompareAs(models.TextChoices):
        ITSELF = "itself"
        OF_COUNTRY = "of_country"
        CHANGE = "change"
        PER_INHABITANT = "per_inhabitant"

    slug = models.SlugField(unique=True, max_length=60)
    name_fi, name_sv, name_en = columns()
    unit_fi, unit_sv, unit_en = columns(max_length=100)
    note_fi, note_sv, note_en = long_columns()
    decimals = models.PositiveSmallIntegerField(default=1)
    polarity = models.CharField(max_length=10, choices=Polarity)
    value_kind = models.CharField(max_length=10, choices=ValueKind)
    compare_as = models.CharField(max_length=20, choices=CompareAs, default=CompareAs.ITSELF)
    factor = models.PositiveIntegerField(default=1)
    compared_name_fi, compared_name_sv, compared_name_en = columns()
    compared_unit_fi, compared_unit_sv, compared_unit_en = columns(max_length=100)
    compared_decimals = models.PositiveSmallIntegerField(null=True, blank=True)
    from_sample = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    name = Localized()
    unit = Localized()
    note = Localized()
    compared_name = Localized()
    compared_unit = Localized()

    class Meta:
        ordering = ["order", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(value_kind="total") | Q(compare_as__in=["change", "per_inhabitant"]),
                name="total_is_not_compared_as_such",
            ),
            models.CheckConstraint(
                condition=~Q(value_kind="median") | Q(compare_as="itself"), name="median_is_compared_as_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def shown_name(self) -> LocalText:
        """The name of what is compared: "Change of population"."""
        return self.compared_name or self.name

    @property
    def shown_unit(self) -> str:
        """The unit of what is compared; empty when the name says it."""
        return self.unit if self.compared_decimals is None else self.compared_unit

    @property
    def shown_decimals(self) -> int:
        """How many decimals what is compared is shown with."""
        return self.decimals if self.compared_decimals is None else self.compared_decimals


class Observation(models.Model):
    """One figure: `value` in the indicator's unit, for a region or (no region) the whole country, and a period.

    `period` is a year ("2020"). A figure that is not published is simply absent.
    """

    version = models.ForeignKey(DataVersion, on_delete=models.PROTECT, related_name="observations")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="observations")
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    source = models.CharField(max_length=300)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["indicator", "region", "period"]
        constraints = [
            models.CheckConstraint(condition=~Q(source="") & ~Q(period=""), name="figure_has_source_and_period"),
            models.UniqueConstraint(
                fields=["version", "indicator", "region", "period"],
                condition=Q(region__isnull=False),
                name="regional_figure_once",
            ),
            models.UniqueConstraint(
                fields=["version", "indicator", "period"], condition=Q(region=None), name="country_figure_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.region_id or 'SSS'} {self.period}: {self.value}"
