"""What a brief lacks in the languages that the profile requires (product rule 7)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from themes.services import brief_words, frozen_versions

Words = Mapping[str, str]


@dataclass(frozen=True)
class Gap:
    """A text that is missing in required languages; `block` is the block's id (empty: the brief's head)."""

    block: str
    part: str
    languages: list[str]

    @property
    def words(self) -> str:
        """Lead is missing: svenska."""
        said = _("%(part)s is missing: %(languages)s.")
        return said % {"part": self.part, "languages": ", ".join(self.languages)}


def of(content: Mapping[str, Any]) -> list[Gap]:
    """The texts that exist in some language and not in all that are required, and a title that does not exist."""
    found = [
        Gap(block, part, missing)
        for block, part, words, needed in parts(content)
        if (missing := frozen_versions.missing_languages(words, needed=needed))
    ]
    return found


def parts(content: Mapping[str, Any]) -> Iterator[tuple[str, str, Words, bool]]:
    """(block, part in words, texts, whether it must exist) of everything written."""
    yield "", _("Title of the brief"), content["title"], True
    yield "", _("Lead"), content["lead"], False
    yield "", _("Why there are no figures here"), content["why"], False
    for number, block in enumerate(content["blocks"], start=1):
        name = f"{number}. {brief_words.kind(block['kind'])}"
        yield block["id"], _("%(block)s: heading") % {"block": name}, block["headline"], block["kind"] == "message"
        yield block["id"], _("%(block)s: text") % {"block": name}, block["text"], False
        for place, question in enumerate(block["options"].get("questions", ()), start=1):
            yield block["id"], f"{name}: {place}", question, False
