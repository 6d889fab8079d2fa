"""The secretariat's own words in place of a template's: subject and opening of a kind of letter, in versions."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.template.loader import get_template

from forum.models import LetterText, Person
from forum.services import audit
from forum.services.verbs import quiet_verb

IN_BOTH = "also_in"
VERSIONS = "own_texts"
_pinned: ContextVar[Mapping[str, dict[str, int]]] = ContextVar("pinned", default={})  # noqa: B039


@contextmanager
def pinned(kind: str, versions: dict[str, int] | None) -> Iterator[None]:
    """Within it letters of the kind are written with these versions, whatever is in use by now; None: with those."""
    token = _pinned.set({**_pinned.get(), **({} if versions is None else {kind: versions})})
    try:
        yield
    finally:
        _pinned.reset(token)


def current(kind: str) -> dict[str, int]:
    """{language: the version's primary key} of the texts in use that are not the template's. One query."""
    if kind in _pinned.get():
        return _pinned.get()[kind]
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


@quiet_verb
def write(kind: str, *, language: str, subject: str, opening: str, by: Person) -> LetterText | None:
    """A new version for the kind and language; both texts empty go back to the template's own words.

    None, and nothing is written, when nothing would change. Letters already written keep the version they have.
    """
    subject, opening = subject.strip(), opening.replace("\r\n", "\n").strip()
    rows = LetterText.objects.select_for_update().filter(kind=kind, language=language)
    now = rows.filter(current=True).first()
    if (now.subject, now.opening) == (subject, opening) if now else not (subject or opening):
        return None
    last = rows.aggregate(last=Max("version"))["last"] or 0
    rows.filter(current=True).update(current=False)
    values = {"subject": subject, "opening": opening, "written_by": by}
    made = LetterText.objects.create(kind=kind, language=language, version=last + 1, **values)
    audit.record("letter_text.write", by=by, about=made, details={"version": made.version, "language": language})
    return made


def history(kind: str) -> list[LetterText]:
    """Every version of the kind, the newest first."""
    return list(LetterText.objects.filter(kind=kind).select_related("written_by").order_by("-pk"))


def can_be_changed(kind: str) -> bool:
    """Whether the kind's templates have a place for the secretariat's own opening."""
    sources = [get_template(f"letters/{kind}.{ending}").template.source for ending in ("html", "txt")]  # type: ignore[attr-defined]
    return all("{% opening %}" in source for source in sources)
