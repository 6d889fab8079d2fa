"""A document as one HTML file that needs nothing but itself: look, drawings and contents are inside, no script."""

from django.template.loader import get_template
from django.utils import translation

from forum import context, dates, documents
from forum.clock import today
from forum.documents import Document, Strong
from forum.texts import LocalText

CONTENT_TYPE = "text/html; charset=utf-8"


def html(made: Document, *, language: str) -> bytes:
    """The file, in UTF-8."""
    with translation.override(language):
        about = {
            "document": made,
            "language": language,
            "forum": context.in_words("name"),
            "long_name": context.in_words("long_name"),
            "day": dates.numeric(today()),
        }
        written: str = get_template("documents/file.html").render(about)
    return written.encode()


def kind(block: documents.Block) -> str:
    """Which template draws the block."""
    return type(block).__name__.lower()


def pieces(words: documents.Words | Strong) -> list[tuple[str, str, bool]]:
    """Words as (text, its language when that is another one, whether it is strong)."""
    if isinstance(words, tuple):
        return [piece for one in words for piece in pieces(one)]
    if isinstance(words, Strong):
        return [(words.text, "", True)]
    return [(str(words), words.lang if isinstance(words, LocalText) and words.fallback else "", False)]
