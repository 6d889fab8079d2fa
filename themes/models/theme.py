"""Theme: what a round is about; belongs to a dated programme. Joins to indicators and networks are rows here."""

from django.db import models

from forum.texts import Localized, columns, long_columns
from regions.models import Indicator, Network, Organisation
from themes.models.programme import Programme


class Theme(models.Model):
    """A theme by its number in the programme, in the adopted wording; the seeds' draft wording is kept beside."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="themes")
    number = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=40)
    name_fi, name_sv, name_en = columns(max_length=300)
    official_name_sv = models.CharField(max_length=300, blank=True)
    draft_number = models.PositiveSmallIntegerField(null=True, blank=True)
    draft_name_fi = models.CharField(max_length=300, blank=True)
    about_fi, about_sv, about_en = long_columns()

    name = Localized()
    about = Localized()

    class Meta:
        ordering = ["programme", "number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="theme_number_once"),
            models.UniqueConstraint(fields=["programme", "slug"], name="theme_slug_once"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class ThemeIndicator(models.Model):
    """An indicator belongs to a theme."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="theme_indicators")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["theme", "indicator"], name="indicator_once_a_theme")]


class ThemeNetwork(models.Model):
    """A network works on a theme."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="theme_networks")
    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["theme", "network"], name="network_once_a_theme")]


class ThemeOrganisation(models.Model):
    """A member ministry, agency or other body works on a theme: it is invited to the theme's meetings."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="theme_organisations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["theme", "organisation"], name="organisation_once_a_theme")]
