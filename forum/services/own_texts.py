"""The secretariat's own words in place of a template's: subject and opening of a kind of letter, in versions."""

from functools import lru_cache
from typing import Any

from django.conf import settings

from forum.models import LetterText

IN_BOTH = "also_in"
VERSIONS = "own_texts"


def current(kind: str) -> dict[str, int]:
    """{language: the version's primary key} of the texts in use that are not the template's. One query."""
    rows = LetterText.objects.current().filter(kind=kind).exclude(subject="", opening="")
    return dict(rows.values_list("language", "pk"))


def frozen(versions: dict[str, int], language: str, person: Any) -> dict[str, Any]:
    """What a letter's facts remember: the versions of its languages, and the language that follows below, if any."""
    second = second_language(language) if getattr(person, "both_languages", False) else ""
    used = {code: pk for code, pk in versions.items() if code in (language, second)}
    return {**({VERSIONS: used} if used else {}), **({IN_BOTH: second} if second else {})}


def second_language(language: str) -> str:
    """The other required language of the country profile, for whoever asked for both; "" where there is none."""
    others = [code for code in settings.PROFILE["required_languages"] if code != language]
    return others[0] if others else ""


def of_letter(facts: dict[str, Any], language: str) -> LetterText | None:
    """The version the letter was written with, in the language, or None where the template's words hold."""
    pk = facts.get(VERSIONS, {}).get(language)
    return version(pk) if pk else None


@lru_cache(maxsize=500)
def version(pk: int) -> LetterText | None:
    """A version by its key; it never changes, so it is asked for once in a process."""
    return LetterText.objects.filter(pk=pk).first()
