"""Addresses of figures: regions' and themes' pages, and comparisons."""

from django.urls import URLPattern, URLResolver, path

from forum.services.tables import CSV, XLSX
from regions.services.jsonstat_writing import JSON_STAT
from themes.views import charts, figures

CHART = "charts/<slug:version>/<slug:indicator>/<slug:kind>/<slug:place>/<slug:how>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("regions/<slug:code>/figures/", figures.region_figures, name="region_figures"),
    path("themes/<slug:programme>/<slug:slug>/figures/", figures.theme_figures, name="theme_figures"),
    path("figures/compare/", figures.comparison, name="comparison"),
    path(f"{CHART}.svg", charts.svg, name="chart_svg"),
    path(f"{CHART}.png", charts.png, name="chart_png"),
    path(f"{CHART}.csv", charts.data, {"as_file": CSV}, name="chart_csv"),
    path(f"{CHART}.xlsx", charts.data, {"as_file": XLSX}, name="chart_xlsx"),
    path(f"{CHART}.json", charts.data, {"as_file": JSON_STAT}, name="chart_json"),
    path(f"{CHART}/", charts.use, name="chart_use"),
    path(f"{CHART}/embed/", charts.embed, name="chart_embed"),
]
