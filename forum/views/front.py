"""The front page: a frame, and the shelves that the floors fill."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What is next, what is new, what it is all about."""
    return render(request, "forum/front.html")
