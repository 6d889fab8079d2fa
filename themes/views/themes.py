"""Themes: the programmes with their themes, and one theme's page."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from regions.views import data_files
from themes.models import Brief, Theme
from themes.services import theme_reading
from themes.subjects import theme_ref


@require_safe
def theme_list(request: HttpRequest) -> HttpResponse:
    """Each dated programme with its themes; the one the forum is built around first."""
    return render(request, "themes/themes.html", {"section": "themes", "programmes": theme_reading.programmes()})


@require_safe
def theme_page(request: HttpRequest, programme: str, slug: str) -> HttpResponseBase:
    """What the theme is about, its figures for the whole country and on a map, its briefs and networks.

    With ?format=csv (or another one) the table of its figures as a file.
    """
    theme = get_object_or_404(Theme.objects.select_related("programme"), programme__key=programme, slug=slug)
    kind = data_files.wanted(request)
    if kind and (data := theme_reading.data_set(theme)) and data.rows:
        return data_files.file(data, kind)
    briefs = Brief.objects.visible_to(request.user).filter(theme=theme).select_related("published").newest_first()
    context = {"section": "themes", "theme": theme, "briefs": briefs, **theme_reading.read(theme)}
    context["follow_key"] = theme_ref(theme)[1]
    return render(request, "themes/theme.html", context)
