"""Situation briefs: the list, and one brief for the region the reader chooses."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from themes import discussion
from themes.homes import Home
from themes.models import Brief
from themes.services import brief_content, brief_reading
from themes.services.brief_content import Copy


@require_safe
def brief_list(request: HttpRequest) -> HttpResponse:
    """All briefs the reader may see, newest first, or those of one theme."""
    briefs = brief_reading.listed(Brief.objects.visible_to(request.user), theme=request.GET.get("theme", ""))
    return render(request, "themes/briefs.html", {"section": "briefs", "listed": briefs})


@require_safe
def brief_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The brief, for ?region=18, for ?region=maa (the whole country), or for the reader's own region."""
    brief = get_object_or_404(Brief.objects.visible_to(request.user).with_page(), public_id=public_id)
    return show(request, brief_content.read_by(brief))


def show(request: HttpRequest, copy: Copy, **more: Any) -> HttpResponse:
    """A copy of a brief on its page; `more` goes to the page's context."""
    brief, regions, asked = copy.brief, brief_reading.all_regions(), request.GET.get("region", "")
    region, known = brief_reading.chosen_region(asked, regions, request.user)
    reading = brief_reading.read(copy, region=region, regions=regions)
    home = Home(reverse("themes:brief", args=[brief.public_id]), str(brief.heading))
    threads = discussion.for_threads([brief.thread], request, known_homes={brief.thread_id: home})
    context = {
        "section": "briefs",
        "brief": brief,
        "reading": reading,
        "versions": brief.versions.order_by("-number").defer("content"),
        "unknown": "" if known else asked[:20],
        "discussion": threads[brief.thread_id],
        **more,
    }
    return render(request, "themes/brief.html", context)
