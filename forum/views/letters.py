"""One letter and what became of it, and the audit log. All letters are in `delivery.py`."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from forum import states
from forum.forms.records import AuditSearch
from forum.models import AuditEntry, IncomingMail, Letter, Person
from forum.services import audit_words, inbox, rendering
from forum.services import letters as outbox
from forum.views import letter_words
from forum.views.staff import for_staff

PER_PAGE = 50
TRIES = {"waiting": gettext_lazy("Not taken, to be tried again"), "failed": gettext_lazy("Not taken, for good")}


def paged(request: HttpRequest, found: QuerySet[Any]) -> dict[str, Any]:
    """One page of rows, and the rest of the address for the links to the others."""
    query = request.GET.copy()
    query.pop("page", None)
    page: Page[Any] = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return {"section": "work", "page": page, "query": query}


@for_staff("forum.see_letters")
@require_safe
def letter(request: HttpRequest, public_id: str) -> HttpResponse:
    """One letter, its words without their secrets, and what became of it."""
    found = get_object_or_404(Letter.objects.select_related("person", "mailing"), public_id=public_id)
    context = {
        "section": "work",
        **what_of(found),
        "words": words_of(found),
        "history": history(found),
        "came_back": came_back(found),
        "can_resend": outbox.can_resend(found),
        "can_cancel": "cancelled" in Letter.MOVES[found.state],
        "can_release": found.state == "withheld",
    }
    return render(request, "forum/letter.html", context)


def what_of(letter: Letter) -> dict[str, Any]:
    """The letter in words, what it is about, what was answered to it, and how long its words are kept."""
    line = letter_words.lines([letter])[0]
    about = {"letter": letter, "kind": line.kind, "state": line.state, "sign": line.sign}
    return {**about, "line": line, "kept_days": settings.LETTER_WORDS_KEPT}


def words_of(letter: Letter) -> rendering.Rendered | None:
    """The kept words; of a letter that has not left, the words it would leave with. Secrets are sealed in both."""
    if letter.text or letter.html or letter.words_wiped_at:
        return rendering.Rendered(letter.subject, letter.text, letter.html)
    try:
        return rendering.sealed(rendering.render(letter), rendering.secret_forms(letter.secrets))
    except Exception:
        return None


def history(letter: Letter) -> list[tuple[Any, str, str]]:
    """Moments in the letter's life, oldest first, with what the mail server said; what was done by hand comes from the
    audit log.
    """
    deeds = {
        "letter.resend": gettext_lazy("Queued again by %s"),
        "letter.cancel": gettext_lazy("Cancelled by %s"),
        "letter.release": gettext_lazy("Let go by %s"),
    }
    entries = AuditEntry.objects.filter(about_kind="letter", about_id=letter.public_id).select_related("actor")
    found: list[tuple[Any, str, str]] = [(letter.written_at, _("Written"), "")]
    found += [
        (line.entry.at, str(deeds.get(line.entry.verb, line.deed)).replace("%s", line.actor), "")
        for line in audit_words.lines(entries)
    ]
    found += [(one.at, str(TRIES[one.outcome]), one.words) for one in letter.tries.all()]
    if letter.claimed_at:
        found.append((letter.claimed_at, _("Taken to the mail server"), ""))
    if letter.sent_at:
        found.append((letter.sent_at, _("Accepted by the mail server"), ""))
    if letter.words_wiped_at:
        found.append((letter.words_wiped_at, _("Its words were wiped"), ""))
    return sorted(found, key=lambda moment: moment[0])


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
