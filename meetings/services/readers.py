"""For whom a document about a meeting is made, and so what may stand in it."""

from dataclasses import dataclass
from typing import Any

from forum.models import Person
from forum.rules import is_staff
from meetings.models import Invitation, Meeting
from regions.models import Region
from regions.rules import person_regions

PUBLIC, INVITED, STAFF = "public", "invited", "staff"


@dataclass(frozen=True)
class Reader:
    """Everybody (`person` None), somebody invited with their invitations to the meeting, or staff."""

    scope: str
    person: Person | None = None
    invitations: tuple[Invitation, ...] = ()

    @property
    def is_invited(self) -> bool:
        """Whether what is for the seats only may be read, and what is said of one's own region."""
        return self.scope == INVITED

    @property
    def is_staff(self) -> bool:
        """Whether drafts and everybody's answers may be read."""
        return self.scope == STAFF

    @property
    def regions(self) -> list[Region]:
        """The regions the reader acts for."""
        return person_regions(self.person) if self.person else []


EVERYBODY = Reader(PUBLIC)


def invited(person: Any, meeting: Meeting) -> Reader | None:
    """The person as one of the invited, or None. One query, and one for the mandates."""
    if not getattr(person, "is_authenticated", False):
        return None
    found = meeting.invitations.with_seat().received_by(person)  # type: ignore[attr-defined]
    invitations = tuple(found)
    return Reader(INVITED, person, invitations) if invitations else None


def staff(person: Any) -> Reader:
    """A coordinator or the chair. Raises ValueError for anybody else: views ask before."""
    if not is_staff(person):
        raise ValueError("not staff")
    return Reader(STAFF, person)


def sees_agenda(reader: Reader, meeting: Meeting) -> bool:
    """Whether the agenda may be read: once it is published; staff see it before."""
    return reader.is_staff or meeting.agenda_published_at is not None
