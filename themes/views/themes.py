"""Themes: the programmes with their themes, and one theme's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from themes.models import Brief, Theme
from themes.services import theme_reading
from themes.subjects import theme_ref


@require_safe
def theme_list(request: HttpRequest) -> HttpResponse:
    """Each dated programme with its themes; the one the forum is built around first."""
    return render(request, "themes/themes.html", {"section": "themes", "programmes": theme_reading.programmes()})


@require_safe
def theme_page(request: HttpRequest, programme: str, slug: str) -> HttpResponse:
    """What the theme is about, its figures for the whole country and on a map, its briefs and networks."""
    theme = get_object_or_404(Theme.objects.select_related("programme"), programme__key=programme, slug=slug)
    briefs = Brief.objects.visible_to(request.user).filter(theme=theme).select_related("published").newest_first()
    context = {"section": "themes", "theme": theme, "briefs": briefs, **theme_reading.read(theme)}
    context["follow_key"] = theme_ref(theme)[1]
    return render(request, "themes/theme.html", context)
