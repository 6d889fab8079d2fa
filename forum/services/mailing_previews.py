"""Mass letters as a chosen receiver would read them, before anything of them has been saved or sent."""

from copy import copy
from dataclasses import dataclass
from typing import Any

from forum import audiences, mailing_kinds
from forum.audiences import Found, Member, Reason
from forum.models import Mailing, MailingReceiver, Person
from forum.services import dry_runs, rendering
from forum.services.rendering import Rendered

MOST = 100
"""How many receivers one may choose from."""


@dataclass(frozen=True)
class Preview:
    """The letter to `receiver` in words, without secrets; `rendered` is None when it cannot be put into words."""

    receiver: MailingReceiver
    rendered: Rendered | None


def receivers(mailing: Mailing, by: Person) -> list[MailingReceiver]:
    """Whom to choose from: the frozen ones, or else those of today, and oneself."""
    kind = mailing_kinds.the(mailing.kind)
    if mailing.frozen_at:
        found = list(MailingReceiver.objects.filter(mailing=mailing).select_related("person")[:MOST])
    else:
        found = [dry_runs.receiver_of(mailing, kind, member) for member in as_found(mailing).members[:MOST]]
    own = dry_runs.receiver_of(mailing, kind, Member(by, (Reason("chosen"),)))
    return found if any(one.who == own.who for one in found) else [*found, own]


def as_found(mailing: Mailing) -> Found:
    """The audience today; empty when a part of it is not offered any more."""
    try:
        return audiences.find(mailing.audience)
    except audiences.UnknownAudience:
        return Found()


def chosen(among: list[MailingReceiver], who: str) -> MailingReceiver:
    """The one asked for, or the first."""
    return next((one for one in among if one.who == who), among[0])


def of(mailing: Mailing, receiver: MailingReceiver, texts: dict[str, Any] | None = None) -> Preview:
    """The receiver's letter, with `texts` in place of the saved ones when given."""
    shown = copy(mailing)
    if texts is not None:
        shown.texts = texts
    if not mailing.frozen_at:
        shown.facts = {**mailing.facts, **mailing_kinds.the(mailing.kind).shared(mailing)}
    receiver.language = dry_runs.language_for(shown, receiver.person.language if receiver.person else receiver.language)
    letter = dry_runs.example(shown, receiver)
    try:
        words = rendering.sealed(rendering.render(letter), rendering.secret_forms(letter.secrets))
    except Exception:
        return Preview(receiver, None)
    return Preview(receiver, words)
