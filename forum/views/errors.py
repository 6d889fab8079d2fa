"""What is shown when something went wrong."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from forum.context import in_words
from forum.services import unsent


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or came from another site. What was written in one of ours is shown, to be copied."""
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin" or request.headers.get("Origin") == settings.SITE_URL
    words = [value for _, value in unsent.fields_of(request.POST) if unsent.is_wordy(value)] if ours else []
    return render(request, "403_csrf.html", {"words": words}, status=403)


def too_many(request: HttpRequest) -> HttpResponse:
    """The same thing was tried too often."""
    return render(request, "429.html", status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """The portal failed. The page asks nothing of the database, the session or the request."""
    return HttpResponse(render_to_string("500.html", {"name": in_words("name")}), status=500)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request could not be understood; the host may be forged, so nothing of the request is used."""
    return HttpResponse(render_to_string("400.html", {"name": in_words("name")}), status=400)
