"""FigureImport: a file of figures on its way in, and what it would do; and what the tables of an office mean."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models import Person
from forum.models.public_id import WithPublicId
from regions.models.indicator import DataVersion, Indicator, Observation
from regions.models.region import Region
from regions.states import FIGURE_IMPORT_MOVES


class FigureTable(models.Model):
    """A table of a statistical office that has been imported once: `code` is the office's name for it ("11ra").

    `picks` says of each dimension besides area, time and content which of its values is taken: {"sukupuoli": "SSS"}.
    """

    code = models.CharField(max_length=100, unique=True)
    title = models.CharField(max_length=300, blank=True)
    picks = models.JSONField(default=dict)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class FigureContent(models.Model):
    """What the table measures under `code`, and which indicator that is; without one it is left out."""

    table = models.ForeignKey(FigureTable, on_delete=models.CASCADE, related_name="contents")
    code = models.CharField(max_length=200, blank=True)
    label = models.CharField(max_length=300, blank=True)
    indicator = models.ForeignKey(Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["table", "code"], name="figure_content_once"),
            models.UniqueConstraint(
                fields=["table", "indicator"], condition=Q(indicator__isnull=False), name="figure_indicator_once"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class FigureSourceQuerySet(models.QuerySet["FigureSource"]):
    """The words for choosing live tables."""

    def due(self) -> "FigureSourceQuerySet":
        """Those whose time to be fetched has come."""
        return self.filter(next_at__lte=clock.now()).order_by("next_at")

    def in_trouble(self) -> "FigureSourceQuerySet":
        """Those that could not be fetched several times in a row."""
        return self.filter(failures__gte=FigureSource.TROUBLE, removed_at=None)


class FigureSource(WithPublicId):
    """A table of the statistical office that is fetched from its live address, by hand or at a rhythm.

    After a failure it is tried again after an hour, and each time twice as long, at most a rhythm's length.
    """

    TROUBLE = 3
    """So many failures in a row are shown on the coordinator's desk."""

    class Rhythm(models.TextChoices):
        BY_HAND = "by_hand"
        WEEK = "week"
        MONTH = "month"
        QUARTER = "quarter"

    LENGTHS = {
        Rhythm.WEEK: timedelta(days=7),
        Rhythm.MONTH: timedelta(days=30),
        Rhythm.QUARTER: timedelta(days=91),
    }

    address = models.URLField(max_length=300)
    title = models.CharField(max_length=300, blank=True)
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.BY_HAND)
    next_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    last_error = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = FigureSourceQuerySet.as_manager()

    class Meta:
        ordering = ["title", "address"]
        constraints = [
            models.UniqueConstraint(fields=["address"], condition=Q(removed_at=None), name="figure_source_once"),
            models.CheckConstraint(
                condition=Q(next_at=None) | (Q(removed_at=None) & ~Q(rhythm="by_hand")), name="figure_source_has_rhythm"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.address


class FigureImportQuerySet(models.QuerySet["FigureImport"]):
    """The words for choosing imports of figures."""

    def due(self) -> "FigureImportQuerySet":
        """Those that wait for a worker, the oldest first."""
        return self.filter(state="received").order_by("made_at", "id")

    def waiting(self) -> "FigureImportQuerySet":
        """Those that wait for the coordinator."""
        return self.filter(state__in=["asks", "previewed"])


class FigureImport(WithPublicId):
    """A file, or what a live table holds, from its arrival until it is taken in, dropped or found to be broken.

    `outline` is what the table holds (`figure_cells.Outline`), to ask what it means. `done` of `total` cells or lines
    have been read by the worker `reading_by`, last seen at `beat_at`; `tries` counts the readings (staged changes are
    one's), `lost` those whose worker was lost. `base` is the newest data version when reading began. `error`
    is a reason as `figure_words` says it. Its chunks and changes go when it ends.
    """

    MOVES = FIGURE_IMPORT_MOVES
    MOST_LOST = 3

    class State(models.TextChoices):
        RECEIVED = "received"
        READING = "reading"
        ASKS = "asks"
        PREVIEWED = "previewed"
        TAKEN_IN = "taken_in"
        DROPPED = "dropped"
        FAILED = "failed"

    file_name = models.CharField(max_length=200)
    label = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.RECEIVED)
    source = models.ForeignKey(FigureSource, null=True, blank=True, on_delete=models.PROTECT, related_name="imports")
    table = models.ForeignKey(FigureTable, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    outline = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    reading_by = models.CharField(max_length=120, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    lost = models.PositiveSmallIntegerField(default=0)
    error = models.JSONField(default=dict)
    base = models.ForeignKey(DataVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.OneToOneField(DataVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = FigureImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(FIGURE_IMPORT_MOVES)), name="figure_import_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["taken_in", "dropped"]) | Q(finished_at__isnull=False),
                name="finished_figure_import_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(version=None) | Q(state="taken_in"), name="figure_import_taken_in_has_version"
            ),
        ]
        indexes = [models.Index(fields=["state"], name="figure_import_state")]

    def __str__(self) -> str:
        return self.file_name


class FigureChunk(models.Model):
    """A piece of the file's bytes: the worker may be on another machine, so they lie in the database."""

    given = models.ForeignKey(FigureImport, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["given", "number"], name="figure_chunk_once")]


class FigureChange(models.Model):
    """A figure that the import would write: new, or (`old`) in the place of one that stands now."""

    given = models.ForeignKey(FigureImport, on_delete=models.CASCADE, related_name="changes")
    attempt = models.PositiveSmallIntegerField()
    old = models.ForeignKey(Observation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="+")
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    period = models.CharField(max_length=10)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    status = models.CharField(max_length=20)
    source = models.CharField(max_length=300)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]


class FigureRejection(models.Model):
    """A line or cell that cannot be taken in: `reason` is a code and its facts, said by `figure_words`."""

    given = models.ForeignKey(FigureImport, on_delete=models.CASCADE, related_name="rejections")
    attempt = models.PositiveSmallIntegerField()
    place = models.PositiveIntegerField()
    about = models.CharField(max_length=200, blank=True)
    reason = models.JSONField(default=dict)

    class Meta:
        ordering = ["place", "id"]
