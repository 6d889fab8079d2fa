"""The public pages' cache: readers without a session get the page as it was last made in this edition and minute.

The edition's number is read before the page is made and is part of the key. A page that was made while somebody
changed something is thus kept under the old number, which nobody asks for again: after a change nothing stale is
shown, by any process. The minute is part of the key because days and hours change pages too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import md5

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language_from_path

from forum import clock
from forum.services.verbs import present_edition

Handler = Callable[[HttpRequest], HttpResponse]

SECONDS = 60
KINDS = ("text/html", "application/xml", "application/atom+xml", "text/calendar", "application/json", "text/csv")
LONGEST_ADDRESS = 300
LARGEST_PAGE = 1_000_000
MACHINE_PAGES = ("/sitemap.xml",)


@dataclass(frozen=True)
class Kept:
    """A page as it was made."""

    content: bytes
    headers: dict[str, str]

    def response(self) -> HttpResponse:
        """The page, as good as new."""
        return HttpResponse(self.content, headers=self.headers)


def public_page_cache(get_response: Handler) -> Handler:
    """Serves readers without a session from this process's memory, for the price of one query."""

    def middleware(request: HttpRequest) -> HttpResponse:
        key = key_of(request) if settings.PAGE_CACHE else ""
        if not key:
            return revalidated(get_response(request))
        kept: Kept | None = caches["pages"].get(key)
        response = kept.response() if kept else made(request, get_response, key)
        return get_conditional_response(request, etag=response.headers.get("ETag"), response=response) or response

    return middleware


def made(request: HttpRequest, get_response: Handler, key: str) -> HttpResponse:
    """The page made now, and kept if it is the same for everybody; under the view's own ETag where it has one."""
    response = revalidated(get_response(request))
    if request.method == "GET" and is_for_everybody(response):
        response.headers.setdefault("ETag", f'"{md5(response.content, usedforsecurity=False).hexdigest()}"')
        caches["pages"].set(key, Kept(response.content, dict(response.headers)), SECONDS)
    return response


def revalidated(response: HttpResponse) -> HttpResponse:
    """Tells browsers to keep pages for themselves and to ask each time, unless the view says otherwise."""
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


def key_of(request: HttpRequest) -> str:
    """Where this page would be kept, or "" when it is not one that is kept."""
    if request.method not in ("GET", "HEAD") or not is_page(request.path_info) or is_somebodys(request):
        return ""
    address = request.get_full_path()
    if len(address) > LONGEST_ADDRESS:
        return ""
    try:
        host = request.get_host()
    except DisallowedHost:
        return ""
    name = f"{host} {address}".encode()
    return (
        f"{present_edition()}:{int(clock.now().timestamp()) // SECONDS}:{md5(name, usedforsecurity=False).hexdigest()}"
    )


def is_page(path: str) -> bool:
    """Whether the address is a page's: it says its language, or is the site map."""
    return bool(get_language_from_path(path)) or path in MACHINE_PAGES


def is_somebodys(request: HttpRequest) -> bool:
    """Whether the request may get what others must not: it carries a session or a message, or asks for a fragment."""
    cookies = (settings.SESSION_COOKIE_NAME, "messages")
    headers = ("Authorization", "HX-Request")
    return any(name in request.COOKIES for name in cookies) or any(name in request.headers for name in headers)


def is_for_everybody(response: HttpResponse) -> bool:
    """Whether the answer may be given to the next reader as it is."""
    control = response.headers.get("Cache-Control", "")
    return (
        response.status_code == 200  # noqa: PLR2004
        and not response.streaming
        and not response.cookies
        and response.headers.get("Content-Type", "").startswith(KINDS)
        and control in ("", "private, no-cache")
        and len(response.content) <= LARGEST_PAGE
        and not any(name.startswith("_csp") for name in vars(response))
    )
