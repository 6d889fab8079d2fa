"""Pages of figures: one region's, a comparison of some, and one indicator in all regions."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from forum.views.downloads import download, wanted
from regions.models import Region
from regions.services import peers
from themes.models import Theme
from themes.services import brief_reading, region_comparison, region_reading
from themes.services import theme_figures as theme_figures_of


def region_or_404(code: str, regions: list[Region]) -> Region:
    """The region of the code."""
    found = next((region for region in regions if region.code == code), None)
    if found is None:
        raise Http404
    return found


@require_safe
def region_figures(request: HttpRequest, code: str) -> HttpResponse:
    """A region's figures beside the country and ?peers=alike (or chosen&with=01), with the charts of ?theme=skills."""
    regions = brief_reading.all_regions()
    region = region_or_404(code, regions)
    choice = peers.asked(request.GET, regions)
    reading = region_reading.read(region, regions, choice=choice, theme=request.GET.get("theme", ""))
    context = {
        "section": "regions",
        "region": region,
        "regions": regions,
        "reading": reading,
        "how_chosen": region_reading.how_chosen(reading) if reading else "",
        "keep": [("theme", reading.theme)] if reading else [],
    }
    return render(request, "themes/region_figures.html", context)


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """Up to five regions (?with=18&with=01) side by side in one indicator."""
    regions = brief_reading.all_regions()
    asked = region_comparison.asked(request.GET, regions)
    context = {"section": "regions", "regions": regions, "asked": asked, "made": region_comparison.compared(asked)}
    return render(request, "themes/comparison.html", context)


@require_safe
def theme_figures(request: HttpRequest, programme: str, slug: str) -> HttpResponseBase:
    """A theme's indicator in all regions: ?indicator=…&year=2020&sort=-change, and ?format=csv of what is shown."""
    theme = get_object_or_404(Theme.objects.select_related("programme"), programme__key=programme, slug=slug)
    regions = brief_reading.all_regions()
    own, _known = brief_reading.chosen_region(request.GET.get("region", ""), regions, request.user)
    shown = theme_figures_of.read(theme, theme_figures_of.wished(request.GET), regions, own)
    kind = wanted(request)
    if kind and shown:
        return download(theme_figures_of.table(shown), kind)
    return render(request, "themes/theme_figures.html", {"section": "themes", "theme": theme, "shown": shown})
