"""Reading tables that people send: CSV and XLSX, hostile until checked. Every cell comes out as text.

A file has its columns' names in the first row. Days in XLSX come out as 2027-03-18.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LARGEST = 2_000_000
"""Bytes of a file that is read."""
LARGEST_UNPACKED = 50_000_000
"""Bytes of a workbook when unpacked; more is taken for an attack."""
MOST_ROWS, MOST_COLUMNS = 1000, 40
LONGEST_CELL = 2000
Row = dict[str, str]


def read(name: str, content: bytes) -> list[Row]:
    """The file's rows as {column: text}. Raises ValidationError in words when it cannot be read."""
    if not content:
        raise refused(_("The file is empty."))
    if len(content) > LARGEST:
        raise refused(_("The file is too large: the most is 2 MB."))
    rows = workbook(content) if content.startswith(b"PK") else text(content)
    return named(rows)


def refused(message: str) -> ValidationError:
    """What is raised."""
    return ValidationError(message, code="unreadable")


def text(content: bytes) -> Iterator[list[str]]:
    """CSV in UTF-8 or else in the Western code page; semicolons, commas or tabs between cells."""
    if b"\0" in content:
        raise refused(_("This is not a table. Send a CSV or an XLSX file."))
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = content.decode("cp1252", errors="replace")
    first = words.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise refused(_("The table is broken: a quotation mark is not closed, or a line is too long.")) from error


def workbook(content: bytes) -> Iterator[list[str]]:
    """The first sheet of an XLSX file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
            if unpacked > LARGEST_UNPACKED or "xl/workbook.xml" not in packed.namelist():
                raise refused(_("This workbook cannot be read. Save it as XLSX or CSV and send it again."))
        yield from sheet(content)
    except ValidationError:
        raise
    except Exception as error:  # a broken workbook fails in as many ways as there are parts in it
        raise refused(_("This workbook cannot be read. Save it as XLSX or CSV and send it again.")) from error


def sheet(content: bytes) -> Iterator[list[str]]:
    """The cells of the first sheet as texts."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    for row in book.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1, values_only=True):
        yield [cell(value) for value in row]


def cell(value: Any) -> str:
    """A cell as text: days as 2027-03-18, whole numbers without a point."""
    if isinstance(value, datetime | date):
        return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)


def named(rows: Iterable[list[str]]) -> list[Row]:
    """The rows by the names of the first one; empty rows are left out. Line n of the file is `line` n."""
    lines = iter(rows)
    heads = [head.strip().casefold() for head in next(lines, [])]
    while heads and not heads[-1]:
        heads.pop()
    if not heads:
        raise refused(_("The first row must hold the columns' names."))
    if len(heads) > MOST_COLUMNS or len({head for head in heads if head}) < len([head for head in heads if head]):
        raise refused(_("The columns' names must differ, and there may be at most 40 of them."))
    found = []
    for number, row in enumerate(lines, start=2):
        cells = [clean(value) for value in row[: len(heads)]]
        if any(cells):
            found.append({"line": str(number), **{h: c for h, c in zip(heads, cells, strict=False) if h}})
        if len(found) > MOST_ROWS:
            raise refused(_("The table is too long: the most is 1,000 rows. Send it in parts."))
    if not found:
        raise refused(_("The table has no rows."))
    return found


def clean(value: str) -> str:
    """The cell's text in one line; the apostrophe that exports put before dangerous cells is taken off."""
    words = " ".join(value.replace("\0", "").split())[:LONGEST_CELL]
    return words[1:] if len(words) > 1 and words[0] == "'" and words[1] in "=+-@" else words
