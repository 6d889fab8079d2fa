"""The coordinator's year clock: on my desk, as a page of a whole year, and as a feed for calendar programs."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forum import clock
from forum.rules import is_coordinator
from meetings import calendar, year_feed
from meetings.services import feed_keys, year_clock
from meetings.views.access import coordinator_plans

FIRST, LAST = 2000, 2100
KEPT_FOR = "private, max-age=300, must-revalidate"


def on_desk(request: HttpRequest) -> dict[str, Any] | None:
    """What is overdue, due this week and in the next four weeks, for coordinators. Seven queries."""
    if not request.user.has_perm("meetings.plan"):  # type: ignore[union-attr]
        return None
    meetings = year_clock.around(clock.today())
    return {"agenda": year_clock.now(meetings), "year": clock.today().year} if meetings else None


@coordinator_plans
@require_safe
def page(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """A year by months: what the portal does by itself, what waits for a person, what is late and what is done."""
    number = clock.today().year if year is None else year
    if not FIRST <= number <= LAST:
        raise Http404
    key = feed_keys.of(request.user, year_clock.FEED)  # type: ignore[arg-type]
    context = {
        "section": "work",
        "year": number,
        "months": year_clock.year(number),
        "years": [one for one in year_clock.years() if one != number],
        "today": clock.today(),
        "address": address_of(key.secret) if key else "",
    }
    return render(request, "meetings/year_clock.html", context)


def address_of(secret: str) -> str:
    """The feed's whole address, in the active language."""
    return settings.SITE_URL + reverse("meetings:year_clock_feed", args=[secret])


@coordinator_plans
@require_POST
def new_address(request: HttpRequest) -> HttpResponse:
    """Makes the feed's secret address, or replaces it: the old one opens nothing any more."""
    feed_keys.renew(request.user, year_clock.FEED, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The feed has a new secret address. The old one, if there was one, no longer opens."))
    return redirect(reverse("meetings:year_clock") + "#feed")


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The feed for who has its secret address and is a coordinator today; 404 for everybody else."""
    owner = feed_keys.owner(secret, year_clock.FEED)
    if owner is None or not is_coordinator(owner):
        raise Http404
    content = year_feed.file_of(year_clock.dues(year_clock.around(clock.today())))
    headers = {"ETag": calendar.mark(content), "Cache-Control": KEPT_FOR}
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
    response["Content-Disposition"] = 'inline; filename="year-clock.ics"'
    return get_conditional_response(request, etag=headers["ETag"], response=response) or response
