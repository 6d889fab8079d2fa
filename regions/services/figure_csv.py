"""Figures in CSV, read as a stream: the portal's own tidy tables, and what PxWeb gives in its several shapes.

PxWeb's may begin with a title, divide cells by commas, semicolons or tabs, be in UTF-8 or ISO-8859-1, pad their cells,
and hold their contents and periods in rows or in the heads of their columns ("2020 Population").
"""

import codecs
import csv
import re
from collections.abc import Iterator
from typing import IO, Any

from regions.models import Indicator
from regions.services import absence
from regions.services.figure_cells import (
    AREA,
    CONTENT,
    MOST_VALUES,
    OTHER,
    TIME,
    Dimension,
    Figure,
    Meaning,
    Outline,
    Refused,
    Unreadable,
    clean,
)
from regions.services.figure_values import Places, period_of, type_of, value_of
from regions.services.jsonstat_reading import CONTENT_CODES

MOST_LINES = 500_000
MOST_COLUMNS = 500
MOST_BEFORE = 20
"""Lines of title and notes before the columns' names."""
MOST_STRANGE = 5
"""A column holds figures when at most one cell of so many is none; that one is refused."""
PIECE = 65_536
EVERY = 2_000
TIDY = ("indicator", "region", "period", "value")
HEAD_PERIOD = re.compile(r"^(\d{4}(?:[QKM]\d{1,2})?\*?)(?:\s+(.+))?$|^(.+?)\s+(\d{4}(?:[QKM]\d{1,2})?\*?)$")
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


def opened(file: IO[bytes], places: Places, name: str = "") -> "TidyCsv | TableCsv":
    """The file's reader: the portal's own table when its columns are so called."""
    encoding = encoding_of(file)
    number, heads, delimiter, title = heads_of(file, encoding)
    if set(TIDY) <= {head.casefold() for head in heads}:
        return TidyCsv(file, places, encoding, delimiter, number, [head.casefold() for head in heads])
    return TableCsv(file, places, encoding, delimiter, number, heads, title, name)


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


class TidyCsv(Csv):
    """The portal's own table: a figure a line, with its indicator, region, period, value, source, note and status."""

    kind = "tidy"
    asks = False

    def __init__(
        self, file: IO[bytes], places: Places, encoding: str, delimiter: str, number: int, heads: list[str]
    ) -> None:
        super().__init__(file, encoding, delimiter, number, heads)
        self.places = places
        self.outline = Outline("", "", "", (), sum(1 for _ in self.rows()))
        if not self.outline.total:
            raise Unreadable("no_rows")

    def figures(self, meaning: Meaning) -> Iterator[Figure | Refused | int]:
        """The lines' figures. What they mean stands in the file."""
        indicators = {one.slug: one for one in Indicator.objects.all()}
        units: dict[str, str] = {}
        once = Once()
        for count, (number, row) in enumerate(self.rows()):
            cells = dict(zip(self.heads, row, strict=False))
            if len(row) != len(self.heads):
                counts = {"found": len(row), "expected": len(self.heads)}
                yield Refused(number, about(cells), "other_number_of_cells", counts)
                continue
            found = self.figure(number, cells, indicators, units)
            yield (once.refused(found) or found) if isinstance(found, Figure) else found
            if count % EVERY == 0:
                yield count

    def figure(
        self, number: int, cells: dict[str, str], indicators: dict[str, Indicator], units: dict[str, str]
    ) -> Figure | Refused:
        """One line."""

        def refuse(code: str, **facts: Any) -> Refused:
            return Refused(number, about(cells), code, facts)

        indicator = indicators.get(cells["indicator"])
        known, region = self.places.find(cells.get("region", ""))
        period, star = period_of(cells.get("period", ""))
        if indicator is None:
            return refuse("unknown_indicator", name=cells["indicator"])
        if not known:
            return refuse("unknown_region", name=cells.get("region", ""))
        if not period or type_of(period) != indicator.period_type:
            return refuse("wrong_period", name=cells.get("period", ""))
        unit = cells.get("unit", "")
        if unit and units.setdefault(indicator.slug, unit) != unit:
            return refuse("other_unit", name=unit, first=units[indicator.slug])
        source = cells.get("source", "") or indicator.source_name_en or indicator.source_name_fi
        if not source:
            return refuse("no_source")
        note = cells.get("note", "")
        if len(source) > 300 or len(note) > 500:
            return refuse("too_long")
        said = self.said(cells, star)
        if isinstance(said, str):
            return refuse(said, name=cells.get("value", ""), symbol=cells.get("status", ""))
        return Figure(number, indicator.pk, region, period, *said, source, note)

    def said(self, cells: dict[str, str], star: bool) -> tuple[Any, str] | str:
        """The line's value and status, or the code of what is wrong with them."""
        text, mark = cells.get("value", ""), cells.get("status", "")
        if not text:
            status = absence.status_of(mark, has_value=False)
            return (None, status) if status else "no_value"
        found = value_of(text, comma=self.comma)
        if found is None:
            return "not_a_number"
        value, status = found
        marked = absence.status_of(mark, has_value=value is not None) if mark else status
        if not marked:
            return "value_and_reason" if absence.status_of(mark, has_value=value is None) else "unknown_status"
        return value, "preliminary" if star and marked == "published" else marked


def about(cells: dict[str, str]) -> str:
    """A line in its own words."""
    return clean(" · ".join(cells.get(name, "") for name in TIDY[:3]), 200)


class TableCsv(Csv):
    """A table of PxWeb: columns of dimensions, and of figures."""

    kind = "csv"
    asks = True

    def __init__(
        self,
        file: IO[bytes],
        places: Places,
        encoding: str,
        delimiter: str,
        number: int,
        heads: list[str],
        title: str,
        name: str,
    ) -> None:
        super().__init__(file, encoding, delimiter, number, heads)
        self.places = places
        self.in_heads = {n: found for n, head in enumerate(heads) if (found := HEAD_PERIOD.match(head))}
        self.values, self.total, self.numeric = self.look()
        self.area = self.area_column()
        self.time = self.time_column()
        self.figure_columns = self.columns_of_figures()
        self.outline = Outline(self.code(name), title, "", self.dimensions(), self.total)

    def look(self) -> tuple[list[dict[str, None]], int, list[bool]]:
        """The values of each column (as many as may be), the number of lines, and which columns hold figures."""
        values: list[dict[str, None]] = [{} for _ in self.heads]
        strange, total = [0] * len(self.heads), 0
        for number, row in self.rows():
            total += 1
            if len(row) != len(self.heads):
                raise Unreadable("other_number_of_cells", line=number, found=len(row), expected=len(self.heads))
            for column, cell in enumerate(row):
                if len(values[column]) <= MOST_VALUES:
                    values[column][cell] = None
                strange[column] += bool(cell) and value_of(cell, comma=self.comma) is None
        if not total:
            raise Unreadable("no_rows")
        return values, total, [count <= total // MOST_STRANGE for count in strange]

    def area_column(self) -> int:
        """The column whose cells are places."""
        weights = [
            self.places.weight(head, head, ((one, "") for one in self.values[column]))
            for column, head in enumerate(self.heads)
        ]
        if not any(weights):
            raise Unreadable("no_area")
        return weights.index(max(weights))

    def time_column(self) -> int | None:
        """The column whose cells are periods; None when the periods stand in the heads."""
        for column in range(len(self.heads)):
            if column != self.area and all(period_of(one)[0] for one in self.values[column]):
                return column
        if not self.in_heads:
            raise Unreadable("no_time")
        return None

    def columns_of_figures(self) -> list[int]:
        """The columns with a period in their heads; or else the last ones that hold nothing but figures."""
        if self.time is None:
            return list(self.in_heads)
        found: list[int] = []
        for column in reversed(range(len(self.heads))):
            if column in (self.area, self.time) or not self.numeric[column]:
                break
            found.insert(0, column)
        if not found:
            raise Unreadable("no_values")
        return found

    def content_of(self, column: int) -> str:
        """What a column of figures measures."""
        if self.time is not None:
            return clean(self.heads[column])
        found = self.in_heads[column]
        return clean(found[2] or found[3] or "")

    def period_in(self, column: int) -> tuple[str, bool]:
        """The period in a column's head."""
        found = self.in_heads[column]
        return period_of(found[1] or found[4])

    def dimensions(self) -> tuple[Dimension, ...]:
        """The table's dimensions. What is measured is a column's own dimension, or the columns of figures."""
        made = []
        for column, head in enumerate(self.heads):
            if column in self.figure_columns:
                continue
            role = AREA if column == self.area else TIME if column == self.time else OTHER
            if role == OTHER and head.casefold() in CONTENT_CODES and len(self.contents()) == 1:
                role = CONTENT
            if len(self.values[column]) > MOST_VALUES:
                raise Unreadable("too_many_values", name=head, most=MOST_VALUES)
            values = () if role in (AREA, TIME) else tuple((clean(one), "") for one in self.values[column])
            made.append(Dimension(clean(head), "", role, values))
        if not any(one.role == CONTENT for one in made):
            made.append(Dimension("", "", CONTENT, tuple((one, one) for one in self.contents())))
        return tuple(made)

    def contents(self) -> list[str]:
        """What the columns of figures measure, each once."""
        return list(dict.fromkeys(self.content_of(column) for column in self.figure_columns))

    def code(self, name: str) -> str:
        """The table's own code in the file's name ("001_11ra_2026.csv"), else its columns."""
        found = re.search(r"(?:^|_)(\d{2,3}[a-z]{1,2}\d?)(?=[_.])", name.casefold())
        stub = [head for n, head in enumerate(self.heads) if n not in self.figure_columns]
        return found[1] if found else clean(" × ".join([*stub, *self.contents()]), 100)

    def figures(self, meaning: Meaning) -> Iterator[Figure | Refused | int]:
        """The figures of the table's meaning, line by line."""
        own = next((n for n, one in enumerate(self.heads) if self.is_content(one)), None)
        picks = {n: meaning.picks.get(clean(head), "") for n, head in enumerate(self.heads) if self.is_other(n, own)}
        once = Once()
        for count, (number, row) in enumerate(self.rows()):
            known, region = self.places.find(row[self.area])
            if known and all(clean(row[n]) == pick for n, pick in picks.items()):
                for column in self.figure_columns:
                    content = clean(row[own]) if own is not None else self.content_of(column)
                    if content in meaning.contents:
                        found = self.figure(number, row, column, region, meaning.contents[content])
                        if found is not None:
                            yield (once.refused(found) or found) if isinstance(found, Figure) else found
            if count % EVERY == 0:
                yield count

    def is_content(self, head: str) -> bool:
        """Whether the column of the head says what is measured."""
        return any(one.role == CONTENT and one.code and one.code == clean(head) for one in self.outline.dimensions)

    def is_other(self, column: int, own: int | None) -> bool:
        """Whether one value of the column must be picked."""
        return column not in self.figure_columns and column not in (self.area, self.time, own)

    def figure(
        self, number: int, row: list[str], column: int, region: int | None, indicator: Indicator
    ) -> Figure | Refused | None:
        """One cell; None when its period is of another kind than the indicator's."""
        period, star = self.period_in(column) if self.time is None else period_of(row[self.time])
        named = clean(f"{row[self.area]} · {period} · {self.heads[column]}", 200)
        if not period or type_of(period) != indicator.period_type:
            return None
        if not row[column]:
            return Figure(number, indicator.pk, region, period, None, "not_available")
        found = value_of(row[column], comma=self.comma)
        if found is None:
            return Refused(number, named, "not_a_number", {"name": row[column]})
        value, status = found
        return Figure(
            number, indicator.pk, region, period, value, "preliminary" if star and status == "published" else status
        )
