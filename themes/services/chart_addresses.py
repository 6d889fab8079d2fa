"""Where charts are: the addresses of their files, without looking for what they show (chart_files does)."""

from dataclasses import dataclass, replace

from django.urls import reverse

from regions.models import DataVersion, Indicator, Region
from regions.services.peers import NEIGHBOURS, Choice
from themes.services.figure_reading import Figure
from themes.services.maps import FigureMap

NEWEST = "newest"
WHOLE_COUNTRY = "maa"


@dataclass(frozen=True)
class Address:
    """Where a chart is, as it stands in the address."""

    version: str
    indicator: str
    kind: str
    place: str
    how: str

    def path(self, what: str) -> str:
        """The address of the chart as `what`: svg, png, csv, xlsx, json, use or embed."""
        return reverse(f"themes:chart_{what}", kwargs=vars(self))

    @property
    def files(self) -> str:
        """The beginning of its addresses, to which ".svg" and the other endings or "/" are added."""
        return self.path("use").rstrip("/")


def with_files(
    figure: Figure, version: DataVersion, indicator: Indicator, region: Region | None, choice: Choice = NEIGHBOURS
) -> Figure:
    """The figure with the address of its files."""
    kind, how = ("lines", choice.key if region else NEIGHBOURS.key) if figure.line else ("bars", NEWEST)
    return replace(figure, files=files(version, indicator, kind, region, how))


def map_with_files(found: FigureMap | None, version: DataVersion, indicator: Indicator) -> FigureMap | None:
    """The map with the address of its files."""
    return replace(found, files=files(version, indicator, "map", None, found.year)) if found else None


def files(version: DataVersion, indicator: Indicator, kind: str, region: Region | None, how: str | int) -> str:
    """The beginning of a chart's addresses."""
    place = region.code if region else WHOLE_COUNTRY
    return Address(version.public_id, indicator.slug, kind, place, str(how)).files
