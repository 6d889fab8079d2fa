"""Addresses for machines: no language in front."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from forum.services import webhooks
from forum.views import health, machines

urlpatterns: list[URLPattern | URLResolver] = [
    path("", machines.root, name="root"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("sitemap.xml", machines.site_map, name="site_map"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", health.robots, name="robots"),
]
if settings.WEBHOOK_PROVIDER:
    urlpatterns.append(path("mail-events/", webhooks.addresses(settings.WEBHOOK_PROVIDER)))
