"""The coordinators' inbox: mail in words, what it belongs to, who wrote it, and how much of it waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Subquery, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forum import incoming, shelves
from forum.incoming import Home
from forum.models import IncomingMail, Person
from forum.rules import is_coordinator
from forum.shelves import Task

STATES = {
    "new": gettext_lazy("Not read yet"),
    "inbox": gettext_lazy("Waits for you"),
    "failed": gettext_lazy("Could not be read"),
    "done": gettext_lazy("Done"),
    "handled": gettext_lazy("Settled by itself"),
}
KINDS = {
    "calendar": gettext_lazy("Answer from a calendar"),
    "bounce": gettext_lazy("Letter that came back"),
    "complaint": gettext_lazy("Complaint of unwanted mail"),
    "auto_reply": gettext_lazy("Automatic answer"),
    "personal": gettext_lazy("Somebody wrote"),
    "unknown": gettext_lazy("Not known"),
}
SIGNS = {"inbox": "plain", "failed": "late", "done": "brand", "handled": "plain", "new": "plain"}
FACT = "mail_waiting"


@dataclass(frozen=True)
class Line:
    """A mail as a list shows it. `duties` are what its sender does in the forum."""

    mail: IncomingMail
    home: Home | None
    duties: list[str]

    @property
    def state(self) -> Any:
        """Its state in words."""
        return STATES[self.mail.state]

    @property
    def kind(self) -> Any:
        """What kind of mail it is, in words."""
        return KINDS[self.mail.kind]

    @property
    def sign(self) -> str:
        """How the state's tag looks."""
        return SIGNS[self.mail.state]

    @property
    def sender(self) -> str:
        """Who wrote it: the person's name of today, else what the mail says."""
        mail = self.mail
        own = mail.person.name if mail.person and mail.kind != "bounce" else ""
        return own or mail.from_name or mail.from_address or _("unknown sender")


def lines(mails: Iterable[IncomingMail]) -> list[Line]:
    """The mails (with `person` fetched) in words; a fixed number of queries for each kind of thing they belong to."""
    found = list(mails)
    homes = homes_of(found)
    people = list({mail.person.pk: mail.person for mail in found if mail.person}.values())
    duties = duties_of(people)
    return [
        Line(mail, homes.get((mail.about_kind, mail.about_id)), duties.get(mail.person_id or 0, [])) for mail in found
    ]


def homes_of(mails: list[IncomingMail]) -> dict[tuple[str, str], Home]:
    """The things that the mails belong to."""
    found: dict[tuple[str, str], Home] = {}
    for kind in sorted({mail.about_kind for mail in mails if incoming.homes.has(mail.about_kind)}):
        ids = {mail.about_id for mail in mails if mail.about_kind == kind}
        found |= {(kind, public_id): home for public_id, home in incoming.homes.get(kind).find(ids).items()}
    return found


def duties_of(people: list[Person]) -> dict[int, list[str]]:
    """What the people do in the forum, by the person's key."""
    found: dict[int, list[str]] = {}
    for ask in shelves.people_duties.entries() if people else []:
        for pk, words in ask(people).items():
            found.setdefault(pk, []).extend(words)
    return found


def choices() -> list[tuple[Any, list[tuple[str, str]]]]:
    """What a mail can be said to belong to: (kind in words, [("kind:id", name)])."""
    return [
        (kind.label, [(f"{name}:{public_id}", words) for public_id, words in kind.choices()])
        for name, kind in incoming.homes.named()
    ]


def fact(name: str) -> Subquery:
    """How much mail waits: asked in the same query as the signed-in person."""
    waiting = IncomingMail.objects.waiting().order_by()
    return Subquery(waiting.annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n"))


def tasks(person: Any) -> list[Task]:
    """Mail that waits is the coordinators' to see to."""
    if not is_coordinator(person):
        return []
    known = hasattr(person, FACT)
    count = (getattr(person, FACT) or 0) if known else IncomingMail.objects.waiting().count()
    if not count:
        return []
    title = ngettext("%(count)s mail waits in the inbox", "%(count)s mails wait in the inbox", count)
    return [
        Task(
            title=title % {"count": count},
            text=_("Answers and questions that nothing here could settle by itself."),
            url=reverse("forum:inbox"),
            verb=_("Open the inbox"),
            kind="inbox",
        )
    ]
