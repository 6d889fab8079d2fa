"""Pages for machines that watch or crawl the portal."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forum.services import readiness


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """This process serves."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """The portal can do its work (200), or what it lacks (503)."""
    found = readiness.look()
    facts = {"ready": found.ready, **found.checks, "oldest_letter_waits_seconds": found.mail_waits}
    return JsonResponse(facts, status=200 if found.ready else 503)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Every public page may be found; working pages ask for sign-in anyway."""
    lines = ["User-agent: *", "Allow: /", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
