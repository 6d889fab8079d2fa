"""Indicator, DataVersion, Observation: real figures, each with source and period, and nothing of them is ever lost."""

from django.db import models
from django.db.models import F, OuterRef, Q

from forum import clock
from forum.models.public_id import WithPublicId
from forum.texts import Localized, LocalText, columns, long_columns
from regions.models.region import Region

PERIOD = r"^[0-9]{4}(Q[1-4]|M(0[1-9]|1[0-2]))?$"
"""A year ("2020"), a quarter ("2024Q1") or a month ("2024M03"): within a kind they are in order as texts."""


class DataVersion(WithPublicId):
    """One import of figures. Published briefs name the version they stand on; a later import makes a new one.

    Versions come one after the other, in the order of their keys: what stood at one is found by that (see Observation).
    """

    imported_at = models.DateTimeField(default=clock.now)
    label = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)

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
    A mandatory note stands beside the figures wherever they are shown. Comparisons are made of yearly figures only.
    A retired indicator is not offered to new briefs; what stands on it stays.
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

    class PeriodType(models.TextChoices):
        YEAR = "year"
        QUARTER = "quarter"
        MONTH = "month"

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
    period_type = models.CharField(max_length=10, choices=PeriodType, default=PeriodType.YEAR)
    note_is_mandatory = models.BooleanField(default=False)
    source_name_fi, source_name_sv, source_name_en = columns()
    source_address = models.URLField(max_length=300, blank=True)
    licence = models.CharField(max_length=100, blank=True)
    licence_address = models.URLField(max_length=300, blank=True)
    is_retired = models.BooleanField(default=False)

    name = Localized()
    unit = Localized()
    note = Localized()
    source_name = Localized()
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


WITH_VALUE = ("published", "preliminary", "estimated", "uncertain")
WITHOUT_VALUE = ("not_available", "confidential", "not_applicable", "too_uncertain", "not_yet", "withdrawn")
"""What an observation's status may say when there is a value, and why there is none."""


class ObservationQuerySet(models.QuerySet["Observation"]):
    """The words for choosing figures."""

    def at(self, version: DataVersion | OuterRef) -> "ObservationQuerySet":
        """The figures as they stood at the version, whatever came later."""
        key = version.pk if isinstance(version, DataVersion) else version
        return self.filter(Q(superseded_in=None) | Q(superseded_in__gt=key), version__lte=key)

    def live(self) -> "ObservationQuerySet":
        """The figures as they stand now."""
        return self.filter(superseded_in=None)


class Observation(models.Model):
    """One figure: `value` in the indicator's unit, for a region or (no region) the whole country, and a period.

    A row is never changed: `version` is the import that brought it, `superseded_in` the one that brought another in its
    place. So an import writes only what is new, and every version gives the same figures for ever. A figure without a
    value says in its `status` why; of a place and period without a row nothing is known.
    """

    class Status(models.TextChoices):
        PUBLISHED = "published"
        PRELIMINARY = "preliminary"
        ESTIMATED = "estimated"
        UNCERTAIN = "uncertain"
        NOT_AVAILABLE = "not_available"
        CONFIDENTIAL = "confidential"
        NOT_APPLICABLE = "not_applicable"
        TOO_UNCERTAIN = "too_uncertain"
        NOT_YET = "not_yet"
        WITHDRAWN = "withdrawn"

    version = models.ForeignKey(DataVersion, on_delete=models.PROTECT, related_name="observations")
    superseded_in = models.ForeignKey(
        DataVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="superseded"
    )
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="observations")
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.PUBLISHED)
    source = models.CharField(max_length=300)
    note = models.CharField(max_length=500, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "region", "period"]
        constraints = [
            models.CheckConstraint(condition=~Q(source="") & ~Q(period=""), name="figure_has_source_and_period"),
            models.CheckConstraint(condition=Q(period__regex=PERIOD), name="figure_period_is_year_quarter_or_month"),
            models.CheckConstraint(
                condition=Q(value__isnull=False, status__in=WITH_VALUE) | Q(value=None, status__in=WITHOUT_VALUE),
                name="figure_or_reason_why_not",
            ),
            models.CheckConstraint(
                condition=Q(superseded_in=None) | Q(superseded_in__gt=F("version")), name="figure_superseded_later"
            ),
            models.UniqueConstraint(
                fields=["indicator", "region", "period"],
                condition=Q(region__isnull=False, superseded_in=None),
                name="regional_figure_once",
            ),
            models.UniqueConstraint(
                fields=["indicator", "period"],
                condition=Q(region=None, superseded_in=None),
                name="country_figure_once",
            ),
        ]
        indexes = [models.Index(fields=["indicator", "period"], name="figures_of_an_indicator")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.region_id or 'SSS'} {self.period}: {self.value}"
