"""How a bulletin's texts are drawn on pages and in letters."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from forum import dates
from forum.services.bulletin_blocks import as_html
from forum.texts import LocalText, from_dict

register = template.Library()


@register.filter
def blocks(text: Any) -> SafeString:
    """A text in its language (a LocalText, or {"fi": …}) as paragraphs and lists; another language is marked."""
    found = from_dict(text) if isinstance(text, dict) else text
    html = mark_safe(as_html(str(found)))  # noqa: S308  # escaped there
    lang = found.lang if isinstance(found, LocalText) else dates.active()
    return html if lang == dates.active() else format_html('<div lang="{}">{}</div>', lang, html)


@register.filter
def said(texts: Any) -> str:
    """{"fi": …} in the active language, plainly."""
    return str(from_dict(texts)) if isinstance(texts, dict) else str(texts or "")
