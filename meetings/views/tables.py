"""The tables of seats to take away: exactly the rows shown."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from forum import dates
from forum.services.tables import Table
from meetings.models import CallNote, Meeting
from meetings.services.coverage import Row
from meetings.views.board_words import Line


def board_table(meeting: Meeting, rows: list[Row], *, in_full: bool) -> Table:
    """The coverage board's rows as shown."""
    heads = [_("Region or body"), _("Seat"), _("Person"), _("State")]
    more = [_("How"), _("When"), _("To notice")] if in_full else []
    cells = [board_cells(Line(row)) if in_full else attendance_cells(row) for row in rows]
    return Table(f"{meeting.day:%Y-%m-%d}-seats", [*heads, *more], cells, _("Seats"))


def board_cells(line: Line) -> list[Any]:
    """A line of the board as cells."""
    row = line.row
    when = dates.moment(row.newest.at) if row.newest else ""
    person = row.person.name if row.person else ""
    return [row.name, row.seat_name, person, line.state.word, line.how, when, ". ".join(line.notes)]


def attendance_cells(row: Row) -> list[Any]:
    """Who comes, as cells."""
    return [row.name, row.seat_name, row.attendee.name if row.attendee else "", Line(row).state.word]


def call_table(meeting: Meeting, rows: list[Row], noted: Mapping[int, list[CallNote]]) -> Table:
    """The call list, with the calls noted by invitation."""
    heads = [_("Region or body"), _("Seat"), _("State")]
    heads += [
        f"{who}, {what}"
        for who in (_("Holder"), _("Deputy"), _("Contact"))
        for what in (_("name"), _("telephone"), _("e-mail"))
    ]
    cells = [[*call_cells(Line(row)), calls_cell(row, noted)] for row in rows]
    return Table(f"{meeting.day:%Y-%m-%d}-calls", [*heads, _("Calls")], cells, _("Call list"))


def calls_cell(row: Row, noted: Mapping[int, list[CallNote]]) -> str:
    """What was said in the calls about the seat, newest first."""
    found = noted.get(row.invitation.pk, []) if row.invitation else []
    return " / ".join(f"{dates.moment(one.at)} {one.by.name}: {one.text}" for one in found)


def call_cells(line: Line) -> list[Any]:
    """A line of the call list as cells."""
    cells: list[Any] = [line.row.name, line.row.seat_name, line.state.word]
    for person in (line.row.holder, line.row.deputy, line.row.contact):
        cells += [person.name, person.phone, person.email] if person else ["", "", ""]
    return cells
