"""What machines ask for: the site map, the sign in the browser's tab; and the way in without a language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from forum import shelves


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """To the front page in the reader's language."""
    response = redirect("forum:front")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that look for it here."""
    return redirect(static("img/favicon.svg"), permanent=True)


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Every public page in every language, each with the addresses of its other languages."""
    found = [page for pages in shelves.site_map.entries() for page in pages()]
    addresses = {code: in_language(code, found) for code, _ in settings.LANGUAGES}
    pages = [dict(zip(addresses, page, strict=True)) for page in zip(*addresses.values(), strict=True)]
    return render(request, "forum/sitemap.xml", {"pages": pages}, content_type="application/xml")


def in_language(code: str, pages: list[tuple[str, dict[str, object]]]) -> list[str]:
    """The pages' full addresses in one language."""
    with translation.override(code):
        return [settings.SITE_URL + reverse(name, kwargs=kwargs) for name, kwargs in pages]
