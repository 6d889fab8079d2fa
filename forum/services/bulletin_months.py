"""The monthly letter: on the first days of a month, the last month's bulletins to those who want one letter a month."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from forum import clock
from forum.addresses import in_all_languages
from forum.dates import as_day
from forum.models import Bulletin, Subscription
from forum.services import letters
from forum.services.letters import Draft
from forum.services.subscriptions import receiver, secrets_of
from forum.services.verbs import quiet_verb
from forum.texts import texts_of

KIND = "bulletin_month"
DAYS = 3
"""On the first so many days of a month; later it is too late for the month before."""


def last_month(today: date) -> tuple[date, date]:
    """The first and the last day of the month before."""
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


@quiet_verb
def send() -> int:
    """Writes the letters of the last month, each once. Gives how many. Safe to run twice."""
    today = clock.today()
    if today.day > DAYS:
        return 0
    first, last = last_month(today)
    out = [one for one in recent(first) if one.published_at and first <= as_day(one.published_at) <= last]
    return len(letters.write_many(drafts(out, f"{first:%Y-%m}"))) if out else 0


def recent(first: date) -> list[Bulletin]:
    """Public bulletins from about that day on, oldest first, with their sections."""
    since = clock.now() - timedelta(days=(clock.today() - first).days + 1)
    return list(Bulletin.objects.public().filter(published_at__gte=since).order_by("published_at"))


def drafts(out: list[Bulletin], month: str) -> Iterator[Draft]:
    """One letter to each subscriber whom any of the bulletins concerns."""
    lines = {one.pk: line(one) for one in out}
    rows = Subscription.objects.reachable().filter(rhythm="monthly").select_related("person")
    for subscription in rows:
        wanted = [lines[one.pk] for one in out if one.tells(subscription.topics)]
        if wanted:
            yield Draft(
                key=f"{KIND}:{month}:{subscription.public_id}",
                kind=KIND,
                person=receiver(subscription),
                facts={"bulletins": wanted},
                about=subscription,
                secrets=secrets_of(subscription),
                language=subscription.language,
            )


def line(bulletin: Bulletin) -> dict[str, Any]:
    """What the letter says of one bulletin."""
    return {
        "title": texts_of(bulletin, "title"),
        "lead": texts_of(bulletin, "lead"),
        "url": in_all_languages("forum:bulletin", bulletin.public_id),
    }
