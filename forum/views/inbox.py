"""The coordinators' inbox: mail that came in, one mail's page, its files, and what is done with it."""

import re
from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from forum import incoming, states
from forum.forms.inbox import BelongsForm, InboxSearch
from forum.models import IncomingMail, Mailbox, Person
from forum.services import inbox, incoming_mail
from forum.services.opened_mail import Opened, opened
from forum.views.staff import for_staff

PER_PAGE = 50
MOST_FILES = 50


@for_staff("forum.read_mail")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What waits for somebody, or what was searched for."""
    search = InboxSearch(request.GET)
    page = Paginator(search.found(), PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    trouble = Mailbox.objects.exclude(trouble="").first()
    context = {"section": "work", "search": search, "page": page, "query": query, "trouble": trouble}
    return render(request, "forum/inbox.html", {**context, "rows": inbox.lines(page)})


@for_staff("forum.read_mail")
@never_cache
@require_safe
def mail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One mail as plain text, with what came of it and what can be done."""
    found = get_object_or_404(IncomingMail.objects.select_related("person", "letter"), public_id=public_id)
    letter = opened(bytes(found.source))
    context = {
        "section": "work",
        "mail": found,
        "line": inbox.lines([found])[0],
        "is_kept": bool(found.source),
        "text": letter.text,
        "files": list(enumerate(letter.files[:MOST_FILES])),
        "is_cut": found.size > len(bytes(found.source)) > 0,
        "belongs_form": BelongsForm(mail=found),
        "drawers": drawn(request, found, letter),
        "moves": IncomingMail.MOVES[found.state],
    }
    return render(request, "forum/inbox_mail.html", context)


def drawn(request: HttpRequest, mail: IncomingMail, letter: Opened) -> list[str]:
    """What upper floors say about the mail, each piece from its own template."""
    found = ((drawer.template, drawer.context(request, mail=mail, opened=letter)) for drawer in incoming.page.entries())
    return [render_to_string(template, own, request=request) for template, own in found if own is not None]


@for_staff("forum.read_mail")
@never_cache
@require_safe
def file(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Something attached, only ever to be taken away: no browser shows it here."""
    found = get_object_or_404(IncomingMail, public_id=public_id)
    files = opened(bytes(found.source)).files[:MOST_FILES]
    if number >= len(files):
        raise Http404
    name = re.sub(r"[^\w.-]+", "_", files[number].name, flags=re.ASCII).strip("._")[-80:] or f"file-{number + 1}"
    response = HttpResponse(files[number].content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@for_staff("forum.read_mail")
@require_POST
def deed(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """Done, back into the inbox, or read once more; says so when somebody was quicker."""
    found = get_object_or_404(IncomingMail, public_id=public_id)
    said = {
        "done": (incoming_mail.finish, _("The mail is done.")),
        "reopen": (incoming_mail.reopen, _("The mail is in the inbox again.")),
        "again": (incoming_mail.read_again, _("The mail is read once more within a minute.")),
    }
    do, words = said[name]
    try:
        do(found, by=cast(Person, request.user))
        messages.success(request, words)
    except states.IllegalMove:
        messages.error(request, _("Too late: the mail is in another state by now."))
    return redirect("forum:inbox_mail", public_id=public_id)


@for_staff("forum.read_mail")
@require_POST
def belongs(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keeps what the mail belongs to."""
    found = get_object_or_404(IncomingMail, public_id=public_id)
    form = BelongsForm(request.POST, mail=found)
    if form.is_valid():
        incoming_mail.belong(found, about=form.chosen(), by=cast(Person, request.user))
        messages.success(request, _("It is noted what the mail belongs to."))
    else:
        messages.error(request, _("Choose from the list what the mail belongs to."))
    return redirect("forum:inbox_mail", public_id=public_id)
