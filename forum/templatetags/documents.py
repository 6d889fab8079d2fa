"""How a document's blocks are drawn in HTML: `{% load documents %}{% for one in part.blocks %}{% draw one 3 %}`."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe

from forum.documents import Block, Drawing, Words
from forum.services import one_file

register = template.Library()


@register.simple_tag
def draw(block: Block, level: int) -> SafeString:
    """The block; headings inside it stand at `level`."""
    about = {"block": block, "level": level, "next_level": level + 1}
    return mark_safe(render_to_string(f"documents/{one_file.kind(block)}.html", about))  # noqa: S308  # escaped there


@register.filter
def said(words: Words) -> SafeString:
    """Words with their strong pieces and their languages."""
    return format_html_join("", "{}", ((piece(*one),) for one in one_file.pieces(words)))


def piece(text: str, lang: str, strong: bool) -> SafeString | str:
    """One piece of words."""
    if strong:
        return format_html("<strong>{}</strong>", text)
    return format_html('<span lang="{}">{}</span>', lang, text) if lang else text


@register.filter
def paragraphs(words: Words) -> SafeString:
    """Words as paragraphs; an empty line parts two."""
    if isinstance(words, tuple):
        return format_html("<p>{}</p>", said(words))
    text, lang, _strong = one_file.pieces(words)[0]
    parted = mark_safe(linebreaks(text, autoescape=True))  # noqa: S308  # escaped by linebreaks
    return format_html('<div lang="{}">{}</div>', lang, parted) if lang else parted


@register.filter
def svg(drawing: Drawing) -> SafeString:
    """The drawing itself: made by the portal's own templates, never by people."""
    return mark_safe(drawing)  # noqa: S308


@register.simple_tag
def heading(level: int, words: Words, key: str = "") -> SafeString:
    """A heading; none is deeper than 6."""
    depth = min(level, 6)
    own = format_html(' id="{}"', key) if key else ""
    return format_html("<h{}{}>{}</h{}>", depth, own, said(words), depth)
