"""Subscribing to bulletins without an account: asking, confirming, changing, ending. Only a POST changes something."""

from typing import Any, cast

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.forms.subscriptions import SubscribeForm, WishesForm
from forum.models import Person, Subscription
from forum.services import harmless, limits, subscriptions
from forum.services import subscription_links as links
from forum.views.errors import too_many
from forum.views.staff import for_staff

FORM = require_http_methods(["GET", "HEAD", "POST"])
ASKS_AN_HOUR = 10
PER_PAGE = 50


@never_cache
@FORM
def subscribe(request: HttpRequest) -> HttpResponse:
    """The form. The answer is the same whether the address is known or not: what comes of it is told by letter."""
    if request.user.is_authenticated:
        return redirect("forum:own_subscription")
    form = SubscribeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not limits.allows("subscribe", get_adapter().get_client_ip(request), times=ASKS_AN_HOUR, seconds=3600):
            return too_many(request)
        subscriptions.ask(email=form.cleaned_data["email"], **form.wishes())
        return redirect("forum:subscribe_sent")
    status = 422 if form.errors else 200
    return render(request, "forum/subscribe.html", {"section": "bulletins", "form": form}, status=status)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "forum/subscribe_sent.html", {"section": "bulletins"})


@never_cache
@FORM
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The page that the letter's link opens, with a button."""
    found = links.to_confirm(token)
    if found is None or found.state == "ended":
        return unknown(request)
    if request.method == "POST":
        subscriptions.confirm(found)
        messages.success(request, _("Your subscription is confirmed."))
        return redirect("forum:subscription", links.token(found))
    if found.state == "confirmed":
        return redirect("forum:subscription", links.token(found))
    return render(request, "forum/subscription_confirm.html", {"section": "bulletins", "subscription": found})


def unknown(request: HttpRequest) -> HttpResponse:
    """The link opens nothing any more."""
    return render(request, "forum/subscription_unknown.html", {"section": "bulletins"}, status=404)


@never_cache
@FORM
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page by which somebody changes or ends their subscription."""
    found = links.to_change(token)
    if found is None:
        return unknown(request)
    if found.state == "ended":
        return render(request, "forum/unsubscribed.html", {"section": "bulletins"})
    form = WishesForm(request.POST if saves(request) else None, subscription=found)
    if request.method == "POST" and (done := act(request, found, form)):
        return done
    return wishes_page(request, found, form)


def saves(request: HttpRequest) -> bool:
    """Whether the form itself was sent, and not one of the buttons beside it."""
    return request.method == "POST" and "do" not in request.POST


def wishes_page(request: HttpRequest, found: Subscription | None, form: WishesForm) -> HttpResponse:
    """The form of what is wanted."""
    about = {"section": "bulletins", "form": form, "subscription": found}
    return render(request, "forum/subscription.html", about, status=422 if form.errors else 200)


def act(request: HttpRequest, found: Subscription, form: WishesForm) -> HttpResponse | None:
    """Ends it, sends a new link, or saves the form; None when the form is not right."""
    do = request.POST.get("do")
    if do == "end":
        subscriptions.end(found)
        return render(request, "forum/unsubscribed.html", {"section": "bulletins"})
    if do == "renew":
        subscriptions.renew_link(found)
        messages.success(request, _("A new link has been sent. Older ones no longer open this page."))
        return redirect("forum:bulletins")
    if not form.is_valid():
        return None
    subscriptions.change(found, **form.wishes())
    messages.success(request, _("Your choices have been saved."))
    return redirect("forum:subscription", links.token(found))


@login_required
@never_cache
@FORM
def own(request: HttpRequest) -> HttpResponse:
    """The same for somebody who is signed in: no letter has to be confirmed."""
    person = cast(Person, request.user)
    found = subscriptions.of_person(person)
    form = WishesForm(request.POST if saves(request) else None, subscription=found)
    if request.method == "POST" and found and request.POST.get("do") == "end":
        subscriptions.end(found)
        messages.success(request, _("You get no more bulletins."))
        return redirect("forum:own_subscription")
    if saves(request) and form.is_valid():
        subscriptions.keep_own(person, **form.wishes())
        messages.success(request, _("Your choices have been saved."))
        return redirect("forum:own_subscription")
    return wishes_page(request, found, form)


@never_cache
@csrf_exempt
@FORM
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ends the subscription by one POST, also of a mail program without cookies (RFC 8058); GET only asks.

    Without the check against forged forms: the address is the secret, and it can do nothing else.
    """
    found, bulletin = links.to_end(token)
    if found is None:
        return unknown(request)
    if request.method == "POST":
        subscriptions.end(found, bulletin=bulletin)
    if found.state == "ended":
        return render(request, "forum/unsubscribed.html", {"section": "bulletins"})
    about = {"section": "bulletins", "subscription": found}
    return render(request, "forum/unsubscribe.html", about)


@for_staff("forum.write_bulletins")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Who subscribes, for the secretariat: numbers, and the rows found by a part of the address."""
    asked = harmless.line(request.GET.get("q", ""))[:100]
    listed = subscriptions.search(asked)
    context: dict[str, Any] = {
        "section": "work",
        "numbers": subscriptions.numbers(),
        "page": Paginator(listed, PER_PAGE).get_page(request.GET.get("page")),
        "query": request.GET.copy(),
        "asked": asked,
    }
    context["query"].pop("page", None)
    return render(request, "forum/subscriptions.html", context)


@for_staff("forum.write_bulletins")
@require_POST
def end(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ends somebody's subscription when they have asked the secretariat to."""
    found = get_object_or_404(Subscription.objects.select_related("person"), public_id=public_id)
    subscriptions.end(found, by=cast(Person, request.user))
    messages.success(request, _("The subscription has been ended and its address forgotten."))
    return redirect("forum:subscriptions")
