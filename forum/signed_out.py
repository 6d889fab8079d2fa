"""A form sent by somebody who was no longer signed in: nothing is done, and nothing that was written is lost."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from forum.services import limits, unsent

Handler = Callable[[HttpRequest], HttpResponse]


def keep_unsent(get_response: Handler) -> Handler:
    """Keeps a form whose sender is asked to sign in, and leads on to it from there; forgets it when it was sent."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if asks_to_sign_in(request, response):
            if request.method == "POST" and keep(request):
                messages.info(request, _("What you wrote has been kept. Sign in, and you can send it."))
                response["Location"] = f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': reverse('forum:unsent')})}"
            if "HX-Request" in request.headers:
                return HttpResponseClientRedirect(response["Location"])
        elif request.method == "POST" and is_sent(request):
            unsent.forget(request.session)
        return response

    return middleware


def asks_to_sign_in(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer is: sign in, and come back to just this."""
    asked = urlsplit(response.get("Location", ""))
    wanted = parse_qs(asked.query).get("next")
    return asked.path == reverse(settings.LOGIN_URL) and wanted == [request.get_full_path()]


def keep(request: HttpRequest) -> bool:
    """Keeps what was sent, unless it is too long or this machine has been kept for too often."""
    if request.path == reverse("forum:unsent"):
        return False
    if not limits.allows("unsent", get_adapter().get_client_ip(request), times=20, seconds=3600):
        return False
    path, sent = request.get_full_path(), request.POST
    return unsent.keep(request.session, path=path, sent=sent, files=bool(request.FILES))


def is_sent(request: HttpRequest) -> bool:
    """Whether this request sends the form that was kept."""
    found = unsent.kept(request.session)
    return found is not None and found.path == request.get_full_path()
