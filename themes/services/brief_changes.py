"""What has changed from one version of a brief to another: texts word by word, blocks, and numbers of the data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from forum.services import word_diff
from forum.services.word_diff import Piece
from forum.texts import LANGUAGES
from regions.models import Indicator
from themes.services import brief_data, brief_words
from themes.services.brief_content import NO_WORDS, Copy
from themes.services.brief_data import NumberChange

Row = Mapping[str, Any]
Said = Iterator[tuple[str, str, str, str]]


@dataclass(frozen=True)
class Change:
    """A text that has changed: where it stands, what it is, in which language (empty: none), and its pieces."""

    where: str
    part: str
    language: str
    pieces: list[Piece]

    @property
    def language_name(self) -> str:
        """The language by its own name."""
        return str(settings.LANGUAGE_NAMES.get(self.language, ""))


@dataclass(frozen=True)
class Changes:
    """All that differs between two copies of a brief."""

    texts: list[Change]
    numbers: list[NumberChange]
    moved: bool


def between(old: Copy, new: Copy) -> Changes:
    """The changes, in the order of the newer copy; blocks that are gone come last."""
    names = {one.slug: str(one.name) for one in Indicator.objects.filter(slug__in={*old.indicators, *new.indicators})}
    found = [
        Change(where, part, language, word_diff.of(was, now))
        for where, rows in paired(old.content, new.content)
        for part, language, was, now in texts(*rows, names)
        if was != now
    ]
    slugs = [slug for slug in new.indicators if slug in old.indicators]
    numbers = brief_data.between(slugs, old.data_version, new.data_version)
    return Changes(found, numbers, is_moved(old, new))


def is_moved(old: Copy, new: Copy) -> bool:
    """Whether the blocks that both have stand in another order."""
    before, after = ([piece.id for piece in copy.pieces] for copy in (old, new))
    return [one for one in before if one in after] != [one for one in after if one in before]


def paired(old: Row, new: Row) -> Iterator[tuple[str, tuple[Row, Row]]]:
    """The head and the blocks of both, each under its name (the head has none); an empty row without a counterpart."""
    yield "", (old, new)
    before = {block["id"]: block for block in old["blocks"]}
    after = {block["id"]: block for block in new["blocks"]}
    for number, block in enumerate(new["blocks"], start=1):
        yield f"{number}. {name_of(block)}", (before.get(block["id"], {}), block)
    for block in old["blocks"]:
        if block["id"] not in after:
            yield _("Removed: %(block)s") % {"block": name_of(block)}, (block, {})


def name_of(block: Row) -> str:
    """The block's kind."""
    return brief_words.kind(block["kind"])


def texts(was: Row, now: Row, names: Mapping[str, str]) -> Said:
    """(part, language, was, is) of every text of the head or of a block."""
    if "title" in now:
        yield from in_languages(_("Title of the brief"), was, now, "title")
        yield from in_languages(_("Lead"), was, now, "lead")
        yield from in_languages(_("Why there are no figures here"), was, now, "why")
        return
    yield from in_languages(_("Heading"), was, now, "headline")
    yield from in_languages(_("Text"), was, now, "text")
    yield _("Indicators"), "", rows_of(was, names), rows_of(now, names)
    yield from questions(was, now)


def in_languages(part: str, was: Row, now: Row, name: str) -> Said:
    """The text in each language."""
    for code in LANGUAGES:
        yield part, code, was.get(name, NO_WORDS).get(code, ""), now.get(name, NO_WORDS).get(code, "")


def rows_of(block: Row, names: Mapping[str, str]) -> str:
    """The block's indicators in words."""
    slugs = [block.get("indicator", ""), *block.get("options", {}).get("indicators", ())]
    return ", ".join(names.get(slug, slug) for slug in slugs if slug)


def questions(was: Row, now: Row) -> Said:
    """The questions by their place."""
    before, after = (row.get("options", {}).get("questions", []) for row in (was, now))
    for place in range(max(len(before), len(after))):
        old = before[place] if place < len(before) else {}
        new = after[place] if place < len(after) else {}
        for code in LANGUAGES:
            yield _("Question %(number)s") % {"number": place + 1}, code, old.get(code, ""), new.get(code, "")


def since_translated(row: Any, code: str) -> list[Change]:
    """What has changed in the original since the translation in `code` was made."""
    source, now = row.sources.get(code, {}), row.texts_in(row.original)
    found = []
    for stem, words in brief_words.PARTS.items():
        was, text = flat(source.get(stem, "")), flat(now.get(stem, ""))
        if was != text:
            found.append(Change("", str(words), row.original, word_diff.of(was, text)))
    return found


def flat(value: Any) -> str:
    """A text, or questions as lines."""
    return "\n".join(value) if isinstance(value, list) else str(value)
