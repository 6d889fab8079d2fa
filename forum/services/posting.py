"""Posting: one due letter is claimed by one worker, handed to the mail server, and the server's words are kept."""

import logging
import threading
import time
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.db import InterfaceError, OperationalError, connection
from django.utils.translation import gettext_noop

from forum import clock, states
from forum.models import Letter, LetterTry, Person
from forum.services import audit, envelopes, harmless, rendering, subscriptions, verdicts, workers
from forum.services.rendering import Rendered
from forum.services.verdicts import Verdict

log = logging.getLogger("forum.posting")
_line = threading.local()
AT_ONCE = 10
"""Letters that a worker takes at a time."""
HELD = 2.0
"""Seconds after which it gives back what it has not come to."""
PAUSES = (0, 1, 2, 4, 8)
"""Seconds between tries to record that a letter has left, while the database is away."""


def post_due(*, most: int = 100, seconds: float = 20) -> bool:
    """Posts due letters, urgent first, until none is left, the batch is full or the server is down.

    True when the server works and more letters are due.
    """
    give_back_own()
    ends, posted = time.monotonic() + seconds, 0
    while posted < most and time.monotonic() < ends:
        taken = claim(min(AT_ONCE, most - posted))
        if not taken:
            return False
        works = post_all(taken)
        _line.claim = None
        if not works:
            return False
        posted += len(taken)
    return Letter.objects.due().exists()


def claim(most: int = 1) -> list[Letter]:
    """Takes up to `most` due letters for this worker, urgent first. Of workers that want the same one, one gets it."""
    while due := list(Letter.objects.due().values_list("pk", flat=True)[:most]):
        mine = _line.claim = {"claimed_at": clock.now(), "claimed_by": workers.my_name()}
        if states.move_all(Letter.objects.filter(pk__in=due), "sending", **mine):
            taken = Letter.objects.filter(pk__in=due, state="sending", **mine)
            return list(taken.select_related("person", "mailing").order_by("-urgent", "id"))
    return []


def give_back_own() -> None:
    """What this worker claimed and could not finish, because the database went away meanwhile, is due again at once."""
    if claimed := getattr(_line, "claim", None):
        for letter in Letter.objects.filter(state="sending", **claimed):
            give_back(letter)
        _line.claim = None


def post_all(letters: list[Letter]) -> bool:
    """Posts letters taken together. What is left when the server is slow or down goes back into the line untouched,
    so that urgent letters need not wait for it. False when the server is down.
    """
    ends = time.monotonic() + HELD
    for number, letter in enumerate(letters, start=1):
        works = post(letter)
        if not works or time.monotonic() > ends:
            for other in letters[number:]:
                record(other, "queued", answered=False)
            return works
    return True


def post(letter: Letter) -> bool:
    """Sends a claimed letter and records what came of it. False when the server is down and others should wait."""
    if reason := must_not_go(letter):
        return fail(letter, Verdict("failed", reason))
    try:
        rendered = rendering.render(letter)
        envelope = envelopes.Envelope(letter, rendered)
    except Exception as error:
        log.exception("letter %s cannot be put into words", letter.key)
        return again(
            letter, Verdict("again", f"The letter could not be written: {type(error).__name__}: {error}"[:500])
        )
    try:
        connect()
    except Exception as error:
        return down(letter, Verdict("down", f"{type(error).__name__}: {error}"[:500]))
    return hand_over(letter, rendered, envelope)


def hand_over(letter: Letter, rendered: Rendered, envelope: envelopes.Envelope) -> bool:
    """The moment of truth: the server has the letter, or says why not."""
    try:
        _line.backend.send_messages([envelope])
    except Exception as error:
        disconnect()
        verdict = verdicts.of(error)
        return {"again": again, "failed": fail, "down": down}[verdict.outcome](letter, verdict)
    words = getattr(_line.backend, "last_words", "") or "250 accepted"
    result = {"sent_at": clock.now(), "server_words": words, "message_id": envelopes.message_id(letter)}
    record_firmly(letter, "sent", **result, **kept(letter, rendered))
    return True


def must_not_go(letter: Letter) -> str:
    """Why the letter has lost its sense, or nothing."""
    if letter.person and letter.person.anonymised_at:
        return gettext_noop("Not sent: the receiver has been anonymised.")
    until = letter.facts.get("valid_until")
    if until and datetime.fromisoformat(until) < clock.now():
        return gettext_noop("Not sent: what the letter holds is no longer valid.")
    mailing = letter.mailing if letter.mailing_id and not letter.message_id else None
    if mailing and mailing.latest and mailing.latest < clock.now():
        return gettext_noop("Not sent: its mass letter is more than two days late.")
    return ""


def connect() -> None:
    """An open line to the mail server, kept from letter to letter and opened again when the server has hung up."""
    wanted = (settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT)
    if getattr(_line, "place", None) != wanted:
        _line.backend, _line.place = get_connection(), wanted
    alive = getattr(_line.backend, "is_alive", None)
    if alive and not alive():
        disconnect()
    _line.backend.open()


def disconnect() -> None:
    """Hangs up; the next letter opens the line again."""
    getattr(_line.backend, "drop", _line.backend.close)()


def kept(letter: Letter, rendered: Rendered) -> dict[str, Any]:
    """What the archive keeps: the words without their secrets."""
    forms = rendering.secret_forms(letter.secrets)
    shown = rendering.sealed(rendered, forms)
    calendar = rendering.seal(letter.calendar, forms)
    return {"subject": shown.subject, "text": shown.text, "html": shown.html, "calendar": calendar, "secrets": {}}


def wiped(letter: Letter) -> dict[str, Any]:
    """For a letter that cannot be put into words: that it held secrets is kept, they are not."""
    return {"text": harmless.SEAL if letter.secrets else "", "html": "", "secrets": {}}


def record(letter: Letter, state: str, *, answered: bool = True, **changes: Any) -> bool:
    """Writes the result, if the letter is still ours: a swept letter may be in other hands by now."""
    mine = {"claimed_by": letter.claimed_by, "claimed_at": letter.claimed_at}
    attempts = letter.attempts + 1 if answered else letter.attempts
    try:
        states.move(letter, state, provided=mine, attempts=attempts, **changes)
    except states.IllegalMove:
        log.warning("letter %s was taken over before its result (%s) could be kept", letter.key, state)
        return False
    if words := changes.get("server_words") if state != "sent" else "":
        LetterTry.objects.create(letter=letter, outcome=state, words=words)
    return True


def record_firmly(letter: Letter, state: str, **changes: Any) -> None:
    """Like `record`, again and again on new connections while the database is away: the letter has left already."""
    for pause in PAUSES:
        try:
            record(letter, state, **changes)
            return
        except (OperationalError, InterfaceError):
            log.exception("letter %s has left, and its record is tried again", letter.key)
            connection.close()
            threading.Event().wait(pause)
    record(letter, state, **changes)


def again(letter: Letter, verdict: Verdict) -> bool:
    """Later once more, until it has been tried often enough."""
    attempts = letter.attempts + 1
    if attempts >= verdicts.MOST_ATTEMPTS:
        return fail(letter, verdict)
    retry_at = clock.now() + verdicts.delay(attempts, verdict.code)
    record(letter, "waiting", retry_at=retry_at, server_words=verdict.words)
    return True


def down(letter: Letter, verdict: Verdict) -> bool:
    """The server is out of reach: the letter waits without blame, and the batch stops."""
    log.warning("the mail server is out of reach: %s", verdict.words)
    record(letter, "waiting", answered=False, retry_at=clock.now() + verdicts.pause(), server_words=verdict.words)
    return False


def fail(letter: Letter, verdict: Verdict) -> bool:
    """For good. The coordinator sees it; a dead address is noted on the person."""
    try:
        words = kept(letter, rendering.render(letter))
    except Exception:
        words = wiped(letter)
    kept_it = record(letter, "failed", server_words=verdict.words, message_id=envelopes.message_id(letter), **words)
    if kept_it and verdict.address_is_dead:
        note_dead_address(letter, verdict.words)
    return True


def note_dead_address(letter: Letter, words: str) -> None:
    """The receiver counts as unreachable from now, unless the address has been changed meanwhile."""
    person = letter.person
    if person is None:
        subscriptions.note_unreachable(letter)
        return
    rows = Person.objects.filter(pk=person.pk, email=letter.to_address, unreachable_since=None)
    if rows.update(unreachable_since=clock.now()):
        audit.record("person.unreachable", by=None, about=person, details={"letter": letter.public_id, "words": words})


def sweep() -> int:
    """Gives back letters whose worker is dead, or has held them longer than the lease. Returns how many."""
    lease_ends = clock.now() - timedelta(seconds=settings.LETTER_LEASE)
    held = Letter.objects.filter(state="sending")
    lost = [
        letter
        for letter in held
        if letter.claimed_at is None or letter.claimed_at < lease_ends or workers.is_dead(letter.claimed_by)
    ]
    return sum(give_back(letter) for letter in lost)


def give_back(letter: Letter) -> bool:
    """The letter can be claimed again at once; a letter that kills its workers is not tried for ever."""
    words = gettext_noop("Its worker stopped before the result was known.")
    if letter.attempts + 1 >= verdicts.MOST_ATTEMPTS:
        return record(letter, "failed", server_words=words, **wiped(letter))
    return record(letter, "waiting", retry_at=clock.now(), server_words=words)
