"""The addresses that remain when the top floor is taken away."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("forum.machine_urls")),
    *i18n_patterns(
        path("", include("forum.page_urls", namespace="forum")),
        path("", include("forum.sign_in_urls")),
        path("", include("regions.urls", namespace="regions")),
        path("", include("themes.urls", namespace="themes")),
    ),
]
