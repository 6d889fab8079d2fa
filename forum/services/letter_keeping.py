"""How long the words of letters are kept. What a letter was, to whom, when and what became of it stays."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from forum import clock
from forum.models import Letter, MailingReceiver
from forum.services import audit
from forum.services.verbs import quiet_verb

AT_ONCE = 1000
OVER = ("sent", "stopped", "missed", "cancelled")
WIPED: dict[str, Any] = {"text": "", "html": "", "calendar": "", "facts": {}, "secrets": {}}


def kept_from() -> datetime:
    """Words of letters written before this moment are not kept."""
    return clock.now() - timedelta(days=settings.LETTER_WORDS_KEPT)


def wipe_old() -> int:
    """Wipes the words of all settled letters that are old enough, a thousand at a time; twice is harmless. How many."""
    before, wiped = kept_from(), 0
    forget_facts(before)
    while some := wipe_some(before):
        wiped += some
    return wiped


def forget_facts(before: datetime) -> int:
    """Wipes what old mass letters had frozen for each receiver; who got one and why stays."""
    over = MailingReceiver.objects.filter(mailing__state__in=OVER, mailing__frozen_at__lt=before)
    return over.exclude(facts={}).update(facts={})


@quiet_verb
def wipe_some(before: datetime) -> int:
    """Wipes the words of up to a thousand letters written before the moment; the log keeps how many."""
    old = list(Letter.objects.with_words_from_before(before).values_list("pk", flat=True)[:AT_ONCE])
    if not old:
        return 0
    wiped = Letter.objects.filter(pk__in=old, words_wiped_at=None).update(words_wiped_at=clock.now(), **WIPED)
    audit.record("letter.wipe_words", by=None, about=None, details={"letters": wiped})
    return wiped
