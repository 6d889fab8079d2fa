"""The first reading of a JSON-stat file: everything but its figures, how many there are, and their marks.

It is read as a stream: a file of a million figures is never in memory, only its dimensions and one byte a figure are.
"""

import re
from collections.abc import Callable, Iterator
from typing import IO, Any

import ijson
from ijson.common import ObjectBuilder

from regions.services.figure_cells import MOST_CELLS, Unreadable, clean

DEEPEST = 12
MOST_PARTS = 500_000
"""Pieces of the file that are not figures."""
MOST_SYMBOLS = 200
PIECE = 65_536
LONGEST_NUMBER = 400
ENDLESS = re.compile(rb"[0-9]{%d}" % LONGEST_NUMBER)
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
