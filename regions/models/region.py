"""Region: maakunta, landskap, län."""

from django.conf import settings
from django.db import models

from forum.texts import Localized, columns
from regions.models.organisation import Organisation


class Region(models.Model):
    """A region by the statistical authority's number ("18" is Kainuu), never by ISO 3166-2.

    `tile_column` and `tile_row` are its place in the tile map, from 0 at the top left.
    """

    code = models.CharField(max_length=4, unique=True)
    name_fi, name_sv, name_en = columns(max_length=100)
    nuts3 = models.CharField(max_length=10, blank=True)
    council = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="region")
    default_language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    neighbours = models.ManyToManyField("self", blank=True)
    tile_column = models.PositiveSmallIntegerField()
    tile_row = models.PositiveSmallIntegerField()

    name = Localized()

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["tile_column", "tile_row"], name="one_region_per_tile")]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def short_name(self) -> str:
        """Three letters for a narrow tile: "Kai", and initials for a double name: "P-P"."""
        parts = str(self.name).split("-") if "-" in self.name else str(self.name).split()
        if len(parts) > 1:
            return "-".join(part[0].upper() for part in parts[:2])
        return str(self.name)[:3]
