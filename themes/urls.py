"""The floor's pages."""

from django.urls import URLPattern, URLResolver, include, path

from themes.views import themes

app_name = "themes"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("themes.discussion_urls")),
    path("", include("themes.brief_urls")),
    path("", include("themes.view_urls")),
    path("", include("themes.talk_urls")),
    path("", include("themes.figure_urls")),
    path("themes/", themes.theme_list, name="themes"),
    path("themes/<slug:programme>/<slug:slug>/", themes.theme_page, name="theme"),
]
