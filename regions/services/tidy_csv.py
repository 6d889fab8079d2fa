"""The portal's own tidy table: a figure a line, each with what it is, where and when."""

from collections.abc import Iterator
from typing import IO, Any

from regions.models import Indicator
from regions.services import absence
from regions.services.csv_lines import EVERY, Csv, Once
from regions.services.figure_cells import Figure, Meaning, Outline, Refused, Unreadable, clean
from regions.services.figure_values import Places, period_of, type_of, value_of

TIDY = ("indicator", "region", "period", "value")


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
