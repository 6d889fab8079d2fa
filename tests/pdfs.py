"""PDF files as a screen reader meets them: language, title, tags, and the texts in the order of the tags."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

GLYPHS = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
HEX = re.compile(rb"<([0-9A-Fa-f]+)>")


@dataclass
class Tag:
    """A node of the tree of tags: what it is, its title, words for a picture, language, and its own text."""

    kind: str
    title: str = ""
    alt: str = ""
    lang: str = ""
    text: str = ""
    under: list["Tag"] = field(default_factory=list)

    def walk(self) -> Iterator["Tag"]:
        """This and everything under it, in reading order."""
        yield self
        for one in self.under:
            yield from one.walk()

    @property
    def read(self) -> str:
        """The text of this and everything under it."""
        return self.text + "".join(one.read for one in self.under)


class Pdf:
    """A file opened for reading."""

    def __init__(self, content: bytes) -> None:
        assert content.startswith(b"%PDF-"), content[:60]
        self.file = PdfReader(BytesIO(content))
        self.root: Any = self.file.trailer["/Root"]
        self.texts: dict[int, dict[int, str]] = {}
        self.languages: dict[int, dict[int, str]] = {}
        for page in self.file.pages:
            number = page.indirect_reference.idnum
            self.texts[number], self.languages[number] = texts_of(page)
        self.tags = self._tag(self.root["/StructTreeRoot"]["/K"], 0)

    @property
    def language(self) -> str:
        return str(self.root["/Lang"])

    @property
    def title(self) -> str:
        return str(self.file.metadata.title)

    @property
    def is_marked(self) -> bool:
        """Whether it says that it is tagged, that its title is shown, and that it is PDF/UA-1."""
        said = self.root["/Metadata"].get_data()
        shown = bool(self.root["/ViewerPreferences"]["/DisplayDocTitle"])
        return bool(self.root["/MarkInfo"]["/Marked"]) and shown and b"<pdfuaid:part>1<" in said

    @property
    def headings(self) -> list[tuple[str, str]]:
        """Every heading in reading order, as ("H1", its words)."""
        return [(tag.kind, one_line(tag.read)) for tag in self.tags.walk() if re.fullmatch(r"H\d", tag.kind)]

    @property
    def read(self) -> str:
        """Everything that is read aloud, in order, with single spaces."""
        return one_line(self.tags.read)

    @property
    def fonts(self) -> set[str]:
        """The typefaces used."""
        found = (page["/Resources"].get("/Font", {}) for page in self.file.pages)
        return {str(font.get_object()["/BaseFont"]).split("+")[-1] for fonts in found for font in fonts.values()}

    def said_in(self, language: str) -> str:
        """Everything that is marked as being in the language."""
        return one_line(" ".join(tag.read for tag in self.tags.walk() if tag.lang == language))

    def of_kind(self, *kinds: str) -> list[Tag]:
        """The tags of the kinds, in reading order."""
        return [tag for tag in self.tags.walk() if tag.kind in kinds]

    def _tag(self, node: Any, page: int) -> Tag:
        node = node.get_object()
        if isinstance(node, ArrayObject):
            return Tag("", under=[self._tag(one, page) for one in node])
        if not isinstance(node, DictionaryObject):
            return self._marked(page, int(node))
        here = node.raw_get("/Pg").idnum if "/Pg" in node else page
        if "/S" not in node:
            return self._marked(here, int(node.get("/MCID", -1)))
        names = {name: str(node.get(key, "")) for name, key in (("title", "/T"), ("alt", "/Alt"), ("lang", "/Lang"))}
        made = Tag(str(node["/S"]).strip("/"), **names)
        made.under = [self._tag(node["/K"], here)] if "/K" in node else []
        return made

    def _marked(self, page: int, mark: int) -> Tag:
        """A piece of a page's content, in the language that stands at its mark."""
        return Tag("", text=self.texts.get(page, {}).get(mark, ""), lang=self.languages.get(page, {}).get(mark, ""))


def one_line(text: str) -> str:
    """With single spaces, and whole words where lines broke them."""
    return " ".join(re.sub("\u00ad ?|\u200b ?", "", text).split())


def texts_of(page: Any) -> tuple[dict[int, str], dict[int, str]]:
    """The page's text by the mark under which it stands, and the marks' own languages."""
    found: dict[int, str] = {}
    languages: dict[int, str] = {}
    alphabets = {name: alphabet(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    marks: list[int | None] = []
    letters: dict[int, str] = {}
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in {b"BDC", b"BMC"}:
            about = operands[1].get_object() if len(operands) > 1 else {}
            marks.append(about.get("/MCID") if isinstance(about, dict) else None)
            if marks[-1] is not None and "/Lang" in about:
                languages[marks[-1]] = str(about["/Lang"])
        elif operator == b"EMC":
            marks.pop()
        elif operator == b"Tf":
            letters = alphabets[operands[0]]
        elif operator in {b"Tj", b"TJ"}:
            mark = next((mark for mark in reversed(marks) if mark is not None), None)
            if mark is not None:
                found[mark] = found.get(mark, "") + shown(operands[0], letters)
        elif operator == b"BT":
            mark = next((mark for mark in reversed(marks) if mark is not None), None)
            if mark in found:
                found[mark] += " "
    return {mark: f"{text} " for mark, text in found.items()}, languages


def shown(operand: Any, letters: dict[int, str]) -> str:
    """The text of a Tj or TJ."""
    strings = operand if isinstance(operand, list) else [operand]
    codes = b"".join(one.original_bytes for one in strings if hasattr(one, "original_bytes"))
    return "".join(letters.get(int.from_bytes(codes[at : at + 2], "big"), "") for at in range(0, len(codes), 2))


def alphabet(font: Any) -> dict[int, str]:
    """What each code of the font stands for."""
    found: dict[int, str] = {}
    for kind, body in GLYPHS.findall(font["/ToUnicode"].get_data()):
        codes = [bytes.fromhex(one.decode()) for one in HEX.findall(body)]
        if kind == b"char":
            for code, text in zip(codes[::2], codes[1::2], strict=False):
                found[int.from_bytes(code, "big")] = text.decode("utf-16-be")
        else:
            for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
                for step in range(int.from_bytes(last, "big") - int.from_bytes(first, "big") + 1):
                    sign = int.from_bytes(text, "big") + step
                    found[int.from_bytes(first, "big") + step] = sign.to_bytes(len(text), "big").decode("utf-16-be")
    return found
