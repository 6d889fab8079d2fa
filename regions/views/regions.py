"""The public pages of regions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regions import rules
from regions.models import Network, NetworkMembership, Organisation, Region, Seat


@require_safe
def region_list(request: HttpRequest) -> HttpResponse:
    """All regions as a map and as a list."""
    found = sorted(Region.objects.select_related("council"), key=lambda region: str(region.name))
    context = {"section": "regions", "regions": found, "tiles": tiles(found), "map_label": _("Map of the regions")}
    return render(request, "regions/regions.html", context)


def tiles(found: list[Region]) -> list[dict[str, Any]]:
    """The regions as tiles of the map, in reading order."""
    return [
        {
            "column": region.tile_column,
            "row": region.tile_row,
            "url": reverse("regions:region", kwargs={"code": region.code}),
            "name": str(region.name),
            "short_name": region.short_name,
        }
        for region in sorted(found, key=lambda region: (region.tile_row, region.tile_column))
    ]


@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse:
    """One region: its council and neighbours, who represents it, its networks, and what upper floors know."""
    about = get_object_or_404(Region.objects.select_related("council").prefetch_related("neighbours"), code=code)
    context = {
        "section": "regions",
        "region": about,
        "neighbours": sorted(about.neighbours.all(), key=lambda other: str(other.name)),
        "seats": Seat.objects.in_use().filter(region=about).with_people().order_by("-kind", "number"),
        "agencies": Organisation.objects.filter(kind="agency", areas=about).order_by("name_fi"),
        "networks": networks_of(about),
        "acts_for_it": rules.acts_for(request.user, about),
    }
    return render(request, "regions/region.html", context)


def networks_of(about: Region) -> list[tuple[Network, list[str]]]:
    """The networks at work in which the region takes part, with its roles in each."""
    rows = NetworkMembership.objects.filter(region=about, until=None, network__closed_on=None)
    found: dict[Network, list[str]] = {}
    for row in rows.select_related("network").order_by("role"):
        found.setdefault(row.network, [])
        if row.role not in found[row.network]:
            found[row.network].append(row.role)
    return sorted(found.items(), key=lambda pair: str(pair[0].name))
