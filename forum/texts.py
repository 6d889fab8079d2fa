"""Texts in the portal's three languages: explicit columns, one word to read them, and a marked fallback."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import get_language

LANGUAGES = ("fi", "sv", "en")


class LocalText(str):
    """A text that knows in which language it is, and whether it had to fall back from the one asked for."""

    lang: str
    fallback: bool

    def __new__(cls, text: str, lang: str, fallback: bool) -> "LocalText":
        """Builds the text."""
        made = super().__new__(cls, text)
        made.lang = lang
        made.fallback = fallback
        return made


def languages_to_try(wanted: str | None) -> Sequence[str]:
    """`wanted` first, then the profile's languages in their order, then the rest."""
    order = [wanted or settings.LANGUAGE_CODE, *settings.PROFILE["languages"], *LANGUAGES]
    return list(dict.fromkeys(order))


def in_language(row: object, field: str, language: str | None = None) -> LocalText:
    """The row's `field` in `language` (default: the active one), or in the first language that has it."""
    wanted = (language or get_language() or settings.LANGUAGE_CODE)[:2]
    if text := getattr(row, f"{field}_{wanted}", ""):
        return LocalText(text, wanted, False)
    for code in languages_to_try(wanted):
        text = getattr(row, f"{field}_{code}", "")
        if text:
            return LocalText(text, code, code != wanted)
    return LocalText("", wanted, False)


def texts_of(row: object, field: str) -> dict[str, str]:
    """{"fi": …, "sv": …, "en": …} of a text in three columns; `from_dict` reads it."""
    return {code: getattr(row, f"{field}_{code}") for code in LANGUAGES}


def from_dict(texts: Mapping[str, str], language: str | None = None) -> LocalText:
    """The text kept as {"fi": …, "sv": …, "en": …} in `language`, or in the first language that has it."""
    return in_language(SimpleNamespace(**{f"text_{code}": text for code, text in texts.items()}), "text", language)


class Localized:
    """Reads `<name>_fi`, `<name>_sv`, `<name>_en` of its row as one LocalText in the active language."""

    def __set_name__(self, owner: type, name: str) -> None:
        """Remembers the column's stem."""
        self.field = name

    def __get__(self, row: Any, owner: type) -> Any:
        """The text, or this descriptor when asked of the class."""
        return self if row is None else in_language(row, self.field)


def columns(**options: Any) -> tuple[models.CharField, models.CharField, models.CharField]:
    """Three CharFields (fi, sv, en); each may be blank: what must be there is asked by forms and states."""
    options = {"max_length": 200, "blank": True, "default": "", **options}
    return models.CharField(**options), models.CharField(**options), models.CharField(**options)


def long_columns() -> tuple[models.TextField, models.TextField, models.TextField]:
    """Three TextFields (fi, sv, en)."""
    return tuple(models.TextField(blank=True, default="") for _ in LANGUAGES)  # type: ignore[return-value]
