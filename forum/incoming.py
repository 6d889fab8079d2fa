"""What upper floors put beside the mail that comes in: readers that take what is theirs, and things it belongs to."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from forum.shelves import Drawer, Shelf

if TYPE_CHECKING:
    from forum.models import IncomingMail, Letter, Person
    from forum.services.opened_mail import Opened

About = tuple[str, str]
"""A thing by kind and public id."""


@dataclass(frozen=True)
class Outcome:
    """What became of a mail: `state` is handled or inbox, `words` are English (marked with gettext_noop), and
    `details` plain facts for whoever took it. What is None or empty stays as it was found before.
    """

    kind: str
    state: str
    words: str
    letter: "Letter | None" = None
    person: "Person | None" = None
    about: About = ("", "")
    strength: str = ""
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Home:
    """A thing that mail can belong to: its name and its page in the coordinator's tools."""

    name: str
    url: str


@dataclass(frozen=True)
class HomeKind:
    """Things of one kind: `find(public ids)` gives their homes by id, `choices()` (id, name) what to choose from."""

    label: Any
    find: Callable[[Collection[str]], dict[str, Home]]
    choices: Callable[[], list[tuple[str, str]]]


Reader = Callable[["IncomingMail", "Opened"], Outcome | None]
readers: Shelf[Reader] = Shelf("who takes a mail: function(mail, opened) -> Outcome, or None when it is not theirs")
finders: Shelf[Callable[["Opened"], About | None]] = Shelf("what a mail belongs to by the address it was sent to")
homes: Shelf[HomeKind] = Shelf("what mail can belong to, by the model's name")
page: Shelf[Drawer] = Shelf("sections of a mail's page: context(request, mail=..., opened=...)")
