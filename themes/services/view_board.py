"""The board of a round: which regions have sent their view, who is silent, and whom to ask about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Max

from forum.models import Letter, Person
from themes.models import RegionView, ViewRound
from themes.services import view_letters, view_rounds
from themes.services.view_content import Meter, meter
from themes.services.view_words import STATE_SIGNS, STATES, state_of

FILTERS = ("silent", "requested", "draft", "approved", "frozen", "none")
SILENT = ("requested", "draft")
CSS = {"requested": "wait", "draft": "far", "approved": "yes", "frozen": "yes", "none": "no"}


@dataclass(frozen=True)
class Row:
    """A region's state in words. Of a draft the board says how much is there, never what it says.

    `people` are those who draft and approve, by role; `reminded_at` is when the newest reminder was written.
    """

    view: RegionView
    state: str
    meter: Meter
    people: dict[str, list[Person]] = field(default_factory=dict)
    reminded_at: datetime | None = None

    @property
    def symbol(self) -> str:
        """The state's sign."""
        return STATE_SIGNS[self.state]

    @property
    def css(self) -> str:
        """The state's colour."""
        return CSS[self.state]

    @property
    def word(self) -> Any:
        """The state in words."""
        return STATES[self.state]

    @property
    def is_silent(self) -> bool:
        """Whether the region is still to answer."""
        return self.state in SILENT

    @property
    def writers(self) -> list[Person]:
        """Who drafts the view."""
        return view_letters.writers_of(self.people)

    @property
    def approvers(self) -> list[Person]:
        """Who approves it."""
        return self.people.get("approver", [])


@dataclass(frozen=True)
class Board:
    """The round's regions, by name."""

    round: ViewRound
    rows: list[Row]

    @property
    def sent(self) -> int:
        """How many regions have an approved view."""
        return sum(row.state in {"approved", "frozen"} for row in self.rows)

    @property
    def silent(self) -> list[Row]:
        """Who is still to answer."""
        return [row for row in self.rows if row.is_silent]

    def narrowed(self, state: str) -> list[Row]:
        """The rows of a state; "silent" is both not begun and draft; all for anything else."""
        if state == "silent":
            return self.silent
        return [row for row in self.rows if row.state == state] if state in FILTERS else self.rows


def board(round: ViewRound, *, views: Iterable[RegionView] | None = None) -> Board:
    """The board; three queries, however many regions."""
    found = list(views) if views is not None else view_rounds.views_of(round)
    people = view_letters.people_of([view.region for view in found])
    reminded = reminders_of(found)
    rows = [
        Row(view, state_of(view), meter(view), people[view.region_id], reminded.get(view.public_id)) for view in found
    ]
    return Board(round, sorted(rows, key=lambda row: str(row.view.region.name)))


def reminders_of(views: list[RegionView]) -> dict[str, datetime]:
    """When each view's newest reminder was written. One query."""
    written = Letter.objects.filter(about_kind="regionview", about_id__in=[view.public_id for view in views])
    written = written.filter(kind=view_letters.REMINDER)
    return dict(written.values_list("about_id").annotate(newest=Max("written_at")).order_by())
