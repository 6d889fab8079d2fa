"""Typesetting: accessible PDF files (PDF/UA-1) by typst, from templates in templates/pdf and plain data.

    pdf.typeset("document", {"title": …}, language="sv", title="Föredragningslista")

Texts go in as data, never as typst's own language: whatever somebody wrote stands there as it was written. The same
data on the same day make the same bytes. Typst refuses what is not accessible, such as a picture without words for it.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from forum import clock, context, dates
from forum.documents import Document, Drawing
from forum.texts import LocalText

TEMPLATES: Path = settings.BASE_DIR / "templates" / "pdf"
FONTS: Path = settings.BASE_DIR / "forum" / "pdf_fonts"
CONTENT_TYPE = "application/pdf"
TRIES = 4
NO_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
INSTEAD = "□"
"""Stands for a sign that no font here has, such as a picture sign."""
LONG_WORD = re.compile(r"\S{41,}")
PIECE = re.compile(r"\S{20}(?=\S)")
MAY_BREAK = "\u200b"


class CannotTypeset(Exception):
    """Typst refused the document; the words are typst's own, with the place in the template."""


def typeset(template: str, data: Mapping[str, Any], *, language: str, title: str) -> bytes:
    """The PDF of templates/pdf/<template>.typ with `data` (plain values, LocalText, documents' blocks).

    Raises CannotTypeset.
    """
    with translation.override(language):
        day = clock.today()
        about = {**data, "title": title, "language": language, "frame": frame(), "day": [day.year, day.month, day.day]}
    missing: frozenset[str] = frozenset()
    for _try in range(TRIES):
        try:
            return compiled(template, written(about, missing), datetime.combine(day, time(12), UTC))
        except Refused as refused:
            if not refused.missing - missing:
                raise CannotTypeset(f"{template}: {refused}") from refused
            missing |= refused.missing
    raise CannotTypeset(f"{template}: too many signs that no font has")


def document(made: Document, *, language: str) -> bytes:
    """The PDF of a document. Raises CannotTypeset."""
    return typeset("document", {"document": made}, language=language, title=made.title)


def frame() -> dict[str, str]:
    """What stands around every page, in the active language."""
    return {
        "forum": context.in_words("name"),
        "long_name": context.in_words("long_name"),
        "author": context.in_words("runs"),
        "page": _("Page {page} of {pages}"),
        "made": dates.numeric(clock.today()),
        "contents": _("Contents"),
    }


class Refused(Exception):
    """What typst said; `missing` are the signs that no font has, when that was all."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.missing = {unescaped(found) for found in NO_GLYPH.findall(said)}


def unescaped(sign: str) -> str:
    """A sign as it is, from how typst's messages write it."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), sign)


def compiled(template: str, data: str, at: datetime) -> bytes:
    """Typst's work. Its library is loaded when the first document is asked for. Raises Refused."""
    import typst

    try:
        made: bytes = typst.compile(
            str(TEMPLATES / f"{template}.typ"),
            root=str(TEMPLATES),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"data": data},
            timestamp=at,
        )
    except typst.TypstError as error:
        raise Refused(error.diagnostic or str(error)) from error
    return made


def written(about: Mapping[str, Any], missing: frozenset[str]) -> str:
    """The data as JSON, without the signs that no font has."""
    return json.dumps(plain(about, lambda text: printable(text, missing)), ensure_ascii=False)


def plain(value: Any, write: Callable[[str], str]) -> Any:
    """Plain JSON: dataclasses as {"kind": their name, …}, a text in another language as {"text": …, "lang": …}."""
    if isinstance(value, Drawing):
        return str(value)
    if isinstance(value, LocalText) and value.fallback:
        return {"text": write(value), "lang": value.lang}
    if isinstance(value, str | Promise):
        return write(str(value))
    if is_dataclass(value):
        own = {field.name: plain(getattr(value, field.name), write) for field in fields(value)}
        return {"kind": type(value).__name__.lower(), **own}
    if isinstance(value, Mapping):
        return {name: plain(one, write) for name, one in value.items()}
    if isinstance(value, Sequence):
        return [plain(one, write) for one in value]
    return value


def printable(text: str, missing: frozenset[str]) -> str:
    """The text without signs that cannot be printed; very long words may break anywhere."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    shown = "".join(in_print(sign, missing) for sign in text if is_sign(sign))
    return LONG_WORD.sub(lambda found: PIECE.sub(rf"\g<0>{MAY_BREAK}", found[0]), shown)


def in_print(sign: str, missing: frozenset[str]) -> str:
    """The sign; what no font has becomes an empty square, or nothing when it is not to be seen anyway."""
    if sign not in missing:
        return sign
    return "" if unicodedata.category(sign) in {"Cf", "Mn"} else INSTEAD


def is_sign(sign: str) -> bool:
    """Whether it can stand in a text: no control signs but the end of a line, no halves of signs."""
    return sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs", "Cn", "Co"}
