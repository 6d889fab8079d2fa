"""The lines of a CSV file, read as a stream, whatever its encoding, its delimiter and what stands above its columns."""

import codecs
import csv
from collections.abc import Iterator
from typing import IO

from regions.services.figure_cells import Figure, Refused, Unreadable, clean

MOST_LINES = 500_000
MOST_COLUMNS = 500
MOST_BEFORE = 20
"""Lines of title and notes before the columns' names."""
PIECE = 65_536
EVERY = 2_000
Line = tuple[int, list[str]]


def encoding_of(file: IO[bytes]) -> str:
    """UTF-8, or else ISO-8859-1 (as Windows has it). Raises Unreadable with the line where it is neither."""
    file.seek(0)
    start = file.read(4)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Unreadable("utf16")
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    lines, wide, broken_at = 1, start[:3] == b"\xef\xbb\xbf", 0
    while piece := file.read(PIECE):
        if (bad := piece.find(0)) >= 0:
            raise Unreadable("not_text", line=lines + piece[:bad].count(b"\n"))
        if not broken_at:
            try:
                wide = not decoder.decode(piece).isascii() or wide
            except UnicodeDecodeError as error:
                wide = wide or not error.object[: error.start].isascii()
                broken_at = lines + error.object[: error.start].count(b"\n")
        lines += piece.count(b"\n")
    if not broken_at and not decoder.getstate()[0]:
        return "utf-8-sig"
    if wide:
        raise Unreadable("mixed_encoding", line=broken_at or lines)
    return "cp1252"


def lines_of(file: IO[bytes], encoding: str, delimiter: str, *, strict: bool = True) -> Iterator[Line]:
    """The lines' cells without padding, each with the number of the line it ends on."""
    file.seek(0)
    reader = csv.reader(texts(file, encoding), delimiter=delimiter, skipinitialspace=True, strict=strict)
    try:
        for row in reader:
            if reader.line_num > MOST_LINES:
                raise Unreadable("too_many_lines", most=MOST_LINES)
            if len(row) > MOST_COLUMNS:
                raise Unreadable("too_many_columns", line=reader.line_num, most=MOST_COLUMNS)
            yield reader.line_num, [cell.strip() for cell in row]
    except csv.Error as error:
        raise Unreadable("broken_line", line=reader.line_num + 1) from error


def texts(file: IO[bytes], encoding: str) -> Iterator[str]:
    """The file's lines as text; a line is never longer than a piece or two."""
    decoder = codecs.getincrementaldecoder(encoding)("replace" if encoding == "cp1252" else "strict")
    rest = ""
    while piece := file.read(PIECE):
        rest += decoder.decode(piece)
        *whole, rest = rest.splitlines(keepends=True) or [""]
        yield from whole
        if len(rest) > 20 * PIECE:
            raise Unreadable("line_too_long")
    yield from (rest + decoder.decode(b"", final=True)).splitlines(keepends=True)


def heads_of(file: IO[bytes], encoding: str) -> tuple[int, list[str], str, str]:
    """The line of the columns' names, the names, the delimiter, and the title before them.

    The names are the first line of several cells that is followed by one of as many: a title with a comma is not.
    """
    found = [one for delimiter in (";", "\t", ",") if (one := first_names(file, encoding, delimiter))]
    if not found:
        raise Unreadable("no_columns")
    number, names, delimiter, title = max(found, key=lambda one: len(one[1]))
    return number, names, delimiter, title


def first_names(file: IO[bytes], encoding: str, delimiter: str) -> tuple[int, list[str], str, str] | None:
    """The columns' names if cells are divided so; where no line fits the next, the first one of several cells."""
    seen: list[Line] = []
    for number, row in lines_of(file, encoding, delimiter, strict=False):
        if any(row):
            seen.append((number, row))
        if len(seen) > MOST_BEFORE:
            break
    several = [place for place, (_, row) in enumerate(seen) if len([cell for cell in row if cell]) > 1]
    fitting = [place for place in several if place + 1 < len(seen) and len(seen[place][1]) == len(seen[place + 1][1])]
    if not several:
        return None
    place = (fitting or several)[0]
    number, row = seen[place]
    while not row[-1]:
        row.pop()
    return number, row, delimiter, clean(f"{delimiter} ".join(seen[0][1]) if place else "")


class Csv:
    """What the two have in common."""

    def __init__(self, file: IO[bytes], encoding: str, delimiter: str, number: int, heads: list[str]) -> None:
        self.file, self.encoding, self.delimiter, self.number, self.heads = file, encoding, delimiter, number, heads
        named = [head for head in heads if head]
        if len(set(named)) < len(named):
            raise Unreadable("column_twice", line=number, name=next(h for h in named if named.count(h) > 1))
        self.comma = delimiter != ","

    def rows(self) -> Iterator[Line]:
        """The lines below the names; empty ones and notes at the end (one cell) are left out."""
        for number, row in lines_of(self.file, self.encoding, self.delimiter):
            if number > self.number and len([cell for cell in row if cell]) > 1:
                while len(row) > len(self.heads) and not row[-1]:
                    row.pop()
                yield number, row


class Once:
    """Watches that a file says each figure once."""

    def __init__(self) -> None:
        self.seen: dict[tuple[int, int | None, str], int] = {}

    def refused(self, figure: Figure) -> Refused | None:
        """A figure that has been said before in the same words. Raises Unreadable when in other words."""
        key = (figure.indicator_id, figure.region_id, figure.period)
        said = hash((figure.value, figure.status)) & 0xFFFFFFFF
        before = self.seen.setdefault(key, figure.place << 32 | said)
        if before >> 32 == figure.place:
            return None
        if before & 0xFFFFFFFF != said:
            raise Unreadable("contradiction", line=figure.place, first=before >> 32)
        return Refused(figure.place, "", "said_before", {"first": before >> 32})
