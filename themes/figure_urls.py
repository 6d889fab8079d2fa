"""Addresses of figures: regions' and themes' pages, and comparisons."""

from django.urls import URLPattern, URLResolver, path

from themes.views import figures

urlpatterns: list[URLPattern | URLResolver] = [
    path("regions/<slug:code>/figures/", figures.region_figures, name="region_figures"),
    path("themes/<slug:programme>/<slug:slug>/figures/", figures.theme_figures, name="theme_figures"),
    path("figures/compare/", figures.comparison, name="comparison"),
]
