"""Placeholders: what may stand in a text that goes to many, such as {name}, each of one type.

A text is plain: paragraphs with an empty line between them, lists whose lines begin with "- ", and addresses that begin
with https:// or http://, which become links. Nothing that is put in for a placeholder becomes anything else than what
its type says: a name is words, never a link, a line or a header.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext as _

from forum import dates, shelves
from forum.services import harmless
from forum.texts import from_dict

NAME, TEXT, DAY, MOMENT, LINK = "name", "text", "day", "moment", "link"
MARK = re.compile(r"\{([^{}\n]*)\}|(https?://[^\s<>\"{}]+)", re.IGNORECASE)
SAFE_LINK = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)
ENDS = ".,;:!?)»”\"'"
GLUED_BEFORE = re.compile(r"(?:[/@&=?#]|\w\.)$")
GLUED_AFTER = re.compile(r"^(?:[/@]|\.\w|:/)")


@dataclass(frozen=True)
class Placeholder:
    """`type` is one of the five above; the value is the first of `facts` that the letter has."""

    name: str
    type: str
    label: Any
    facts: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The names under which a letter's facts or secrets hold its value."""
        return self.facts or (self.name,)


@dataclass(frozen=True)
class Piece:
    """A part of a line: `words` as they are, a `slot` by its placeholder's name, or an `address`."""

    words: str = ""
    slot: str = ""
    address: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, or a list of `items`; each line is a row of pieces."""

    lines: tuple[tuple[Piece, ...], ...]
    items: bool = False


@dataclass(frozen=True)
class Problem:
    """What is wrong in a text, and where: line and place in it, both from 1."""

    line: int
    place: int
    words: str

    def __str__(self) -> str:
        """With its place in the text."""
        return _("Line %(line)s, character %(place)s: %(words)s") % {
            "line": self.line,
            "place": self.place,
            "words": self.words,
        }


def blocks(text: str) -> list[Block]:
    """The text in paragraphs and lists."""
    found: list[tuple[bool, list[str]]] = []
    gap = True
    for line in harmless.visible(text.replace("\r\n", "\n")).split("\n"):
        bare = line.strip()
        item = bare.startswith(("- ", "* ", "• "))
        if bare and (gap or not found or found[-1][0] != item):
            found.append((item, []))
        if bare:
            found[-1][1].append(bare[2:].strip() if item else bare)
        gap = not bare
    return [Block(tuple(tuple(pieces(line)) for line in lines), items) for items, lines in found]


def pieces(line: str) -> list[Piece]:
    """The line in words, slots and addresses."""
    found, end = [], 0
    for mark in MARK.finditer(line):
        if mark.start() > end:
            found.append(Piece(words=line[end : mark.start()]))
        address = (mark[2] or "").rstrip(ENDS)
        found.append(Piece(address=address) if mark[2] else Piece(slot=mark[1].strip()))
        end = mark.start() + len(address) if mark[2] else mark.end()
    return [*found, Piece(words=line[end:])] if end < len(line) else found


def problems(text: str, offered: Iterable[str], *, subject: bool = False) -> list[Problem]:
    """What must not stand there: unknown and glued placeholders, somebody's personal link, links in subjects."""
    known = set(offered)
    found = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        found += [Problem(number, place + 1, words) for place, words in wrong_in(line, known, subject)]
    return found


def wrong_in(line: str, known: set[str], subject: bool) -> Iterable[tuple[int, str]]:
    """(place, what is wrong) for one line."""
    rest = list(line)
    for mark in MARK.finditer(line):
        rest[mark.start() : mark.end()] = " " * len(mark[0])
        if mark[2]:
            wrong = wrong_address(mark[2].rstrip(ENDS), line[mark.end() :], subject)
        else:
            wrong = wrong_slot(mark, line, known, subject)
        if wrong:
            yield mark.start(), wrong
    for place, sign in enumerate(rest):
        if sign in "{}":
            yield place, _("a curly bracket that belongs to no placeholder.")


def wrong_slot(mark: re.Match[str], line: str, known: set[str], subject: bool) -> str:
    """What is wrong with a placeholder."""
    name = mark[1].strip()
    if name not in known and shelves.placeholders.has(name):
        return _("{%(name)s} has no value in letters of this kind.") % {"name": name}
    if name not in known:
        return _("there is no placeholder {%(name)s} here.") % {"name": name}
    if subject and shelves.placeholders.get(name).type == LINK:
        return _("a subject takes no link.")
    if GLUED_BEFORE.search(line[: mark.start()]) or GLUED_AFTER.search(line[mark.end() :]):
        return _("a placeholder cannot be a part of an address: leave a space around it.")
    return ""


def wrong_address(address: str, after: str, subject: bool) -> str:
    """What is wrong with an address."""
    if subject:
        return _("a subject takes no link.")
    if after.startswith("{"):
        return _("a placeholder cannot be a part of an address: leave a space around it.")
    if is_personal(address):
        return _("this is somebody's personal link. Take a placeholder such as {answer_link} instead.")
    return ""


def is_personal(address: str) -> bool:
    """Whether the address is a page of the portal that only its receiver should have."""
    path = address.removeprefix(settings.SITE_URL) if address.startswith(settings.SITE_URL) else ""
    if not path.startswith("/"):
        return False
    path = path.partition("?")[0].partition("#")[0]
    try:
        with translation.override(get_language_from_path(path) or settings.LANGUAGE_CODE):
            name = resolve(path if path.endswith("/") or "." in path.rpartition("/")[2] else f"{path}/").view_name
    except Resolver404:
        return False
    return shelves.personal_addresses.has(name)


def slots(text: str) -> set[str]:
    """The names of the placeholders in the text."""
    return {mark[1].strip() for mark in MARK.finditer(text) if not mark[2]}


def value(name: str, about: Mapping[str, Any]) -> str:
    """What stands in for the placeholder, in the active language; "" where the letter has nothing for it."""
    if not shelves.placeholders.has(name):
        return ""
    placeholder = shelves.placeholders.get(name)
    given = next((about[fact] for fact in placeholder.sources if about.get(fact)), "")
    if isinstance(given, Mapping):
        given = from_dict(given)
    return SAID[placeholder.type](given) if given else ""


def link(address: Any) -> str:
    """The address with its host, if it is one that may be followed."""
    text = harmless.line(str(address))
    whole = f"{settings.SITE_URL}{text}" if text.startswith("/") and not text.startswith("//") else text
    return whole if SAFE_LINK.fullmatch(whole) else ""


def in_moments(words: Callable[[Any], str], given: Any) -> Any:
    """`words` of a day or moment in ISO form; anything else as it came."""
    moment = dates.read(given)
    if words is dates.moment and not isinstance(moment, datetime):
        words = dates.long
    return words(moment) if isinstance(moment, date) else given


SAID: dict[str, Callable[[Any], str]] = {
    NAME: lambda given: harmless.name(str(given)),
    TEXT: lambda given: harmless.name(str(given)),
    DAY: lambda given: harmless.name(str(in_moments(dates.long, given))),
    MOMENT: lambda given: harmless.name(str(in_moments(dates.moment, given))),
    LINK: link,
}


def is_link(name: str) -> bool:
    """Whether the placeholder stands for a link."""
    return shelves.placeholders.has(name) and shelves.placeholders.get(name).type == LINK


def in_line(text: str, about: Mapping[str, Any]) -> str:
    """A subject: one line, no link."""
    said = [piece.words or piece.address or value(piece.slot, about) for piece in pieces(harmless.line(text))]
    return harmless.line("".join(said))


def in_text(text: str, about: Mapping[str, Any]) -> str:
    """The text filled in, as plain text."""

    def said(line: tuple[Piece, ...]) -> str:
        return "".join(piece.words or piece.address or value(piece.slot, about) for piece in line)

    return "\n\n".join(
        "\n".join(f"- {said(line)}" if block.items else said(line) for line in block.lines) for block in blocks(text)
    )


def in_html(text: str, about: Mapping[str, Any]) -> str:
    """The text filled in, as plain tags: p, ul, li, br and a."""
    return "\n".join(html_of(block, about) for block in blocks(text))


def html_of(block: Block, about: Mapping[str, Any]) -> str:
    """One block."""
    lines = ["".join(html_piece(piece, about) for piece in line) for line in block.lines]
    if block.items:
        return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
    return f"<p>{'<br>'.join(lines)}</p>"


def html_piece(piece: Piece, about: Mapping[str, Any]) -> str:
    """Words escaped, addresses as links."""
    if piece.words:
        return escape(piece.words)
    address = piece.address or (value(piece.slot, about) if is_link(piece.slot) else "")
    return f'<a href="{escape(address)}">{escape(address)}</a>' if address else escape(value(piece.slot, about))
