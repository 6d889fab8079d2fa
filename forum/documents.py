"""What a document is made of, whatever it is made into: a printed page (services/pdf.py), a file for a browser
(services/one_file.py). Whoever has something to say makes blocks; nobody but those two services knows how they look.

Words are a text, a LocalText (which says its language when that is not the document's), or pieces of both, some Strong.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from forum.texts import LocalText


@dataclass(frozen=True)
class Strong:
    """Words that carry weight in a sentence, such as its figure."""

    text: str


Words = str | LocalText | tuple[str | LocalText | Strong, ...]


class Drawing(str):
    """An SVG drawing as it is."""


@dataclass(frozen=True)
class Heading:
    """A heading inside a part. Level 3 stands under a part's own heading."""

    text: Words
    level: int = 3


@dataclass(frozen=True)
class Text:
    """Paragraphs; an empty line parts two. `look`: "", lead, small or notice."""

    text: Words
    look: str = ""


@dataclass(frozen=True)
class Facts:
    """Pairs of a name and what is so: when, where, who."""

    rows: Sequence[tuple[str, Words]]


@dataclass(frozen=True)
class Listing:
    """A list, `numbered` or not."""

    items: Sequence[Words]
    numbered: bool = False


@dataclass(frozen=True)
class Link:
    """A whole address under its own words, with something said after it."""

    text: Words
    address: str
    after: str = ""


@dataclass(frozen=True)
class Links:
    """Links one below another."""

    items: Sequence[Link]


@dataclass(frozen=True)
class Table:
    """A table; the first cell of a row says what the row is about. `numbers` are the columns of figures, from 0.

    `shares` are the columns' widths beside each other; equal when not said.
    """

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Words]]
    numbers: Sequence[int] = ()
    shares: Sequence[int] = ()


@dataclass(frozen=True)
class Picture:
    """A drawing with what it shows in words (`alt`), where its figures are from, and the table behind it."""

    head: Words
    subtitle: str
    drawing: Drawing
    alt: str
    source: str = ""
    behind: Table | None = None


@dataclass(frozen=True)
class Pictures:
    """Pictures side by side where there is room."""

    items: Sequence[Picture]


@dataclass(frozen=True)
class Entry:
    """An item with something beside it, such as an hour: its heading and what stands under it."""

    aside: str
    title: Words
    blocks: Sequence["Block"] = ()
    quiet: bool = False


@dataclass(frozen=True)
class Entries:
    """Items one below another, each with its heading at `level`."""

    items: Sequence[Entry]
    level: int = 3


Block = Heading | Text | Facts | Listing | Links | Table | Picture | Pictures | Entries


@dataclass(frozen=True)
class Part:
    """A part of a document with its own heading; `key` is its address inside a file."""

    key: str
    title: Words
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Document:
    """A whole document in one language. `kicker` stands above its title; `contents` asks for a list of its parts."""

    title: str
    kicker: str = ""
    blocks: Sequence[Block] = ()
    parts: Sequence[Part] = field(default_factory=list)
    contents: bool = False
