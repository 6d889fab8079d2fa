"""The rules of a meeting's letters: what leaves when, to whom and why. They stand on a shelf; others add theirs.

letter_rules.put("views", Rule("views", _("Requests for views"), day, audience, write), order=45)
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.functional import cached_property

from forum.models import Letter, Person
from forum.services import feedback
from forum.shelves import Shelf
from meetings.models import Escalation, InvitationLetter, Meeting, Notes
from meetings.services import coverage
from meetings.services.coverage import Board, Row
from regions.models import Mandate

ASKING = ("invitation", "deputy_asked", "ask_deputy")
"""The letters by which somebody is asked for the first time."""


@dataclass(frozen=True)
class Getter:
    """Somebody who gets a letter and `why`, in words; `rows` are the seats it is about, `part` which rung or mode."""

    person: Person
    why: Any
    rows: tuple[Row, ...] = ()
    part: str = ""


@dataclass(frozen=True)
class Missing:
    """A seat or person who gets none, and `why`; `who` is its public id, `region` the code of its region."""

    name: str
    why: Any
    who: str = ""
    region: str = ""


@dataclass(frozen=True)
class Audience:
    """Who would get a letter now, and who would not."""

    getters: list[Getter] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many people get a letter."""
        return len(self.people)

    @property
    def people(self) -> list[Person]:
        """The receivers, each once."""
        return list({one.person.pk: one.person for one in self.getters}.values())


@dataclass
class Situation:
    """How a meeting stands for its letters; everything is asked once, however many rules ask. `day` is a step's day.

    `said` is what was decided when the letters were let go: {"until": "2027-03-12"}, the last day to check notes.
    """

    meeting: Meeting
    day: date | None = None
    said: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def board(self) -> Board:
        """Every seat with its people, its invitation and its answer."""
        return coverage.board(self.meeting)

    @cached_property
    def contacts(self) -> dict[int, list[Person]]:
        """The reachable contacts of each region, by its pk. One query."""
        found: dict[int, list[Person]] = {}
        for mandate in Mandate.objects.in_force().filter(role="contact").select_related("person").order_by("pk"):
            if mandate.person.reachable and mandate.region_id:
                found.setdefault(mandate.region_id, []).append(mandate.person)
        return found

    @cached_property
    def rungs(self) -> set[tuple[int, str]]:
        """(invitation, rung) for each rung that the ladder has climbed. One query."""
        climbed = Escalation.objects.filter(invitation__meeting=self.meeting)
        return set(climbed.values_list("invitation", "rung"))

    @cached_property
    def asked_at(self) -> dict[tuple[int, int], datetime]:
        """When each person was first asked for an invitation, by (invitation, person). One query."""
        asked = InvitationLetter.objects.filter(invitation__meeting=self.meeting, purpose__in=ASKING).order_by("-id")
        rows = asked.values_list("invitation", "letter__person", "letter__written_at")
        return {(invitation, person): at for invitation, person, at in rows}

    @cached_property
    def coordinators(self) -> list[Person]:
        """The coordinators in office whom a letter can reach. One query."""
        return feedback.readers()

    @cached_property
    def notes(self) -> Notes | None:
        """The meeting's notes, if they have been begun; no query for a meeting fetched with its page."""
        return getattr(self.meeting, "notes", None)


def every_meeting(meeting: Meeting) -> bool:
    """The rule is for every meeting."""
    return True


def nothing(situation: Situation) -> str:
    """Nothing stands in the way."""
    return ""


def never(situation: Situation) -> datetime | None:
    """It is done here and nowhere else."""
    return None


@dataclass(frozen=True)
class Rule:
    """A letter of every meeting: its day, who gets it, and how it is written.

    `by_hand`: it leaves only when the coordinator has released it. `needed`: when its day is over before there is a
    plan, it is missed rather than skipped. `fits` says for which meetings it is. `obstacle` says in words why it cannot
    leave yet. `settled` is when it was done elsewhere. `after` the meeting it may still leave; `again`: also after a
    move. `page` is the name of the address where it is prepared. `write(situation, audience, by)` writes the letters;
    asked twice it writes each once. `example` gives them without any deed, where writing them is one; `letter` is the
    template that most of them have.
    """

    key: str
    label: Any
    day: Callable[[Meeting], date]
    audience: Callable[[Situation], Audience]
    write: Callable[[Situation, Audience, Person | None], list[Letter]]
    about: Any = ""
    by_hand: bool = False
    after: bool = False
    again: bool = False
    needed: bool = False
    fits: Callable[[Meeting], bool] = every_meeting
    obstacle: Callable[[Situation], str] = nothing
    settled: Callable[[Situation], datetime | None] = never
    page: str = ""
    letter: str = ""
    example: Callable[[Situation, Audience, Person | None], list[Letter]] | None = None


letter_rules: Shelf[Rule] = Shelf("the letters of every meeting, by name: a Rule")


def labels() -> dict[str, Any]:
    """What each rule is called, by its name."""
    return {name: rule.label for name, rule in letter_rules.named()}


def by_person(getters: Iterable[Getter]) -> Iterator[Getter]:
    """Each person once, with all the seats; why and part are those of the first."""
    found: dict[int, Getter] = {}
    for one in getters:
        known = found.get(one.person.pk)
        rows = (*known.rows, *one.rows) if known else one.rows
        found[one.person.pk] = Getter(
            one.person, known.why if known else one.why, rows, known.part if known else one.part
        )
    yield from found.values()
