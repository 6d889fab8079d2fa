"""Tables to take away: the rows that a page shows, as CSV or XLSX from the same cells. No cell is ever a formula.

    table = Table("action-points", [_("What"), _("Due")], ([point.title, point.due] for point in found))

`forum.views.downloads.download(table, "xlsx")` makes the response. Cells are texts, numbers, days, moments, True and
False or None; rows may be a generator: they are written one by one and not kept.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from forum import dates

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
CSV, XLSX = "csv", "xlsx"
FORMATS = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
IN_MEMORY = 2_000_000
"""Bytes of a workbook above which it is kept in a file until it has been sent."""
LONGEST_CELL = 32_767
"""Letters that a cell of a spreadsheet holds."""
NARROWEST, WIDEST = 12, 60
"""The narrowest and the widest column, in letters."""
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
Row = Sequence[Any]


@dataclass(frozen=True)
class Table:
    """A file in the making. `name` is the file's name without its ending; `sheet` is what the sheet is called.

    `widths` are the workbook's columns in letters; those not said are as wide as their heads.
    """

    name: str
    heads: Sequence[Any]
    rows: Iterable[Row]
    sheet: str = ""
    widths: Sequence[int] = ()


def write_csv(table: Table, to: Any) -> None:
    """UTF-8 with a byte order mark, semicolons between cells as Finnish and Swedish spreadsheets expect."""
    to.write("\ufeff")
    writer = csv.writer(to, delimiter=";")
    for row in with_heads(table):
        writer.writerow([safe(cell) for cell in row])


def with_heads(table: Table) -> Iterable[Row]:
    """The heads, and then each row as it comes."""
    yield table.heads
    yield from table.rows


def safe(value: Any) -> str:
    """The cell's text; one that a spreadsheet would take for a formula gets an apostrophe in front."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return number(value)
    text = plain(value)
    return f"'{text}" if text.lstrip(" ").startswith(DANGEROUS) else text


def number(value: int | float | Decimal) -> str:
    """12,5 where people write it so, 12.5 in English."""
    return str(value) if dates.active() == "en" else str(value).replace(".", ",")


def plain(value: Any) -> str:
    """What a cell says: days and moments as 2027-03-18 and 2027-03-18 10:00 in the profile's zone."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def write_xlsx(table: Table, to: IO[bytes]) -> None:
    """One sheet with a fixed first row; numbers and days stay numbers and days, everything else is text."""
    book = xlsxwriter.Workbook(to, {"constant_memory": True, "default_date_format": DAY})
    book.set_properties({"title": table.sheet or table.name})
    sheet = book.add_worksheet(sheet_name(table.sheet))
    sheet.freeze_panes(1, 0)
    for column, head in enumerate(table.heads):
        own = table.widths[column] if column < len(table.widths) else len(str(head)) + 2
        sheet.set_column(column, column, min(max(own, NARROWEST), WIDEST))
    looks = {"head": book.add_format({"bold": True}), "moment": book.add_format({"num_format": MOMENT})}
    for place, row in enumerate(with_heads(table)):
        for column, cell in enumerate(row):
            write_cell(sheet, place, column, cell, looks)
    book.close()


def write_cell(sheet: Any, row: int, column: int, value: Any, looks: dict[str, Any]) -> None:
    """One cell by its kind; texts are written as texts, so that none becomes a formula or a link."""
    head = looks["head"] if row == 0 else None
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, column, value, head)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, timezone.localtime(value).replace(tzinfo=None), looks["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, head)
    elif value not in (None, ""):
        sheet.write_string(row, column, plain(value)[:LONGEST_CELL], head)


def sheet_name(words: str) -> str:
    """The sheet's name without the signs that spreadsheets refuse, at most 31 letters."""
    return "".join(" " if sign in "[]:*?/\\'" else sign for sign in words).strip()[:31].strip() or "1"


def workbook(table: Table) -> IO[bytes]:
    """The whole workbook, ready to be read from its beginning."""
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # type: ignore[assignment]  # noqa: SIM115
    write_xlsx(table, file)
    file.seek(0)
    return file
