"""Region: maakunta, landskap, län."""

from django.conf import settings
from django.db import models

from forum.texts import Localized, columns
from regions.models.organisation import Organisation


class Region(models.Model):
    """A region by the statistical authority's number ("18" is Kainuu), never by ISO 3166-2.

    `tile_column` and `tile_row` are its place in the tile map, from 0 at the top left; `letters` stand on a narrow
    tile where the country has letters of its own for its regions ("AB" is Stockholm).
    """

    code = models.CharField(max_length=4, unique=True)
    name_fi, name_sv, name_en = columns(max_length=100)
    nuts3 = models.CharField(max_length=10, blank=True)
    council = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="region")
    default_language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    neighbours = models.ManyToManyField("self", blank=True)
    tile_column = models.PositiveSmallIntegerField()
    tile_row = models.PositiveSmallIntegerField()
    letters = models.CharField(max_length=3, blank=True)

    name = Localized()

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["tile_column", "tile_row"], name="one_region_per_tile")]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def short_name(self) -> str:
        """The region's own letters; else three letters of its name ("Kai"), and initials of a double name ("P-P")."""
        if self.letters:
            return self.letters
        parts = str(self.name).split("-") if "-" in self.name else str(self.name).split()
        if len(parts) > 1:
            return "-".join(part[0].upper() for part in parts[:2])
        return str(self.name)[:3]
