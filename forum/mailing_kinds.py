"""Kinds of mass letters. Floors put theirs on `shelves.mailing_kinds`; the engine asks them what only they know."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from forum import shelves
from forum.audiences import Member
from forum.models import Letter, Mailing, MailingReceiver
from forum.services.letters import Draft


def nothing(*_: Any) -> dict[str, Any]:
    """No facts."""
    return {}


def never(mailing: Mailing) -> bool:
    """Nothing holds it."""
    return False


def as_it_is(mailing: Mailing, receiver: MailingReceiver, draft: Draft) -> Draft:
    """The letter as the engine drafted it."""
    return draft


@dataclass(frozen=True)
class MailingKind:
    """What the engine must know of a kind; `letter` names the template `letters/<letter>` (no other kinds' letters).

    `shared(mailing)` gives the facts that hold for all, once; `facts(mailing, member)` a member's own, without queries.
    Both are frozen by the dry run. `adjust(mailing, receiver, draft)` has the last word on a letter when it is written
    (secrets, a calendar part), without queries. `deliver(mailing, receivers, by)` writes the letters in its own way,
    where a letter is part of a greater deed; it must be harmless to run twice. `example(mailing, receiver)` is then one
    of its letters, nowhere saved. `held(mailing)`: it does not leave by itself now. `stopped(mailing)` undoes what
    hangs on its letters that did not leave. `like(mailing)`: which of this kind are compared with it, as a filter.

    `permission` is needed to write and release it; `second_person`: another of the staff must release it as well
    (always, never, or None: where the forum's setting says so).
    `asks_text`: subject and body are written by hand, and must be there in the required languages. `every_region`: a
    region where nobody can be written to blocks the release, unless a reason is given. `placeholders` are offered.
    `composed`: the page for new letters offers it; it is about one of `abouts()`: (public id, words), where there are.
    """

    label: Any
    letter: str
    shared: Callable[[Mailing], dict[str, Any]] = nothing
    facts: Callable[[Mailing, Member], dict[str, Any]] = nothing
    adjust: Callable[[Mailing, MailingReceiver, Draft], Draft] = as_it_is
    deliver: Callable[[Mailing, list[MailingReceiver], Any], list[Letter]] | None = None
    example: Callable[[Mailing, MailingReceiver], Letter] | None = None
    held: Callable[[Mailing], bool] = never
    stopped: Callable[[Mailing], object] = nothing
    like: Callable[[Mailing], dict[str, Any]] = nothing
    permission: str = "forum.write_mailings"
    second_person: bool | None = None
    asks_text: bool = True
    every_region: bool = True
    placeholders: tuple[str, ...] = ("name", "region", "seat")
    composed: bool = False
    about_kind: str = ""
    abouts: Callable[[], list[tuple[str, Any]]] | None = None
    audience: tuple[dict[str, Any], ...] = ()
    hint: Any = ""


class UnknownKind(Exception):
    """No floor offers mass letters of this kind."""


def the(name: str) -> MailingKind:
    """The kind by its name on the shelf. Raises UnknownKind."""
    if not shelves.mailing_kinds.has(name):
        raise UnknownKind(name)
    found: MailingKind = shelves.mailing_kinds.get(name)
    return found
