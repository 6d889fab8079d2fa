"""JSON-stat 2, read as a stream: first for its outline and whatever is wrong with it, then for its figures."""

from collections.abc import Iterator
from math import prod
from typing import IO, Any

from regions.services import absence
from regions.services.figure_cells import (
    AREA,
    CONTENT,
    MOST_CELLS,
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
from regions.services.figure_values import Places, exact, period_of, type_of
from regions.services.jsonstat_outline import as_dict, dimension, role_of, sizes_of, table_code
from regions.services.jsonstat_scan import Scan, check_numbers, events, grown

EVERY = 5_000
"""Cells between two words of how far reading has come."""


class JsonStat:
    """An opened JSON-stat file."""

    kind = "json-stat"
    asks = True

    def __init__(self, file: IO[bytes], places: Places, name: str = "") -> None:
        self.file, self.places = file, places
        check_numbers(file)
        self.scan = Scan(file)
        facts = self.scan.facts
        if facts.get("class", "dataset") != "dataset" or "dimension" not in facts or "id" not in facts:
            raise Unreadable("not_json_stat")
        self.sizes = sizes_of(facts)
        if prod(self.sizes) > MOST_CELLS:
            raise Unreadable("too_many_cells", most=MOST_CELLS)
        self.outline = Outline(
            code=table_code(facts, name),
            title=clean(facts.get("label") or ""),
            source=clean(facts.get("source") or ""),
            dimensions=self.dimensions(facts),
            total=prod(self.sizes),
            updated=clean(facts.get("updated") or "", 40),
        )
        if not self.outline.of_role(TIME):
            raise Unreadable("no_time")
        self.check_count()

    def check_count(self) -> None:
        """As many figures as the dimensions say, and not more marks than figures."""
        if self.scan.given is None:
            raise Unreadable("no_values")
        highest = len(self.scan.given) if self.scan.sparse else self.scan.cells
        wrong = highest > self.outline.total if self.scan.sparse else highest != self.outline.total
        if wrong or len(self.scan.marks) > self.outline.total:
            raise Unreadable("wrong_count", found=max(highest, len(self.scan.marks)), expected=self.outline.total)

    def dimensions(self, facts: dict[str, Any]) -> tuple[Dimension, ...]:
        """The dimensions with what each is."""
        read = [dimension(code, size, facts) for code, size in zip(facts["id"], self.sizes, strict=True)]
        said = {name: codes for name, codes in as_dict(facts.get("role")).items() if isinstance(codes, list)}
        weights = [self.places.weight(code, label, values) for code, label, values in read]
        if not any(weights):
            raise Unreadable("no_area")
        area = weights.index(max(weights))
        roles = [role_of(code, values, said) for code, _, values in read]
        roles[area] = AREA
        roles = [OTHER if one in (TIME, CONTENT) and one in roles[:n] else one for n, one in enumerate(roles)]
        return tuple(Dimension(*one[:2], role, one[2]) for one, role in zip(read, roles, strict=True))

    def figures(self, meaning: Meaning) -> Iterator[Figure | Refused | int]:
        """The figures of the table's meaning; a number is the count of the cells that have been read."""
        axes = Axes(self.outline, self.sizes, self.places, meaning)
        for count, (cell, value) in enumerate(self.values()):
            found = axes.find(cell)
            if found is not None and (value is not None or self.scan.mark(cell) != absence.NOT_PUBLISHED):
                yield self.figure(axes, cell, value, *found)
            if count % EVERY == 0:
                yield count

    def figure(
        self, axes: "Axes", cell: int, value: Any, indicator: int, region: int | None, period: str, star: bool
    ) -> Figure | Refused:
        """One cell that is wanted."""
        mark = self.scan.mark(cell)
        if isinstance(value, str):
            mark, value = (mark or value) if not value.strip("., :") else "?", None
        if isinstance(value, bool) or mark == "?":
            return Refused(cell + 1, axes.about(cell), "value_is_no_number")
        if value is None:
            status = absence.status_of(mark, has_value=False) if mark else "not_available"
            return Figure(cell + 1, indicator, region, period, None, status or "not_available")
        number = exact(value)
        if number is None:
            return Refused(cell + 1, axes.about(cell), "value_too_large")
        status = absence.status_of(mark, has_value=True) if mark else ""
        if mark and not status and absence.status_of(mark, has_value=False):
            return Refused(cell + 1, axes.about(cell), "value_and_reason", {"symbol": mark})
        return Figure(cell + 1, indicator, region, period, number, status or ("preliminary" if star else "published"))

    def values(self) -> Iterator[tuple[int, Any]]:
        """Each figure with its place; places that a sparse file leaves out come last, without a value."""
        index, key = -1, ""
        for depth, top, event, value in events(self.file):
            if top != "value" or depth != 2:
                continue
            if event == "map_key":
                key = value
            elif key:
                yield int(key), value
            else:
                index += 1
                yield index, value
        if self.scan.sparse:
            given = grown(self.scan.given, self.outline.total - 1)  # type: ignore[arg-type]
            yield from ((cell, None) for cell in range(self.outline.total) if not given[cell])


class Axes:
    """Which cell is which figure, with everything that can be known before looking at the cells."""

    def __init__(self, outline: Outline, sizes: list[int], places: Places, meaning: Meaning) -> None:
        self.outline, self.sizes = outline, sizes
        self.strides = [prod(sizes[number + 1 :]) for number in range(len(sizes))]
        self.kept: list[list[Any]] = []
        contents = meaning.contents
        self.content: int | None = None
        self.alone = contents.get("") if not outline.of_role(CONTENT) else None
        types = {one.pk: one.period_type for one in contents.values()}
        self.types = types
        for dimension_ in outline.dimensions:
            values = dimension_.values
            if dimension_.role == AREA:
                self.kept.append(areas(values, places))
            elif dimension_.role == TIME:
                self.kept.append([period_of(code)[0] and period_of_value(code, label) for code, label in values])
            elif dimension_.role == CONTENT:
                self.kept.append([contents[code].pk if code in contents else None for code, _ in values])
            else:
                pick = meaning.picks.get(dimension_.code, "")
                self.kept.append([code == pick or None for code, _ in values])
        self.roles = [one.role for one in outline.dimensions]

    def find(self, cell: int) -> tuple[int, int | None, str, bool] | None:
        """The cell's indicator, place, period and whether it is preliminary; None when it is not wanted."""
        indicator = self.alone.pk if self.alone else 0
        region: int | None = None
        period, star = "", False
        for stride, size, kept, role in zip(self.strides, self.sizes, self.kept, self.roles, strict=True):
            found = kept[cell // stride % size]
            if not found:
                return None
            if role == AREA:
                region = found[0]
            elif role == TIME:
                period, star = found
            elif role == CONTENT:
                indicator = found
        if not indicator or self.types[indicator] != type_of(period):
            return None
        return indicator, region, period, star

    def about(self, cell: int) -> str:
        """The cell in words of the table itself."""
        parts = zip(self.strides, self.sizes, self.outline.dimensions, strict=True)
        values = (one.values[cell // stride % size] for stride, size, one in parts)
        return clean(" · ".join(label or code for code, label in values), 200)


def areas(values: tuple[tuple[str, str], ...], places: Places) -> list[Any]:
    """Each value's place as (key,), or None. Raises Unreadable when two values mean the same one."""
    found: list[Any] = []
    seen: dict[int | None, str] = {}
    for code, label in values:
        known, key = places.find(code, label)
        if known and key in seen:
            raise Unreadable("place_twice", first=seen[key], second=code)
        if known:
            seen[key] = code
        found.append((key,) if known else None)
    return found


def period_of_value(code: str, label: str) -> tuple[str, bool]:
    """The period by its code, preliminary when a star stands in code or label."""
    period, star = period_of(code)
    return period, star or label.endswith("*")
