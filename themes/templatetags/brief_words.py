"""Briefs' words in templates."""

from typing import Any

from django import template
from django.conf import settings

from themes.services import brief_words

register = template.Library()


@register.filter
def block_kind(code: str) -> str:
    """What a kind of block is called."""
    return brief_words.kind(code)


@register.filter
def brief_kind(code: str) -> str:
    """What a kind of brief is called."""
    return brief_words.brief_kind(code)


@register.filter
def brief_state(code: str) -> Any:
    """A state in words."""
    return brief_words.STATES.get(code, code)


@register.filter
def language_name(code: str) -> str:
    """A language by its own name."""
    return str(settings.LANGUAGE_NAMES.get(code, code))


@register.filter
def in_each_language(row: Any, stem: str) -> list[tuple[str, str]]:
    """The row's text in each of the profile's languages: (code, text)."""
    return [(code, getattr(row, f"{stem}_{code}")) for code in settings.PROFILE["languages"]]
