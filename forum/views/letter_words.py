"""Letters in words: what kind, in which state, what they are about, and what was answered to them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forum import shelves
from forum.forms.records import STATES, kind_in_words
from forum.models import Letter
from forum.services.letters import FAILURES
from forum.services.tables import Table

GOOD = ("sent",)
About = tuple[Any, str]


@dataclass(frozen=True)
class Line:
    """A letter as the page of letters shows it. `about` is in words, with the staff's page of it or ""."""

    letter: Letter
    about: About
    note: Any = ""

    @property
    def kind(self) -> str:
        """What kind of letter it is."""
        return kind_in_words(self.letter.kind)

    @property
    def state(self) -> Any:
        """Its state in words."""
        return STATES[self.letter.state]

    @property
    def sign(self) -> str:
        """How the state's tag looks."""
        return "brand" if self.letter.state in GOOD else "late" if self.has_failed else "plain"

    @property
    def has_failed(self) -> bool:
        """Whether it may be chosen to be sent again."""
        return self.letter.state in FAILURES


def lines(letters: Iterable[Letter]) -> list[Line]:
    """The letters in words, at a constant number of queries."""
    found = list(letters)
    about, notes = abouts(found), notes_of(found)
    return [
        Line(letter, about.get((letter.about_kind, letter.about_id), ("", "")), notes.get(letter.pk, ""))
        for letter in found
    ]


def abouts(letters: list[Letter]) -> dict[tuple[str, str], About]:
    """What the letters are about, by kind and public id."""
    ids: dict[str, set[str]] = defaultdict(set)
    for letter in letters:
        if letter.about_kind:
            ids[letter.about_kind].add(letter.about_id)
    return {(kind, one): about for kind, some in ids.items() for one, about in of_kind(kind, some).items()}


def of_kind(kind: str, ids: set[str]) -> dict[str, About]:
    """Things of one kind in words: as their floor says them, else by what kind of thing they are."""
    plain = str(shelves.log_kinds.get(kind)) if shelves.log_kinds.has(kind) else ""
    found = shelves.letter_subjects.get(kind)(ids) if shelves.letter_subjects.has(kind) else {}
    return {**{one: (plain, "") for one in ids}, **found}


def notes_of(letters: list[Letter]) -> dict[int, Any]:
    """What was answered, by the letter's primary key."""
    found: dict[int, Any] = {}
    for notes in shelves.letter_notes.entries():
        found |= notes(letters)
    return found


def as_table(letters: Iterable[Letter]) -> Table:
    """The letters to take away, with the cells that the page shows."""
    heads = [_("Letter"), _("Kind of letter"), _("To"), _("E-mail address"), _("Mass letter"), _("About"), _("Written")]
    heads += [_("Accepted by the mail server"), _("State"), _("Tries"), _("The mail server said"), _("The answer")]
    rows = (cells(line) for some in handfuls(letters) for line in lines(some))
    return Table("letters", heads, rows, _("Letters"), widths=(40, 24, 28, 30, 30, 30, 16, 16, 22, 8, 50, 24))


def cells(line: Line) -> list[Any]:
    """A line's cells."""
    letter = line.letter
    return [
        letter.subject,
        line.kind,
        letter.to_name,
        letter.to_address,
        letter.mailing.name if letter.mailing else "",
        line.about[0],
        letter.written_at,
        letter.sent_at,
        line.state,
        letter.attempts,
        _(letter.server_words) if letter.server_words else "",
        line.note,
    ]


def handfuls(letters: Iterable[Letter], size: int = 500) -> Iterable[list[Letter]]:
    """The letters some at a time."""
    some: list[Letter] = []
    for letter in letters:
        some.append(letter)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some
