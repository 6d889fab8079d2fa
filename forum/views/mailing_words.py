"""Mass letters in words: their states, and how far their letters have come."""

from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from forum import audiences, mailing_kinds
from forum.forms.records import STATES as LETTER_STATES
from forum.models import AuditEntry, Letter, Mailing, Person
from forum.services import audit_words
from forum.services.dry_runs import DryRun
from forum.services.mass_sending import UNDER_WAY
from forum.views.letter_words import of_kind

STATES = {
    "draft": _("Draft"),
    "waiting": _("Waits for a second person"),
    "scheduled": _("Will leave"),
    "sending": _("Being sent"),
    "sent": _("Sent"),
    "stopped": _("Stopped"),
    "missed": _("Too late, not sent"),
    "cancelled": _("Cancelled"),
}
SIGNS = {"sent": "brand", "sending": "brand", "missed": "late", "stopped": "late", "waiting": "late"}


def row_of(mailing: Mailing) -> dict[str, Any]:
    """A line of the list."""
    state = STATES[mailing.state]
    return {"mailing": mailing, "state": state, "sign": SIGNS.get(mailing.state, "plain")}


def counts_of(mailing: Mailing) -> list[tuple[str, Any, int]]:
    """(state, in words, how many letters), in the order of a letter's life. One query."""
    rows = Letter.objects.filter(mailing=mailing).order_by().values("state").annotate(number=Count("pk"))
    found = {row["state"]: row["number"] for row in rows}
    return [(code, words, found[code]) for code, words in LETTER_STATES.items() if code in found]


def about_of(mailing: Mailing) -> tuple[Any, str]:
    """What it is about in words, and where that is; nothing for letters about nothing. One query."""
    return of_kind(mailing.about_kind, {mailing.about_id})[mailing.about_id] if mailing.about_kind else ("", "")


def progress(mailing: Mailing, reader: Person) -> dict[str, Any]:
    """What the page of a released letter shows; it asks for itself again while letters leave."""
    counts = counts_of(mailing)
    whole = sum(number for _state, _words, number in counts)
    left = sum(number for state, _words, number in counts if state in UNDER_WAY)
    kind = mailing_kinds.the(mailing.kind)
    entries = AuditEntry.objects.filter(about_kind="mailing", about_id=mailing.public_id).select_related("actor")
    may_confirm = reader.has_perm("forum.confirm_mailings") and mailing.released_by_id != reader.pk
    return {
        "section": "work",
        **row_of(mailing),
        "kind": kind,
        "about": about_of(mailing),
        "dry": DryRun(mailing),
        "counts": counts,
        "whole": whole,
        "gone": whole - left,
        "moving": mailing.state in ("scheduled", "sending"),
        "history": audit_words.lines(entries.order_by("pk")),
        "parts": [audiences.in_words(part) for part in mailing.audience],
        "may_write": reader.has_perm(kind.permission),
        "may_copy": mailing.state != "draft" and kind.deliver is None,
        "may_confirm": mailing.state == "waiting" and may_confirm,
    }
