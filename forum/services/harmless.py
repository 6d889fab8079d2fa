"""Words from people made harmless: in a letter a name never becomes a link, a header or a line of its own."""

import re
import unicodedata
from typing import Any

SEAL = "[…]"
"""Stands in place of what must not be kept or shown."""
LINK_KEYS = re.compile(r"(^|_)(url|urls|link|links|path|email|address)$")
NAME_KEYS = re.compile(r"(^|_)(name|title|subject)(_(fi|sv|en))?$")
DOMAIN = re.compile(r"(?<=\w)\.(?=[^\W\d_]{2})")
INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def visible(text: str) -> str:
    """Without control characters, lone surrogates and marks that turn the direction of writing; lines stay."""
    return "".join(sign for sign in text if sign in "\n\t\u00ad" or unicodedata.category(sign) not in INVISIBLE)


def line(text: str) -> str:
    """One line: any run of white space becomes one space."""
    return " ".join(visible(re.sub(r"\s", " ", text)).split())


def unlinked(text: str) -> str:
    """Text that no mail program turns into a link: "https://a.fi" becomes "https a. fi"."""
    return DOMAIN.sub(". ", re.sub(r":/{2,}", " ", visible(text)))


def name(text: str) -> str:
    """A person's or a thing's name: one line, no link."""
    return unlinked(line(text))


def fact(key: str, value: Any) -> Any:
    """A fact by its name: links and addresses stay as they are, everything else is unlinked."""
    if isinstance(value, dict):
        return {inner: fact(key if inner in ("fi", "sv", "en") else inner, item) for inner, item in value.items()}
    if isinstance(value, list):
        return [fact(key, item) for item in value]
    if not isinstance(value, str) or LINK_KEYS.search(key):
        return value
    return name(value) if NAME_KEYS.search(key) else unlinked(value)


def facts(given: dict[str, Any]) -> dict[str, Any]:
    """All facts of a letter, made harmless by their names."""
    return {key: fact(key, value) for key, value in given.items()}
