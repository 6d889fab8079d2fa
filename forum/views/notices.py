"""What is new for the reader; following; how often one is written to. Only a POST changes something."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.models import Notice, Person
from forum.models.follow import Rhythm
from forum.services import follows, notice_links, notice_reading, notices

PER_PAGE = 30
ON_DESK = 5


def me(request: HttpRequest) -> Person:
    """Who is signed in. For views behind `login_required`."""
    return cast(Person, request.user)


@login_required
@require_safe
@never_cache
def news(request: HttpRequest) -> HttpResponse:
    """What is new, newest first, under the meeting or theme it belongs to."""
    rows = Notice.objects.filter(person=me(request)).newest_first()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    groups = notice_reading.grouped(notice_reading.visible(page.object_list, request.user), request.user)
    numbers = rows.unread().order_by().aggregate(newest=Max("newest_at"), unread=Count("pk"))
    about = {"section": "desk", "page": page, "groups": groups, **numbers}
    return render(request, "forum/news.html", about)


@login_required
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Marks one notice as read, or all that were there when the page was opened."""
    one, until = request.POST.get("notice"), request.POST.get("until", "")
    if one:
        notices.read(me(request), only=[one])
    elif moment := moment_of(until):
        notices.read(me(request), until=moment)
        messages.success(request, _("Everything is marked as read."))
    return redirect("forum:news")


def moment_of(said: str) -> Any:
    """The moment, or None when it is none."""
    try:
        found = parse_datetime(said)
    except ValueError:
        return None
    return found if found and found.tzinfo else None


@login_required
@require_POST
def follow(request: HttpRequest) -> HttpResponse:
    """Follows one thing, and leads back to it."""
    ref = (request.POST.get("kind", ""), request.POST.get("id", ""))
    try:
        found = follows.follow(me(request), ref)
    except follows.NotFollowed as error:
        raise Http404 from error
    messages.success(request, _("You follow this now. You choose on your profile how often you get letters about it."))
    return redirect(found.url)


@login_required
@require_POST
def unfollow(request: HttpRequest) -> HttpResponse:
    """Does not follow it any more; leads back to it, or to the list."""
    ref = (request.POST.get("kind", ""), request.POST.get("id", ""))
    try:
        found = None if request.POST.get("from") == "list" else follows.seen(me(request), ref)
        follows.stop(me(request), ref)
    except follows.NotFollowed as error:
        raise Http404 from error
    messages.success(request, _("You do not follow this any more."))
    return redirect(found.url if found else reverse("forum:following"))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def following(request: HttpRequest) -> HttpResponse:
    """What the reader follows, and how often they are written to about each kind."""
    if request.method == "POST":
        return choose(request)
    about = {"section": "desk", "kinds": follows.own(me(request)), "choices": list(RHYTHMS.items())}
    return render(request, "forum/following.html", about)


RHYTHMS = {
    Rhythm.AT_ONCE: gettext_lazy("At once"),
    Rhythm.DAILY: gettext_lazy("Once a day"),
    Rhythm.WEEKLY: gettext_lazy("Once a week"),
    Rhythm.NEVER: gettext_lazy("No letters"),
}


def choose(request: HttpRequest) -> HttpResponse:
    """Keeps the rhythms that the form named; others stay as they are."""
    said = {
        kind: request.POST[f"rhythm-{kind}"] for kind in follows.followed_kinds() if f"rhythm-{kind}" in request.POST
    }
    try:
        follows.choose(me(request), said)
        messages.success(request, _("Your choices have been saved."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("forum:following")


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_letters(request: HttpRequest, token: str) -> HttpResponse:
    """Stops what a letter tells of, by one POST, also of a mail program without cookies (RFC 8058); GET only asks.

    Without the check against forged forms: the address is the secret, and it can do nothing else.
    """
    person, ref = notice_links.to_stop(token)
    if person is None:
        raise Http404
    everything = ref == notice_links.DIGEST
    if request.method == "POST":
        stop_all(person) if everything else stop(person, ref)
    about = {"section": "", "everything": everything, "stopped": request.method == "POST"}
    return render(request, "forum/stop_letters.html", about)


def stop_all(person: Person) -> None:
    """No digests any more: kinds that came by day or week come no more; what comes at once stays."""
    own = follows.rhythms(person)
    follows.choose(person, {kind: Rhythm.NEVER for kind, rhythm in own.items() if rhythm in ("daily", "weekly")})


def stop(person: Person, ref: tuple[str, str]) -> None:
    """That thing is not followed any more."""
    try:
        follows.stop(person, ref)
    except follows.NotFollowed as error:
        raise Http404 from error


def on_desk(request: HttpRequest) -> dict[str, Any] | None:
    """The newest unread notices, for my desk; nothing when there are none."""
    if not notices.unread_of(request.user):
        return None
    items = notice_reading.newest(request.user, ON_DESK)
    return {"items": items, "unread": notices.unread_of(request.user)} if items else None
