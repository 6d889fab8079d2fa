"""Tables to take away: exactly the rows shown, as CSV that spreadsheets open, with cells that are never formulas."""

import csv
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from forum import dates
from meetings.models import Meeting
from meetings.services.coverage import Row
from meetings.views.board_words import Line

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(value: Any) -> str:
    """The cell's text; one that a spreadsheet would take for a formula gets an apostrophe in front."""
    text = str(value if value is not None else "")
    return f"'{text}" if text.lstrip(" ").startswith(DANGEROUS) else text


def csv_file(name: str, heads: Iterable[Any], rows: Iterable[Iterable[Any]]) -> HttpResponse:
    """A download in UTF-8 with a byte order mark, semicolons between cells as Finnish spreadsheets expect."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(response, delimiter=";")
    for row in (heads, *rows):
        writer.writerow([safe(cell) for cell in row])
    return response


def board_csv(meeting: Meeting, rows: list[Row], *, in_full: bool) -> HttpResponse:
    """The coverage board's rows as shown."""
    heads = [_("Region or body"), _("Seat"), _("Person"), _("State")]
    more = [_("How"), _("When"), _("To notice")] if in_full else []
    cells = [board_cells(Line(row)) if in_full else attendance_cells(row) for row in rows]
    return csv_file(f"{meeting.day:%Y-%m-%d}-seats", [*heads, *more], cells)


def board_cells(line: Line) -> list[Any]:
    """A line of the board as cells."""
    row = line.row
    when = dates.moment(row.newest.at) if row.newest else ""
    person = row.person.name if row.person else ""
    return [row.name, row.seat_name, person, line.state.word, line.how, when, ". ".join(line.notes)]


def attendance_cells(row: Row) -> list[Any]:
    """Who comes, as cells."""
    return [row.name, row.seat_name, row.attendee.name if row.attendee else "", Line(row).state.word]


def call_csv(meeting: Meeting, rows: list[Row]) -> HttpResponse:
    """The call list."""
    heads = [_("Region or body"), _("Seat"), _("State")]
    heads += [
        f"{who}, {what}"
        for who in (_("Holder"), _("Deputy"), _("Contact"))
        for what in (_("name"), _("telephone"), _("e-mail"))
    ]
    return csv_file(f"{meeting.day:%Y-%m-%d}-calls", heads, [call_cells(Line(row)) for row in rows])


def call_cells(line: Line) -> list[Any]:
    """A line of the call list as cells."""
    cells: list[Any] = [line.row.name, line.row.seat_name, line.state.word]
    for person in (line.row.holder, line.row.deputy, line.row.contact):
        cells += [person.name, person.phone, person.email] if person else ["", "", ""]
    return cells
