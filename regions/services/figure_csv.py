"""Tables of PxWeb in CSV, in their several shapes.

They may begin with a title, divide cells by commas, semicolons or tabs, be in UTF-8 or ISO-8859-1, pad their cells, and
hold their contents and periods in rows or in the heads of their columns ("2020 Population").
"""

import re
from collections.abc import Iterator
from typing import IO

from regions.models import Indicator
from regions.services.csv_lines import EVERY, Csv, Once, encoding_of, heads_of
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
from regions.services.jsonstat_outline import CONTENT_CODES
from regions.services.tidy_csv import TIDY, TidyCsv

MOST_STRANGE = 5
"""A column holds figures when at most one cell of so many is none; that one is refused."""
HEAD_PERIOD = re.compile(r"^(\d{4}(?:[QKM]\d{1,2})?\*?)(?:\s+(.+))?$|^(.+?)\s+(\d{4}(?:[QKM]\d{1,2})?\*?)$")


def opened(file: IO[bytes], places: Places, name: str = "") -> "TidyCsv | TableCsv":
    """The file's reader: the portal's own table when its columns are so called."""
    encoding = encoding_of(file)
    number, heads, delimiter, title = heads_of(file, encoding)
    if set(TIDY) <= {head.casefold() for head in heads}:
        return TidyCsv(file, places, encoding, delimiter, number, [head.casefold() for head in heads])
    return TableCsv(file, places, encoding, delimiter, number, heads, title, name)


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
