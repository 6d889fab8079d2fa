"""How letters arrived: how many there are in each state without counting millions, and sending again what failed."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import QuerySet

from forum import states
from forum.models import Letter, Person
from forum.services import letters as outbox

MOST = 10_000
"""Letters that are counted, paged through or taken away at once; of more it is only said that there are more."""
WORDS = ("text", "html", "calendar", "facts", "secrets")
"""The columns that make a letter long, which no list shows."""


def counted(found: QuerySet[Letter], *, few: bool) -> dict[str, int]:
    """How many of the letters are in each state, each up to one more than `MOST`.

    `few`: they were narrowed to those of one thing or some people, and are counted together in one query.
    """
    if few:
        seen = list(found.order_by().values_list("state", flat=True)[: MOST + 1])
        if len(seen) <= MOST:
            return dict(Counter(seen))
    return {state: found.filter(state=state)[: MOST + 1].count() for state in Letter.State.values}


def slim(found: QuerySet[Letter]) -> QuerySet[Letter]:
    """The letters with what a list says of them, and no more."""
    of_mailing = [f"mailing__{name}" for name in ("texts", "facts", "audience")]
    return found.select_related("mailing").defer(*WORDS, *of_mailing)


def send_again(chosen: Iterable[Letter], *, by: Person) -> tuple[list[Letter], list[tuple[Letter, str]]]:
    """Queues those again that can be; gives them, and the others each with the reason."""
    sent, refused = [], []
    for letter in chosen:
        why = outbox.why_not_again(letter)
        if not why:
            try:
                sent.append(outbox.resend(letter, by=by))
                continue
            except (outbox.CannotResend, states.IllegalMove) as error:
                why = str(error) if isinstance(error, outbox.CannotResend) else outbox.why_not_again(letter)
        refused.append((letter, why))
    return sent, refused
