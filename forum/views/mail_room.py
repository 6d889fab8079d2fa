"""The demo's mail room: every letter the example portal wrote, for anybody to read. Elsewhere it does not exist."""

from collections.abc import Callable
from email.message import EmailMessage
from functools import wraps
from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp, csp_update
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from forum.services import mail_room as room

PER_PAGE = 25
FRAME = {
    "default-src": [NONE],
    "style-src": ["'unsafe-inline'"],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-top-navigation-by-user-activation"],
}
View = Callable[..., HttpResponse]


def only_in_the_demo(view: View) -> View:
    """404 anywhere else."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(require_safe(guarded))


def opened(name: str) -> EmailMessage:
    """The letter, or 404."""
    message = room.letter(name)
    if message is None:
        raise Http404
    return message


@only_in_the_demo
def mail_room(request: HttpRequest) -> HttpResponse:
    """All letters, newest first, narrowed by receiver."""
    receiver = request.GET.get("to", "")[:200]
    page = Paginator(list(room.covers(receiver)), PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    return render(request, "forum/mail_room.html", {"page": page, "query": query, "receiver": receiver})


@only_in_the_demo
@csp_update({"frame-src": [SELF]})
def mail_room_letter(request: HttpRequest, name: str) -> HttpResponse:
    """One letter as its receiver sees it."""
    message = opened(name)
    context = {
        "name": name,
        "cover": room.Cover(name, message),
        "headers": [(key, str(value)) for key, value in message.items()],
        "text": room.part(message, "plain"),
        "files": room.files(message),
    }
    return render(request, "forum/mail_room_letter.html", context)


@only_in_the_demo
@xframe_options_sameorigin
@csp(FRAME)
def mail_room_html(request: HttpRequest, name: str) -> HttpResponse:
    """The letter's HTML for the frame: it may look as it likes, and do nothing but lead on when clicked."""
    return HttpResponse(room.harmless_html(opened(name)))


@only_in_the_demo
def mail_room_file(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """An attachment."""
    files = room.files(opened(name))
    if number >= len(files):
        raise Http404
    found = files[number]
    response = HttpResponse(found.content, content_type=found.kind)
    response["Content-Disposition"] = (
        f'attachment; filename="{"".join(c for c in found.name if c.isalnum() or c in ".-_")}"'
    )
    return response
