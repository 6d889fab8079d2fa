"""Sending mass letters: what is due is written as letters in one transaction, and never twice."""

import logging
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from forum import clock, mailing_kinds, shelves, states
from forum.models import Letter, Mailing, MailingReceiver
from forum.services import audit, dry_runs, letters, own_texts
from forum.services.verbs import quiet_verb

log = logging.getLogger("forum.mailings")
UNDER_WAY = ("withheld", "queued", "sending", "waiting")


def send_due() -> int:
    """Sends what is due, marks what is too late, ends what has left. Returns how many were sent. Safe to run twice."""
    for mailing in Mailing.objects.too_late():
        miss(mailing)
    sent = sum(send_safely(mailing) for mailing in Mailing.objects.due() if not held(mailing))
    for mailing in finished():
        finish(mailing)
    return sent


def held(mailing: Mailing) -> bool:
    """Whether its floor sends it in a greater deed, at its time."""
    return shelves.mailing_kinds.has(mailing.kind) and mailing_kinds.the(mailing.kind).held(mailing)


def send_safely(mailing: Mailing) -> bool:
    """Sends one; a failure leaves it scheduled, for the next round, and lets the others go."""
    try:
        return send(mailing) is not None
    except Exception:
        log.exception("mass letter %s could not be written", mailing.public_id)
        return False


@quiet_verb
def send(mailing: Mailing) -> int | None:
    """Writes every letter in one transaction. None when somebody else was quicker; else how many letters there are."""
    try:
        states.move(mailing, "sending", begun_at=clock.now())
    except states.IllegalMove:
        return None
    receivers = list(MailingReceiver.objects.filter(mailing=mailing).select_related("person"))
    reached = [one for one in receivers if one.person is None or one.person.reachable]
    skip([one for one in receivers if one.person and not one.person.reachable])
    written = write(mailing, reached)
    by_key = Letter.objects.filter(key=OuterRef("key")).values("pk")[:1]
    MailingReceiver.objects.filter(mailing=mailing, skipped="", letter=None).update(letter=Subquery(by_key))
    audit.record("mailing.send", by=None, about=mailing, details={"letters": len(written)})
    return len(written)


def write(mailing: Mailing, receivers: list[MailingReceiver]) -> list[Letter]:
    """The letters in the words that were frozen, in the kind's own way if it has one."""
    kind = mailing_kinds.the(mailing.kind)
    with own_texts.pinned(kind.letter, mailing.facts.get(own_texts.VERSIONS)):
        if kind.deliver is None:
            return letters.write_many(dry_runs.draft_of(mailing, receiver) for receiver in receivers)
        written = kind.deliver(mailing, receivers, mailing.released_by)
    keys: list[Any] = [letter.pk for letter in written]
    Letter.objects.filter(pk__in=keys, mailing=None).update(mailing=mailing)
    return written


def match(mailing: Mailing, written: Iterable[Letter]) -> dict[int, Letter]:
    """Keeps whose letter is whose, and who of the frozen receivers got none; gives the others' letters by person's pk.

    For kinds that write their letters themselves.
    """
    first = {one.person_id: one for one in reversed(list(written)) if one.mailing_id in (None, mailing.pk)}
    rows = list(MailingReceiver.objects.filter(mailing=mailing, skipped=""))
    for row in rows:
        row.letter = first.pop(row.person_id, None)
        row.skipped = "" if row.letter else "changed"
    MailingReceiver.objects.bulk_update(rows, ["letter", "skipped"], batch_size=dry_runs.AT_ONCE)
    return {pk: letter for pk, letter in first.items() if pk}


def skip(receivers: list[MailingReceiver]) -> None:
    """Those who have become unreachable since the dry run."""
    MailingReceiver.objects.filter(pk__in=[one.pk for one in receivers]).update(skipped="unreachable")


@quiet_verb
def miss(mailing: Mailing) -> None:
    """Too late: it is shown on the coordinator's desk and not sent."""
    try:
        states.move(mailing, "missed")
    except states.IllegalMove:
        return
    audit.record("mailing.miss", by=None, about=mailing)


def finished() -> list[Mailing]:
    """Those whose letters have all left, or failed for good."""
    under_way = Letter.objects.filter(mailing=OuterRef("pk"), state__in=UNDER_WAY)
    return list(Mailing.objects.filter(state="sending").exclude(Exists(under_way)))


def finish(mailing: Mailing) -> None:
    """The end."""
    try:
        states.move(mailing, "sent", ended_at=clock.now())
    except states.IllegalMove:
        return
