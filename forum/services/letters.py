"""Letters. Writing one makes a row, in the transaction of the deed it is about, and nothing else happens."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from forum import shelves, states
from forum.models import Letter, Person
from forum.services import audit, wake_up
from forum.services.rendering import SEAL
from forum.services.verbs import quiet_verb


@dataclass(frozen=True)
class Addressee:
    """Somebody who gets letters without being a person of the forum."""

    name: str
    email: str
    language: str


class CannotResend(Exception):
    """The letter held a personal link or a code, which is not kept, and nobody can make a new one for it."""


def write(
    *,
    key: str,
    kind: str,
    person: Person | Addressee,
    facts: dict[str, Any],
    about: models.Model | None = None,
    secrets: dict[str, Any] | None = None,
    calendar: str = "",
    calendar_method: str = "",
    language: str = "",
    urgent: bool = False,
) -> Letter:
    """Queues one letter to `person`, or gives back the one already written under `key` (asking twice writes once).

    `kind` names the template `letters/<kind>.html` (and `.txt`, `<kind>_subject.txt`). `facts` are plain JSON and
    frozen here; `secrets` (codes, personal links) are wiped once the letter has left.
    """
    letter, new = Letter.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "person": person if isinstance(person, Person) else None,
            "to_name": person.name,
            "to_address": person.email,
            "language": language or person.language,
            "about_kind": (about._meta.model_name or "") if about else "",
            "about_id": str(getattr(about, "public_id", about.pk)) if about else "",
            "facts": facts,
            "secrets": secrets or {},
            "calendar": calendar,
            "calendar_method": calendar_method,
            "urgent": urgent,
        },
    )
    if new:
        wake_up.after_commit()
    return letter


@quiet_verb
def resend(letter: Letter, *, by: Person) -> Letter:
    """Queues a failed or bounced letter again, to the address the person has now. Raises CannotResend, IllegalMove."""
    secrets = fresh_secrets(letter)
    address = letter.person.email if letter.person else letter.to_address
    again: dict[str, Any] = {
        "attempts": 0,
        "retry_at": None,
        "server_words": "",
        "to_address": address,
        "secrets": secrets,
    }
    before: dict[str, Any] = {"words": letter.server_words}
    if address != letter.to_address:
        before["address"] = None
    states.move(letter, "queued", **again)
    audit.record("letter.resend", by=by, about=letter, details=before)
    wake_up.after_commit()
    return letter


@quiet_verb
def cancel(letter: Letter, *, by: Person) -> Letter:
    """Stops a letter that has not left yet; its secrets go with it. Raises IllegalMove when it has left."""
    states.move(letter, "cancelled", secrets={})
    audit.record("letter.cancel", by=by, about=letter)
    return letter


@quiet_verb
def release(letter: Letter, *, by: Person) -> Letter:
    """Lets go a letter that was withheld for review."""
    states.move(letter, "queued")
    audit.record("letter.release", by=by, about=letter)
    wake_up.after_commit()
    return letter


def held_secrets(letter: Letter) -> bool:
    """Whether the letter was written with a personal link or a code that has been wiped since."""
    return not letter.secrets and SEAL in f"{letter.subject}{letter.text}{letter.html}"


def can_resend(letter: Letter) -> bool:
    """Whether `resend` would queue it."""
    if letter.state not in states.sources(Letter.MOVES, "queued") or letter.state == "withheld":
        return False
    return not held_secrets(letter) or shelves.letter_secrets.has(letter.kind)


def fresh_secrets(letter: Letter) -> dict[str, Any]:
    """The secrets to send with: those still there, or new ones made by whoever owns this kind of letter."""
    if not held_secrets(letter):
        return letter.secrets
    if not shelves.letter_secrets.has(letter.kind):
        raise CannotResend(_("The letter held a personal link or a code, which is not kept. Send a new one instead."))
    return shelves.letter_secrets.get(letter.kind)(letter)
