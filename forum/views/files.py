"""Files as downloads: always saved, never opened inside the portal, never taken for anything else than they are."""

from hashlib import md5

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


def download(request: HttpRequest, content: bytes, *, name: str, content_type: str) -> HttpResponseBase:
    """The content under its name; nothing but word of it when the browser has it already."""
    etag = f'"{md5(content, usedforsecurity=False).hexdigest()}"'
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
        "ETag": etag,
    }
    response = HttpResponse(content, content_type=content_type, headers=headers)
    return get_conditional_response(request, etag=etag, response=response) or response
