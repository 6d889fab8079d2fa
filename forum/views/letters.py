"""The coordinator's outbox and archive of letters, and the audit log."""

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from forum import states
from forum.forms.records import STATES, AuditSearch, LetterSearch, kind_in_words
from forum.models import AuditEntry, IncomingMail, Letter, Person
from forum.services import audit_words, inbox, rendering
from forum.services import letters as outbox
from forum.views.staff import for_staff

PER_PAGE = 50
GOOD, BAD = ("sent",), ("failed", "bounced")


def paged(request: HttpRequest, found: QuerySet[Any]) -> dict[str, Any]:
    """One page of rows, and the rest of the address for the links to the others."""
    query = request.GET.copy()
    query.pop("page", None)
    page: Page[Any] = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return {"section": "work", "page": page, "query": query}


def in_words(letter: Letter) -> dict[str, Any]:
    """What the templates show of a letter's state."""
    sign = "brand" if letter.state in GOOD else "late" if letter.state in BAD else "plain"
    return {"letter": letter, "kind": kind_in_words(letter.kind), "state": STATES[letter.state], "sign": sign}


@for_staff("forum.see_letters")
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Every letter: whom, why, when, and what the server said."""
    search = LetterSearch(request.GET)
    context = paged(request, search.found().defer("text", "html", "calendar", "facts", "secrets"))
    context |= {"search": search, "rows": [in_words(letter) for letter in context["page"]]}
    return render(request, "forum/letters.html", context)


@for_staff("forum.see_letters")
@require_safe
def letter(request: HttpRequest, public_id: str) -> HttpResponse:
    """One letter, its words without their secrets, and what became of it."""
    found = get_object_or_404(Letter.objects.select_related("person"), public_id=public_id)
    context = {
        "section": "work",
        **in_words(found),
        "words": words_of(found),
        "history": history(found),
        "came_back": came_back(found),
        "can_resend": outbox.can_resend(found),
        "can_cancel": "cancelled" in Letter.MOVES[found.state],
        "can_release": found.state == "withheld",
    }
    return render(request, "forum/letter.html", context)


def words_of(letter: Letter) -> rendering.Rendered | None:
    """The kept words; of a letter that has not left, the words it would leave with. Secrets are sealed in both."""
    if letter.text or letter.html:
        return rendering.Rendered(letter.subject, letter.text, letter.html)
    try:
        return rendering.sealed(rendering.render(letter), rendering.secret_forms(letter.secrets))
    except Exception:
        return None


def history(letter: Letter) -> list[tuple[Any, str]]:
    """Moments in the letter's life, oldest first; what was done by hand comes from the audit log."""
    deeds = {
        "letter.resend": gettext_lazy("Queued again by %s"),
        "letter.cancel": gettext_lazy("Cancelled by %s"),
        "letter.release": gettext_lazy("Let go by %s"),
    }
    entries = AuditEntry.objects.filter(about_kind="letter", about_id=letter.public_id).select_related("actor")
    found: list[tuple[Any, str]] = [(letter.written_at, _("Written"))]
    found += [
        (line.entry.at, str(deeds.get(line.entry.verb, line.deed)).replace("%s", line.actor))
        for line in audit_words.lines(entries)
    ]
    if letter.claimed_at:
        found.append((letter.claimed_at, _("Taken to the mail server")))
    if letter.sent_at:
        found.append((letter.sent_at, _("Accepted by the mail server")))
    return sorted(found, key=lambda pair: pair[0])


def came_back(letter: Letter) -> list[dict[str, Any]]:
    """Mail that answered the letter or brought it back, oldest first."""
    found = IncomingMail.objects.about_letter(letter).values("public_id", "received_at", "kind", "words")
    return [{**one, "kind_words": inbox.KINDS[one["kind"]]} for one in found[:20]]


@for_staff("forum.see_letters")
@require_POST
def deed(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """Sends again, cancels or lets go; says so when it was too late."""
    found = get_object_or_404(Letter, public_id=public_id)
    said = {
        "resend": (outbox.resend, _("The letter is in the queue again.")),
        "cancel": (outbox.cancel, _("The letter will not be sent.")),
        "release": (outbox.release, _("The letter is in the queue.")),
    }
    do, words = said[name]
    try:
        do(found, by=cast(Person, request.user))
        messages.success(request, words)
    except outbox.CannotResend as error:
        messages.error(request, str(error))
    except states.IllegalMove:
        messages.error(request, _("Too late: the letter is in another state by now."))
    return redirect("forum:letter", public_id=public_id)


@for_staff("forum.see_audit")
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Who did what to whom, and when."""
    search = AuditSearch(request.GET)
    context = paged(request, search.found())
    context |= {"search": search, "rows": audit_words.lines(context["page"])}
    return render(request, "forum/audit.html", context)
