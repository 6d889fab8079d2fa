"""Mail that came in: stored first, then handed to the readers in order, in the end seen to by a coordinator."""

import logging
import time
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from forum import clock, incoming, states
from forum.incoming import About, Outcome
from forum.models import IncomingMail, Person
from forum.services import audit, harmless
from forum.services.opened_mail import Opened, message_id, opened
from forum.services.verbs import quiet_verb

log = logging.getLogger("forum.incoming")
MOST_READS = 3


def limit() -> int:
    """How many bytes of a mail are kept."""
    return int(settings.INCOMING_LIMIT) * 1_000_000


@quiet_verb
def store(source: bytes, *, via: str, size: int = 0, received_at: datetime | None = None) -> IncomingMail | None:
    """Keeps a mail as it came; None when it is known already. `size` is the whole mail's where it was cut before."""
    whole = max(size, len(source))
    source = source[: limit()]
    mail = opened(source)
    name, address = mail.sender
    stored, new = IncomingMail.objects.get_or_create(
        message_id=message_id(source, mail),
        defaults={
            "via": via,
            "source": source,
            "size": whole,
            "from_name": harmless.line(name)[:200],
            "from_address": address[:254],
            "to_addresses": ", ".join(addressed_to(mail))[:1000],
            "subject": mail.subject[:300],
            "received_at": received_at or clock.now(),
        },
    )
    return stored if new else None


def addressed_to(mail: Opened) -> list[str]:
    """Every address the mail says it was sent to."""
    return list(dict.fromkeys(mail.addresses("Delivered-To", "X-Original-To", "To", "Cc")))[:20]


@quiet_verb
def store_unreadable(source: bytes, *, via: str, words: str) -> None:
    """Keeps the bytes of a mail that could not be stored otherwise, and says so."""
    name = f"<{sha256(source).hexdigest()}@unreadable>"
    kept = {"via": via, "source": source[: limit()], "size": len(source), "state": "failed", "words": words[:500]}
    IncomingMail.objects.get_or_create(message_id=name, defaults=kept)


@quiet_verb
def store_report(told: dict[str, Any], *, name: str, provider: str) -> IncomingMail | None:
    """Keeps what the mail provider reports of a letter; None when it has been told already."""
    facts = {"via": "webhook", "from_name": provider[:200], "details": {"report": told}}
    stored, new = IncomingMail.objects.get_or_create(message_id=f"<{name[:200]}@webhook>", defaults=facts)
    return stored if new else None


def handle_due(*, most: int = 100, seconds: float = 60) -> int:
    """Hands new mail to the readers until none is left, the batch is full or the time is over; gives how many."""
    ends, done = time.monotonic() + seconds, 0
    for pk in list(IncomingMail.objects.new().values_list("pk", flat=True)[:most]):
        if time.monotonic() > ends:
            break
        done += handle(pk)
    return done


def handle(pk: int) -> bool:
    """One mail. What its readers raise is kept on it and blocks no other; one that kills its workers is given up."""
    begun = IncomingMail.objects.filter(pk=pk, state="new").update(reads=F("reads") + 1)
    mail = IncomingMail.objects.filter(pk=pk, state="new").first() if begun else None
    if mail is None:
        return False
    try:
        if mail.reads > MOST_READS:
            raise RuntimeError(gettext_noop("Reading it was begun three times and never came to an end."))
        read(mail)
    except states.IllegalMove:
        return False
    except Exception as error:
        log.exception("mail %s could not be handled", mail.public_id)
        fail(mail, error)
    return True


@quiet_verb
def read(mail: IncomingMail) -> None:
    """Asks the readers in order and keeps what the first one says who takes it, all in one transaction."""
    if not IncomingMail.objects.select_for_update().filter(pk=mail.pk, state="new").exists():
        raise states.IllegalMove(mail, "handled")
    letter = opened(bytes(mail.source))
    outcome = next(found for take in incoming.readers.entries() if (found := take(mail, letter)))
    states.move(mail, outcome.state, **changes(mail, outcome))


def changes(mail: IncomingMail, outcome: Outcome) -> dict[str, Any]:
    """What the row keeps of an outcome."""
    kind, public_id = outcome.about
    return {
        "kind": outcome.kind,
        "words": outcome.words[:500],
        "letter": outcome.letter,
        "person": outcome.person,
        "about_kind": kind,
        "about_id": public_id,
        "strength": outcome.strength,
        "details": {**mail.details, **outcome.details},
    }


def fail(mail: IncomingMail, error: Exception) -> None:
    """The mail is kept and shown with what went wrong."""
    words = str(error) if type(error) is RuntimeError else f"{type(error).__name__}: {error}"
    with transaction.atomic():
        IncomingMail.objects.filter(pk=mail.pk, state="new").update(
            state="failed", words=(harmless.line(words) or type(error).__name__)[:500]
        )


@quiet_verb
def finish(mail: IncomingMail, *, by: Person) -> None:
    """A coordinator has seen to it. Raises IllegalMove."""
    states.move(mail, "done")
    audit.record("mail.finish", by=by, about=mail)


@quiet_verb
def reopen(mail: IncomingMail, *, by: Person) -> None:
    """It waits in the inbox again. Raises IllegalMove."""
    states.move(mail, "inbox")
    audit.record("mail.reopen", by=by, about=mail)


@quiet_verb
def read_again(mail: IncomingMail, *, by: Person) -> None:
    """A mail that failed is handed to the readers once more. Raises IllegalMove."""
    states.move(mail, "new", reads=0, words="")
    audit.record("mail.read_again", by=by, about=mail)


@quiet_verb
def belong(mail: IncomingMail, *, about: About, by: Person) -> None:
    """A coordinator says what it belongs to; ("", "") for nothing."""
    mail.about_kind, mail.about_id = about
    mail.save(update_fields=["about_kind", "about_id"])
    audit.record("mail.belong", by=by, about=mail, details={"belongs_to": home_name(about)})


def home_name(about: About) -> str:
    """What the thing is called."""
    kind, public_id = about
    found = incoming.homes.get(kind).find([public_id]) if incoming.homes.has(kind) else {}
    return found[public_id].name if public_id in found else ""


WIPED: dict[str, Any] = {
    "source": b"",
    "from_name": "",
    "from_address": "",
    "to_addresses": "",
    "subject": "",
    "details": {},
}


@quiet_verb
def forget_old() -> int:
    """Wipes the words of mail that has been kept long enough; that it came, and what came of it, stays."""
    before = clock.now() - timedelta(days=settings.INCOMING_KEPT_DAYS)
    return IncomingMail.objects.kept_since_before(before).update(**WIPED)


def forget_person(*, person: Person, by: Person | None) -> None:
    """Wipes the words of mail from somebody who is anonymised."""
    IncomingMail.objects.filter(person=person).update(**WIPED)
    IncomingMail.objects.filter(from_address=person.email).update(**WIPED)
