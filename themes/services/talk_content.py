"""A discussion's record as plain data: what a version freezes, what the page reads, what lacks a language.

{"kind", "title": {"fi": …}, "area": {…}, "summary": {…}, "outcome": {…}, "held_on": ISO day, "material": address,
 "regions": [{"code", "name": {…}}], "organisations": [{"id", "name": {…}}],
 "themes": [{"key", "number", "name": {…}}], "briefs": [{"id", "title": {…}}]}
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from forum import dates
from forum.services import word_diff
from forum.services.word_diff import Piece
from forum.texts import LANGUAGES, from_dict, texts_of
from themes.models import Talk
from themes.services import frozen_versions

Content = Mapping[str, Any]
TEXTS = ("title", "area", "summary", "outcome")


def of(talk: Talk) -> dict[str, Any]:
    """The record as it is written now. Four queries and one for the themes' programmes."""
    themes = talk.themes.select_related("programme").order_by("programme", "number")
    return {
        "kind": talk.kind,
        **{stem: texts_of(talk, stem) for stem in TEXTS},
        "held_on": talk.held_on.isoformat(),
        "material": talk.material,
        "regions": [{"code": one.code, "name": texts_of(one, "name")} for one in talk.regions.order_by("code")],
        "organisations": [
            {"id": one.public_id, "name": texts_of(one, "name")} for one in talk.organisations.order_by("name_fi", "pk")
        ],
        "themes": [
            {"key": f"{one.programme.key}/{one.slug}", "number": one.number, "name": texts_of(one, "name")}
            for one in themes
        ],
        "briefs": [{"id": one.public_id, "title": texts_of(one, "title")} for one in talk.briefs.order_by("pk")],
    }


def part_names() -> dict[str, str]:
    """What each text is called."""
    return {
        "title": _("Heading"),
        "area": _("Large area"),
        "summary": _("What was discussed"),
        "outcome": _("What was understood together"),
    }


@dataclass(frozen=True)
class Gap:
    """A text that is missing in a required language: `languages` by their own names."""

    part: str
    languages: list[str]


def gaps(content: Content) -> list[Gap]:
    """The texts that exist in some language and not in all that the profile requires (product rule 7)."""
    found = [Gap(words, frozen_versions.missing_languages(content[stem])) for stem, words in part_names().items()]
    return [gap for gap in found if gap.languages]


@dataclass(frozen=True)
class Change:
    """One thing that has changed: `language` is empty for what has none."""

    part: str
    language: str
    pieces: list[Piece]

    @property
    def language_name(self) -> str:
        """The language by its own name."""
        return str(settings.LANGUAGE_NAMES.get(self.language, ""))


def between(old: Content, new: Content) -> list[Change]:
    """What has changed from one version to the next, word by word."""
    return [
        Change(part, language, word_diff.of(was, now)) for part, language, was, now in _pairs(old, new) if was != now
    ]


def _pairs(old: Content, new: Content) -> Iterator[tuple[str, str, str, str]]:
    """(part, language, was, is) of everything the record says."""
    for stem, words in part_names().items():
        for code in LANGUAGES:
            yield words, code, old[stem].get(code, ""), new[stem].get(code, "")
    yield _("Held on"), "", _day(old), _day(new)
    yield _("Conclusions published elsewhere"), "", old["material"], new["material"]
    names = {"regions": _("Regions"), "organisations": _("Organisations"), "themes": _("Themes"), "briefs": _("Briefs")}
    for key, label in names.items():
        yield label, "", _listed(old[key]), _listed(new[key])


def _day(content: Content) -> str:
    return dates.numeric(date.fromisoformat(content["held_on"]))


def _listed(rows: Any) -> str:
    return ", ".join(str(from_dict(row.get("name") or row["title"])) for row in rows)
