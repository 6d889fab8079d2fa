"""Pages of figures: one region's, a comparison of some, and one indicator in all regions."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from regions.models import Region
from regions.services import peers
from regions.views import data_files
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
def region_figures(request: HttpRequest, code: str) -> HttpResponseBase:
    """A region's figures beside the country and ?peers=alike (or chosen&with=01), with the charts of ?theme=skills.

    With ?format=csv (or another one) the table of all indicators as a file.
    """
    regions = brief_reading.all_regions()
    region = region_or_404(code, regions)
    choice = peers.asked(request.GET, regions)
    kind = data_files.wanted(request)
    theme = None if kind else request.GET.get("theme", "")
    reading = region_reading.read(region, regions, choice=choice, theme=theme)
    if kind and reading and reading.data.rows:
        return data_files.file(reading.data, kind)
    context = {
        "section": "regions",
        "region": region,
        "regions": regions,
        "reading": reading,
        "how_chosen": region_reading.how_chosen(reading) if reading else "",
        "complaint": peers.complaint(request.GET, regions),
        "keep": [("theme", reading.theme)] if reading else [],
    }
    return render(request, "themes/region_figures.html", context)


@require_safe
def comparison(request: HttpRequest) -> HttpResponseBase:
    """Up to five regions (?with=18&with=01) side by side in one indicator; ?format=csv of what is shown."""
    regions = brief_reading.all_regions()
    asked = region_comparison.asked(request.GET, regions)
    made, kind = region_comparison.compared(asked), data_files.wanted(request)
    if kind and made and made.data.rows:
        return data_files.file(made.data, kind)
    context = {"section": "regions", "regions": regions, "asked": asked, "made": made}
    return render(request, "themes/comparison.html", context)


@require_safe
def theme_figures(request: HttpRequest, programme: str, slug: str) -> HttpResponseBase:
    """A theme's indicator in all regions: ?indicator=…&year=2020&sort=-change, and ?format=csv of what is shown."""
    theme = get_object_or_404(Theme.objects.select_related("programme"), programme__key=programme, slug=slug)
    regions = brief_reading.all_regions()
    own, _known = brief_reading.chosen_region(request.GET.get("region", ""), regions, request.user)
    shown = theme_figures_of.read(theme, theme_figures_of.wished(request.GET), regions, own)
    kind = data_files.wanted(request)
    if kind and shown:
        return data_files.file(theme_figures_of.data_set(shown), kind, theme_figures_of.table(shown))
    return render(request, "themes/theme_figures.html", {"section": "themes", "theme": theme, "shown": shown})
