"""What the floor of themes draws on other floors' pages: front page and regions' pages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from regions.models import Indicator, Region
from regions.services import figures as imports
from regions.services import series
from themes.models import Brief, Theme
from themes.services import brief_content, brief_reading, chart_addresses, region_reading, theme_reading
from themes.services.maps import figure_map

REGION_CHARTS = ("gdp-per-capita", "population", "register-unemployment-rate")


def newest_brief(request: HttpRequest, **about: Any) -> dict[str, Any] | None:
    """The newest public brief, with the map of its first message. 4 queries."""
    brief = Brief.objects.public().with_page().newest_first().first()
    if brief is None:
        return None
    slug = next((piece.indicator for piece in brief_content.published(brief).of_kind("message")), "")
    version = brief.published.data_version if brief.published else None
    indicator = Indicator.objects.filter(slug=slug).first() if version and slug else None
    if version is None or indicator is None:
        return {"brief": brief, "map": None}
    figures = series.load([indicator], version)
    found = figure_map(figures, indicator, list(Region.objects.all()))
    return {"brief": brief, "map": chart_addresses.map_with_files(found, version, indicator)}


def own_themes(request: HttpRequest, **about: Any) -> dict[str, Any] | None:
    """The themes of the profile's programme, with upper floors' notes under them. 1 query and the notes'."""
    themes = Theme.objects.filter(programme__key=settings.PROFILE["programme"])
    found = list(themes.select_related("programme").order_by("number"))
    return {"programme": found[0].programme, "noted": theme_reading.with_notes(found)} if found else None


def comparable(request: HttpRequest, **about: Any) -> dict[str, Any] | None:
    """Whether there are figures in which regions can be compared. 1 query."""
    return {} if imports.newest() else None


def region_figures(request: HttpRequest, *, region: Region, **about: Any) -> dict[str, Any] | None:
    """The region's newest figures against the country and its peers, and three of them over the years. 6 queries."""
    regions = brief_reading.all_regions()
    here = next((one for one in regions if one.pk == region.pk), region)
    reading = region_reading.read(here, regions, drawn=REGION_CHARTS)
    if reading is None:
        return None
    return {"region": here, "reading": reading, "figures": reading.figures, "rows": reading.rows}
