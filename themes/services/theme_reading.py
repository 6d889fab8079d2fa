"""What the pages of themes show."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from forum import shelves
from regions.models import DataVersion, Indicator, Region
from regions.services import figures as imports
from regions.services import series
from regions.services.data_sets import DataSet
from regions.services.series import Figures
from themes.models import Programme, Theme, ThemeNetwork, ThemeOrganisation
from themes.services import brief_reading, chart_addresses, figure_data, figure_reading
from themes.services.maps import FigureMap, figure_map


def with_notes(themes: Sequence[Theme]) -> list[tuple[Theme, Any]]:
    """The themes, each with the line that upper floors put under it."""
    notes: dict[int, Any] = {}
    for entry in shelves.theme_notes.entries():
        notes.update(entry(themes))
    return [(theme, notes.get(theme.pk, "")) for theme in themes]


def programmes() -> list[tuple[Programme, list[tuple[Theme, Any]]]]:
    """Programmes with their themes: the profile's own first, then its country's, newest first, then others."""
    themes = Theme.objects.select_related("programme").order_by("number")
    noted = with_notes(list(themes))
    own = settings.PROFILE["programme"]
    country = own.partition("-")[0]
    found = sorted(
        Programme.objects.all(), key=lambda one: (one.key != own, one.country != country, -one.valid_from.toordinal())
    )
    return [(one, [pair for pair in noted if pair[0].programme_id == one.pk]) for one in found]


def data_set(theme: Theme) -> DataSet | None:
    """The theme's table of the whole country, and the regions behind its smallest and largest figures. Four queries."""
    indicators = brief_reading.theme_indicators(theme.pk)
    version = imports.newest() if indicators else None
    if version is None:
        return None
    figures, regions = series.load(indicators, version), brief_reading.all_regions()
    found = [made for one in indicators for made in figure_reading.comparisons(figures, one, None, ())]
    name = f"{theme.programme.key}-{theme.slug}"
    return figure_data.of_comparisons(name, str(theme.name), found, figures, version, regions)


def read(theme: Theme) -> dict[str, Any]:
    """The theme's indicators for the whole country, the map of the first of them, and who works on it."""
    indicators = brief_reading.theme_indicators(theme.pk)
    version = imports.newest() if indicators else None
    figures = series.load(indicators, version)
    regions = brief_reading.all_regions()
    return {
        "rows": [row for one in indicators for row in figure_reading.rows(figures, one, None, ())],
        "map": first_map(version, indicators, figures, regions),
        "version": version,
        "networks": [
            row.network
            for row in ThemeNetwork.objects.filter(theme=theme, network__closed_on=None).select_related("network")
        ],
        "organisations": [
            row.organisation
            for row in ThemeOrganisation.objects.filter(theme=theme)
            .select_related("organisation")
            .order_by("organisation__kind", "organisation__name_fi")
        ],
    }


def first_map(
    version: DataVersion | None, indicators: Sequence[Indicator], figures: Figures, regions: Sequence[Region]
) -> FigureMap | None:
    """The map of the theme's first indicator, with its files."""
    if version is None:
        return None
    return chart_addresses.map_with_files(figure_map(figures, indicators[0], regions), version, indicators[0])
