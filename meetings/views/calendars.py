"""Calendars to subscribe to: the page that explains them, the public feeds, and everybody's own."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings import calendar, my_feed
from meetings.models import MeetingKind
from meetings.services import calendar_feeds, feed_keys, my_calendar
from meetings.services.calendar_feeds import Feed
from regions.models import Region
from themes.models import Theme

ICAL = "text/calendar; charset=utf-8"
OWN_HEADERS = {"Cache-Control": "private, max-age=300, must-revalidate", "X-Robots-Tag": "noindex, nofollow, noarchive"}


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Which calendars there are and how to subscribe to them."""
    context = {"section": "year", "all": calendar_feeds.of_all(), "groups": calendar_feeds.groups()}
    return render(request, "meetings/calendars.html", context)


@require_safe
def of_all(request: HttpRequest) -> HttpResponse:
    """All public meetings."""
    return answer(request, calendar_feeds.of_all())


@require_safe
def of_kind(request: HttpRequest, key: str) -> HttpResponse:
    """Meetings of one kind."""
    return answer(request, calendar_feeds.of_kind(get_object_or_404(MeetingKind, key=key)))


@require_safe
def of_theme(request: HttpRequest, programme: str, slug: str) -> HttpResponse:
    """Meetings on one theme."""
    themes = Theme.objects.select_related("programme")
    return answer(request, calendar_feeds.of_theme(get_object_or_404(themes, programme__key=programme, slug=slug)))


@require_safe
def of_region(request: HttpRequest, code: str) -> HttpResponse:
    """Meetings that one region hosts."""
    return answer(request, calendar_feeds.of_region(get_object_or_404(Region, code=code)))


def answer(request: HttpRequest, feed: Feed) -> HttpResponse:
    """The public feed, or 304 to who has it already."""
    events = map(calendar.public_event, calendar_feeds.meetings(feed))
    content = calendar.file_of(events, method=calendar.PUBLISH, name=feed.title)
    return as_file(request, content, feed.filename, {})


def as_file(request: HttpRequest, content: bytes, name: str, headers: dict[str, str]) -> HttpResponse:
    """A feed with the mark by which programs ask whether it has changed."""
    found = {"ETag": calendar.mark(content), "Content-Disposition": f'inline; filename="{name}"', **headers}
    response = HttpResponse(content, content_type=ICAL, headers=found)
    return get_conditional_response(request, etag=found["ETag"], response=response) or response


@require_safe
def own(request: HttpRequest, secret: str) -> HttpResponse:
    """The own feed of whoever has this secret address; 404 for an address that is old or was never made."""
    owner = feed_keys.owner(secret, my_calendar.FEED)
    if owner is None:
        raise Http404
    content = my_feed.file_of(owner, my_calendar.invitations(owner), my_calendar.deadlines(owner))
    return as_file(request, content, "my-meetings.ics", OWN_HEADERS)


@login_required
@require_POST
def new_address(request: HttpRequest) -> HttpResponse:
    """Makes the own feed's secret address, or replaces it: the old one opens nothing any more."""
    feed_keys.renew(request.user, my_calendar.FEED, by=request.user)  # type: ignore[arg-type]
    messages.success(
        request, _("Your calendar has a new secret address. The old one, if there was one, no longer opens.")
    )
    return redirect(reverse("forum:profile") + "#my-calendar")


@login_required
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Takes the own feed's address away."""
    feed_keys.close(request.user, my_calendar.FEED, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Your calendar no longer has an address. Programs that subscribed to it get nothing."))
    return redirect(reverse("forum:profile") + "#my-calendar")


def on_profile(request: HttpRequest) -> dict[str, Any]:
    """The secret address of the reader's own feed, on their profile. One query."""
    key = feed_keys.of(request.user, my_calendar.FEED)  # type: ignore[arg-type]
    address = settings.SITE_URL + reverse("meetings:my_feed", args=[key.secret]) if key else ""
    return {"address": address, "webcal": calendar_feeds.webcal(address) if key else "", "made_at": key and key.made_at}
