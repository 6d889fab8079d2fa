"""The board of seats: every region's and organisation's, with holder, deputy and what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from regions.models import Mandate, Organisation, Region, Seat


@dataclass(frozen=True)
class Row:
    """A seat with its people of today. `state` is "ok", "empty" (no holder), "left" or "bounced" (not reached)."""

    seat: Seat
    holder: Mandate | None
    deputy: Mandate | None

    @property
    def state(self) -> str:
        """What is wrong with the holder, if anything."""
        if self.holder is None:
            return "empty"
        person = self.holder.person
        if not person.is_active or person.anonymised_at:
            return "left"
        return "bounced" if person.unreachable_since else "ok"


ORDER = ("chair", "politician", "official", "member")
SHOWN: dict[str, Callable[[Row], bool]] = {
    "all": lambda row: True,
    "empty": lambda row: row.state != "ok",
    "nodeputy": lambda row: row.deputy is None,
}


@dataclass(frozen=True)
class Group:
    """The seats of one region or organisation."""

    body: Region | Organisation
    rows: list[Row]


@dataclass(frozen=True)
class Board:
    """The groups that are shown, and how many seats each choice would show."""

    show: str
    regions: list[Group]
    organisations: list[Group]
    counts: dict[str, int]


def board(show: str = "all") -> Board:
    """The board, narrowed to one of SHOWN, in two queries."""
    seats = sorted(Seat.objects.in_use().with_people(), key=lambda seat: (ORDER.index(seat.kind), seat.number))
    found = [Row(seat, seat.mandate("holder"), seat.mandate("deputy")) for seat in seats]
    counts = {name: sum(map(fits, found)) for name, fits in SHOWN.items()}
    rows = [row for row in found if SHOWN[show](row)]
    of_regions = grouped([row for row in rows if row.seat.region], lambda seat: seat.region)
    of_organisations = grouped([row for row in rows if row.seat.organisation], lambda seat: seat.organisation)
    return Board(show, of_regions, of_organisations, counts)


def grouped(rows: list[Row], body: Callable[[Seat], Any]) -> list[Group]:
    """The rows under their bodies, by name."""
    groups: dict[int, Group] = {}
    for row in rows:
        of = body(row.seat)
        groups.setdefault(of.pk, Group(of, [])).rows.append(row)
    return sorted(groups.values(), key=lambda group: str(group.body.name))
