"""Addresses. The language is the first part of every page's address; machines' addresses stand outside."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("forum.machine_urls")),
    *i18n_patterns(
        path("", include("forum.page_urls", namespace="forum")),
        path("", include("forum.sign_in_urls")),
        path("", include("regions.urls", namespace="regions")),
        path("", include("themes.urls", namespace="themes")),
        path("", include("meetings.urls", namespace="meetings")),
        prefix_default_language=True,
    ),
]

handler400 = "forum.views.errors.bad_request"
handler429 = "forum.views.errors.too_many"
handler500 = "forum.views.errors.server_error"
