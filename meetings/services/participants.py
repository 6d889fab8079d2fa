"""Who takes part in a meeting: for the lists, badges and signs of staff, and for readers as far as they may know."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from forum import dates
from forum.documents import Block, Document, Listing, Part, Table, Text, Words
from forum.models import Person
from forum.services import tables
from forum.texts import LocalText
from meetings.models import Attendance, Invitation, Meeting, SignUp
from meetings.services import agenda_document, coverage
from meetings.services.coverage import Row
from meetings.services.readers import Reader
from regions.models import Seat


@dataclass(frozen=True)
class Participant:
    """Somebody who comes, or who came: for a seat, as a guest, or signed up to an open event."""

    name: str
    mode: str
    person: Person | None = None
    seat: Seat | None = None
    organisation: str = ""
    as_deputy: bool = False
    present: bool = False
    language: str = ""

    @property
    def in_room(self) -> bool:
        """Whether a chair and a badge are needed."""
        return self.mode == Invitation.Mode.ROOM

    @property
    def body(self) -> str:
        """The region or organisation, in the active language."""
        return self.seat.body_name if self.seat else self.organisation

    @property
    def role(self) -> str:
        """In what role: which seat, or as a guest."""
        if self.seat is None:
            return _("Guest") if self.person else _("Signed up")
        role = capfirst(self.seat.role_name)
        return f"{role}, {_('deputy')}" if self.as_deputy else role

    @property
    def title(self) -> str:
        """The person's own title, in the person's language."""
        if self.person is None or not self.person.title:
            return ""
        return LocalText(self.person.title, self.person.language, self.person.language != dates.active())

    @property
    def speaks(self) -> str:
        """The language of the person's badge."""
        return self.language or (self.person.language if self.person else settings.LANGUAGE_CODE)

    @property
    def how(self) -> str:
        """In the room or remotely."""
        return _("In the room") if self.in_room else _("Remotely")


def of(meeting: Meeting) -> list[Participant]:
    """Everybody who has said to come, and everybody who was there, by region and body. A fixed number of queries."""
    noted = {one.invitation_id: one for one in present_at(meeting)}
    rows = [row for row in coverage.board(meeting).rows if row.state in coverage.COMING or key_of(row) in noted]
    found = [participant(row, noted.get(key_of(row))) for row in rows]
    found += signed_up(meeting) if meeting.kind.is_open else []
    return sorted(found, key=lambda one: (one.seat is None, one.seat is not None and one.seat.region is None, one.body))


def present_at(meeting: Meeting) -> Iterable[Attendance]:
    """Who was noted as present."""
    here = Attendance.objects.filter(invitation__meeting=meeting, undone_at=None)
    return here.select_related("person")


def key_of(row: Row) -> int:
    """The row's invitation, by id; 0 when there is none."""
    return row.invitation.pk if row.invitation else 0


def participant(row: Row, here: Attendance | None) -> Participant:
    """A line of the board as somebody who comes; who was there in fact counts before who had said to come."""
    person = (here.person if here else None) or row.person
    mode = here.mode if here else row.invitation.mode if row.invitation else ""
    return Participant(
        name=person.name if person else row.name,
        mode=mode,
        person=person,
        seat=row.receiver.seat,
        as_deputy=row.state == coverage.DEPUTY,
        present=here is not None,
    )


def signed_up(meeting: Meeting) -> list[Participant]:
    """Who has a place at an open event."""
    found = SignUp.objects.filter(meeting=meeting, state=SignUp.State.COMING)
    return [
        Participant(one.name, one.mode, organisation=one.organisation, language=one.language, present=bool(one.here_at))
        for one in found
    ]


def heads(with_presence: bool) -> list[str]:
    """The columns of the list."""
    found = [_("Region or body"), _("Name"), _("Title"), _("Seat"), _("How")]
    return [*found, _("Present")] if with_presence else found


def cells(one: Participant, with_presence: bool) -> list[Any]:
    """A line of the list."""
    found = [one.body, one.name, one.title, one.role, one.how]
    return [*found, one.present] if with_presence else found


def table(meeting: Meeting) -> tables.Table:
    """The list for a spreadsheet."""
    people = of(meeting)
    noted = any(one.present for one in people)
    rows = [cells(one, noted) for one in people]
    return tables.Table(
        f"{meeting.day:%Y-%m-%d}-participants", heads(noted), rows, _("Participants"), widths=[28, 28, 36, 28, 14]
    )


def document(meeting: Meeting, reader: Reader) -> Document:
    """The list for print."""
    title = _("Participants: %(meeting)s") % {"meeting": agenda_document.name_of(meeting)}
    part = Part("participants", _("Participants"), blocks(meeting, reader))
    return Document(title, agenda_document.kicker(meeting), agenda_document.head(meeting), [part])


def blocks(meeting: Meeting, reader: Reader) -> list[Block]:
    """What the reader may know of who takes part (rule 4): staff all who come, the invited their own region's seats
    before the meeting, and everybody the regions that were represented after it.
    """
    if reader.is_staff:
        return list_of(of(meeting))
    found: list[Block] = own_seats(meeting, reader) if reader.is_invited and not meeting.is_over else []
    regions = coverage.represented_regions(meeting)
    if regions:
        found += [Text(_("These regions were represented:")), Listing(sorted((one.name for one in regions), key=str))]
    return found


def list_of(people: list[Participant]) -> list[Block]:
    """Who comes, as a table."""
    if not people:
        return [Text(_("Nobody has said to come yet."))]
    noted = any(one.present for one in people)
    rows: list[list[Words]] = [[written(cell) for cell in cells(one, noted)] for one in people]
    shares = [4, 6, 5, 4, 3, 2] if noted else [4, 6, 5, 4, 3]
    return [Table("", heads(noted), rows, shares=shares)]


def written(cell: Any) -> Words:
    """A cell in words."""
    if isinstance(cell, bool):
        return _("yes") if cell else "–"
    return cell if isinstance(cell, LocalText) else str(cell)


def own_seats(meeting: Meeting, reader: Reader) -> list[Block]:
    """How the seats of the reader's own regions have answered. Two queries."""
    regions = [region.pk for region in reader.regions]
    asked = meeting.invitations.with_seat().standing().of_regions(regions) if regions else []  # type: ignore[attr-defined]
    rows: list[list[Words]] = [
        [one.seat.body_name, capfirst(one.seat.role_name), one.person.name if one.person else "–", answer_words(one)]
        for one in asked
        if one.seat
    ]
    if not rows:
        return []
    return [Table(_("The seats of your own region"), [_("Region"), _("Seat"), _("Name"), _("Answer")], rows)]


def answer_words(invitation: Invitation) -> str:
    """What the seat has answered."""
    words = {
        "accepted": _("Attends remotely") if invitation.mode == Invitation.Mode.REMOTE else _("Attends in the room"),
        "deputy_accepted": _("The deputy attends"),
        "declined": _("Cannot attend"),
    }
    return words.get(invitation.state, _("No answer yet"))
