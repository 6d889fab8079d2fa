"""Letters. Writing one makes a row, in the transaction of the deed it is about, and nothing else happens."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from forum import shelves, states
from forum.models import Letter, Mailing, Person
from forum.services import audit, own_texts, wake_up
from forum.services.harmless import SEAL
from forum.services.verbs import quiet_verb

AT_ONCE = 500
FAILURES = ("failed", "bounced")
_trying: ContextVar[bool] = ContextVar("trying", default=False)


@dataclass(frozen=True)
class Addressee:
    """Somebody who gets letters without being a person of the forum."""

    name: str
    email: str
    language: str


class CannotResend(Exception):
    """The letter held a personal link or a code, which is not kept, and nobody can make a new one for it; or its words
    were wiped.
    """


@dataclass(frozen=True)
class Draft:
    """A letter to be written: see `write`. `about` and `mailing` may be None."""

    key: str
    kind: str
    person: Person | Addressee
    facts: dict[str, Any]
    about: models.Model | None = None
    about_kind: str = ""
    about_id: str = ""
    secrets: dict[str, Any] | None = None
    calendar: str = ""
    calendar_method: str = ""
    language: str = ""
    urgent: bool = False
    mailing: Mailing | None = None


@contextmanager
def trying() -> Iterator[None]:
    """Within it `write` gives back letters that are nowhere saved: to show what would be written."""
    token = _trying.set(True)
    try:
        yield
    finally:
        _trying.reset(token)


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
    draft = Draft(
        key=key,
        kind=kind,
        person=person,
        facts=facts,
        about=about,
        secrets=secrets,
        calendar=calendar,
        calendar_method=calendar_method,
        language=language,
        urgent=urgent,
    )
    columns = columns_of(draft, own_texts.current(kind))
    if _trying.get():
        return Letter(key=key, **columns)
    letter, new = Letter.objects.get_or_create(key=key, defaults=columns)
    if new:
        wake_up.after_commit()
    return letter


def write_many(drafts: Iterable[Draft]) -> list[Letter]:
    """Queues all of them in a handful of queries, however many; those already written under their keys stay as they
    are (asking twice writes once). Gives back every letter, in the order asked for, without its words and facts.
    """
    asked = {draft.key: draft for draft in drafts}
    versions = {kind: own_texts.current(kind) for kind in {draft.kind for draft in asked.values()}}
    rows = [Letter(key=key, **columns_of(draft, versions[draft.kind])) for key, draft in asked.items()]
    Letter.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)
    if rows:
        wake_up.after_commit()
    return written(list(asked))


def shown(draft: Draft) -> Letter:
    """The letter as it would be written now; nowhere saved."""
    return Letter(key=draft.key, **columns_of(draft, own_texts.current(draft.kind)))


def written(keys: list[str]) -> list[Letter]:
    """The letters of these keys, in this order."""
    slim = Letter.objects.defer("facts", "secrets", "text", "html", "calendar")
    parts = (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))
    found = {letter.key: letter for part in parts for letter in slim.filter(key__in=part)}
    return [found[key] for key in keys if key in found]


def columns_of(draft: Draft, versions: dict[str, int]) -> dict[str, Any]:
    """The row's values; with the facts are frozen which version of the secretariat's own words it goes with."""
    about, person = draft.about, draft.person
    language = draft.language or person.language
    return {
        "kind": draft.kind,
        "person": person if isinstance(person, Person) else None,
        "to_name": person.name,
        "to_address": person.email,
        "language": language,
        "about_kind": (about._meta.model_name or "") if about else draft.about_kind,
        "about_id": str(getattr(about, "public_id", about.pk)) if about else draft.about_id,
        "facts": {**draft.facts, **own_texts.frozen(versions, language, person)},
        "secrets": draft.secrets or {},
        "calendar": draft.calendar,
        "calendar_method": draft.calendar_method,
        "urgent": draft.urgent,
        "mailing": draft.mailing,
    }


@quiet_verb
def resend(letter: Letter, *, by: Person) -> Letter:
    """Queues a failed or bounced letter again, to the address the person has now. Raises CannotResend, IllegalMove."""
    if letter.words_wiped_at:
        raise CannotResend(_("Its words are no longer kept."))
    secrets = fresh_secrets(letter)
    address = letter.person.email if letter.person else letter.to_address
    again: dict[str, Any] = {
        "attempts": 0,
        "retry_at": None,
        "server_words": "",
        "to_address": address,
        "secrets": secrets,
        "calendar": fresh_calendar(letter),
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
    return not why_not_again(letter)


def why_not_again(letter: Letter) -> str:
    """Why `resend` would not queue it, in words; nothing when it would."""
    if letter.state not in FAILURES:
        return _("It has not failed.")
    if letter.person and letter.person.anonymised_at:
        return _("The receiver has been anonymised.")
    if letter.words_wiped_at:
        return _("Its words are no longer kept.")
    if held_secrets(letter) and not shelves.letter_secrets.has(letter.kind):
        return _("The letter held a personal link or a code, which is not kept. Send a new one instead.")
    return ""


def fresh_calendar(letter: Letter) -> str:
    """The calendar file to send with: made anew by whoever owns this kind of letter, else the one it had."""
    if not letter.calendar or not shelves.letter_calendars.has(letter.kind):
        return letter.calendar
    return shelves.letter_calendars.get(letter.kind)(letter)


def fresh_secrets(letter: Letter) -> dict[str, Any]:
    """The secrets to send with: those still there, or new ones made by whoever owns this kind of letter."""
    if not held_secrets(letter):
        return letter.secrets
    if not shelves.letter_secrets.has(letter.kind):
        raise CannotResend(_("The letter held a personal link or a code, which is not kept. Send a new one instead."))
    return shelves.letter_secrets.get(letter.kind)(letter)
