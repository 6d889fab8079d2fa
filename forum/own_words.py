"""A country profile's own words where it says otherwise than the house: `regions/locale_<profile>/words.csv`
(language,house,own) changes words and phrases wherever a text holds them.
"""

import csv
import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings

Words = dict[str, str]
FILE = "words.csv"


def folder(root: Path, profile: str) -> Path:
    """Where a profile keeps what it says otherwise."""
    return root / "regions" / f"locale_{profile}"


@lru_cache(maxsize=16)
def words(folder: Path, language: str) -> Words:
    """{what the house says: what the profile says}, in small letters."""
    path = folder / FILE
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["house"]: row["own"] for row in csv.DictReader(file) if row["language"] == language}


def here(text: str, language: str) -> str:
    """The text as the active profile says it."""
    return said(text, words(folder(settings.BASE_DIR, settings.PROFILE_NAME), language))


def said(text: str, own: Words) -> str:
    """The text with the profile's words in it; a capital letter stays one."""
    if not own:
        return text

    def instead(found: re.Match[str]) -> str:
        word = own[found[0].lower()]
        return word[:1].upper() + word[1:] if found[0][:1].isupper() else word

    longest_first = sorted(own, key=len, reverse=True)
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", instead, text, flags=re.IGNORECASE)
