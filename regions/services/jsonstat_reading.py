"""JSON-stat 2, read as a stream: a file of a million figures is never in memory, only its dimensions are.

First the whole file is read once, for its outline, the marks of its figures (one byte each) and whatever is wrong with
it; then a second time for the figures.
"""

import re
from collections.abc import Callable, Iterator
from math import prod
from typing import IO, Any

import ijson
from ijson.common import ObjectBuilder

from regions.services import absence
from regions.services.figure_cells import (
    AREA,
    CONTENT,
    MOST_CELLS,
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
from regions.services.figure_values import Places, exact, period_of, type_of

DEEPEST = 12
MOST_PARTS = 500_000
"""Pieces of the file that are not figures."""
MOST_SYMBOLS = 200
PIECE = 65_536
LONGEST_NUMBER = 400
ENDLESS = re.compile(rb"[0-9]{%d}" % LONGEST_NUMBER)
EVERY = 5_000
"""Cells between two words of how far reading has come."""
CONTENT_CODES = {"contentscode", "tiedot", "information", "uppgifter", "metric", "indicator"}
STRUCTURE = {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}
Handler = Callable[[int, str, Any], None]


def events(file: IO[bytes]) -> Iterator[tuple[int, str, str, Any]]:
    """Depth, top key, event and value of everything in the file. Raises Unreadable with the place."""
    depth, key, seen = 0, "", set()
    file.seek(0)
    if file.read(3) != b"\xef\xbb\xbf":
        file.seek(0)
    try:
        for event, value in ijson.basic_parse(file):
            step = STRUCTURE.get(event, 0)
            if depth == 0 and event != "start_map":
                raise Unreadable("not_an_object")
            if depth == 1 and event == "map_key":
                key = value
                if key in seen:
                    raise Unreadable("key_twice", name=key)
                seen.add(key)
            if step < 0:
                depth -= 1
            yield depth, key, event, value
            if step > 0:
                depth += 1
                if depth > DEEPEST:
                    raise Unreadable("too_deep", byte=file.tell())
    except (ijson.JSONError, UnicodeDecodeError) as error:
        raise Unreadable(**broken(error, file)) from error
    except (ValueError, ArithmeticError) as error:
        raise Unreadable("broken_number", byte=file.tell()) from error


def check_numbers(file: IO[bytes]) -> None:
    """Raises Unreadable at a number without end: the parser's C code would stumble over it."""
    file.seek(0)
    at, rest = 0, b""
    while piece := file.read(PIECE):
        if found := ENDLESS.search(rest + piece):
            raise Unreadable("broken_number", byte=at - len(rest) + found.start())
        at, rest = at + len(piece), piece[-LONGEST_NUMBER:]


def broken(error: Exception, file: IO[bytes]) -> dict[str, Any]:
    """What is wrong with a file that is no JSON, as far as the parser can tell."""
    words = str(error)
    if isinstance(error, UnicodeDecodeError) or "UTF8" in words or "UTF-8" in words or "utf-8" in words:
        return {"code": "not_utf8", "byte": file.tell()}
    if isinstance(error, ijson.IncompleteJSONError) and ("premature" in words or "ncomplete" in words):
        return {"code": "cut_off", "byte": file.tell()}
    return {"code": "broken_json", "byte": file.tell(), "words": clean(words, 120)}


class Scan:
    """The first reading: everything but the figures, how many there are, and their marks."""

    def __init__(self, file: IO[bytes]) -> None:
        self.parts: dict[str, ObjectBuilder] = {}
        self.pieces = 0
        self.cells = 0
        self.sparse = False
        self.given: bytearray | None = None
        self.symbols: list[str] = [""]
        self.marks = bytearray()
        self.mark_at = 0
        self.mark_key: str | None = None
        self.whole_mark = ""
        handlers: dict[str, Handler] = {"value": self.value, "status": self.status}
        for depth, key, event, value in events(file):
            if depth == 0 or (depth == 1 and event == "map_key"):
                continue
            if key not in handlers:
                handlers[key] = self.part_of(key)
            handlers[key](depth, event, value)
        self.facts: dict[str, Any] = {key: one.value for key, one in self.parts.items() if hasattr(one, "value")}

    def part_of(self, key: str) -> Handler:
        """Keeps what describes the table."""

        def keep(depth: int, event: str, value: Any) -> None:
            self.pieces += 1
            if self.pieces > MOST_PARTS:
                raise Unreadable("too_much_about", most=MOST_PARTS)
            self.parts.setdefault(key, ObjectBuilder()).event(event, value)

        return keep

    def value(self, depth: int, event: str, value: Any) -> None:
        """Counts the figures."""
        if depth == 1:
            if event not in ("start_array", "end_array", "start_map", "end_map"):
                raise Unreadable("no_values")
            self.sparse = event.endswith("map")
            if self.given is None:
                self.given = bytearray()
        elif event == "map_key" and self.sparse and depth == 2:
            self.cells += 1
            self.give(position(value))
        elif event in STRUCTURE:
            raise Unreadable("value_is_no_number", cell=self.cells)
        elif not self.sparse:
            self.cells += 1
            if self.cells > MOST_CELLS:
                raise Unreadable("too_many_cells", most=MOST_CELLS)

    def give(self, index: int) -> None:
        """A sparse file has a figure at this place."""
        given = grown(self.given if self.given is not None else bytearray(), index)
        if given[index]:
            raise Unreadable("cell_twice", cell=index + 1)
        given[index] = 1

    def status(self, depth: int, event: str, value: Any) -> None:
        """Keeps the figures' marks: one for all, a list, or an object by place."""
        if depth == 1 and event == "string":
            self.whole_mark = str(value)
        elif event == "map_key":
            self.mark_key = value
        elif depth == 2 and event not in STRUCTURE:
            at = self.mark_at if self.mark_key is None else position(self.mark_key)
            self.mark_at, self.mark_key = at + 1, None
            grown(self.marks, at)[at] = self.symbol(value)

    def symbol(self, value: Any) -> int:
        """The mark's number."""
        text = "" if value is None else str(value)[:40]
        if text not in self.symbols:
            if len(self.symbols) > MOST_SYMBOLS:
                raise Unreadable("too_many_symbols", most=MOST_SYMBOLS)
            self.symbols.append(text)
        return self.symbols.index(text)

    def mark(self, cell: int) -> str:
        """The figure's mark, or ""."""
        return self.symbols[self.marks[cell]] if cell < len(self.marks) else self.whole_mark


def position(key: str) -> int:
    """A place in a sparse object."""
    if not key.isascii() or not key.isdigit() or len(key) > 8 or int(key) >= MOST_CELLS:
        raise Unreadable("strange_place", name=key)
    return int(key)


def grown(bytes_: bytearray, to: int) -> bytearray:
    """The bytes, long enough to have a place `to`."""
    if to >= MOST_CELLS:
        raise Unreadable("too_many_cells", most=MOST_CELLS)
    if to >= len(bytes_):
        bytes_.extend(bytes(to + 1 - len(bytes_)))
    return bytes_


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


def sizes_of(facts: dict[str, Any]) -> list[int]:
    """How many values each dimension has."""
    ids, sizes = facts["id"], facts.get("size") or []
    good = isinstance(ids, list) and isinstance(sizes, list) and len(ids) == len(sizes) > 0
    if not good or not all(type(one) is int and one > 0 for one in sizes) or not all(type(one) is str for one in ids):
        raise Unreadable("wrong_sizes")
    if len({clean(one) for one in ids}) < len(ids):
        raise Unreadable("wrong_sizes")
    return list(sizes)


def dimension(code: str, size: int, facts: dict[str, Any]) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """A dimension's code, label and values, in the order of the cells."""
    found = as_dict(facts["dimension"]).get(code)
    category = as_dict(found).get("category")
    if not isinstance(category, dict):
        raise Unreadable("no_dimension", name=code)
    labels = as_dict(category.get("label"))
    codes = in_order(category.get("index"), labels, code)
    if len(codes) != size:
        raise Unreadable("wrong_size", name=code, found=len(codes), expected=size)
    if size > MOST_VALUES:
        raise Unreadable("too_many_values", name=code, most=MOST_VALUES)
    values = tuple((clean(one), clean(labels.get(one) or "")) for one in codes)
    if len({one for one, _ in values}) < size:
        raise Unreadable("value_code_twice", name=code)
    return clean(code), clean(as_dict(found).get("label") or code), values


def in_order(index: Any, labels: dict[str, Any], code: Any) -> list[str]:
    """The codes of a category: its index is a list, an object of places, or missing when there is only one."""
    if isinstance(index, list):
        return [str(one) for one in index]
    if isinstance(index, dict):
        pairs = sorted(index.items(), key=lambda pair: pair[1] if type(pair[1]) is int else -1)
        if [place for _, place in pairs] != list(range(len(pairs))):
            raise Unreadable("wrong_index", name=code)
        return [str(one) for one, _ in pairs]
    if index is None and len(labels) == 1:
        return list(labels)
    raise Unreadable("wrong_index", name=code)


def role_of(code: str, values: tuple[tuple[str, str], ...], said: dict[str, list[Any]]) -> str:
    """Whether a dimension is time, contents or another one."""
    if code in said.get("time", ()):
        return TIME
    if code in said.get("metric", ()) or code.casefold() in CONTENT_CODES:
        return CONTENT
    if "time" not in said and all(period_of(one)[0] for one, _ in values):
        return TIME
    return OTHER


def as_dict(value: Any) -> dict[str, Any]:
    """The value when it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def table_code(facts: dict[str, Any], name: str) -> str:
    """What the office calls the table, else its dimensions: two files of one table have the same."""
    own = as_dict(as_dict(facts.get("extension")).get("px")).get("tableid")
    return clean(own or "", 80) or clean(" × ".join(facts["id"]), 100)
