"""A brief as plain data: what a version freezes, and what pages and documents read.

{"format": 1, "kind", "series", "original", "title": {"fi": …}, "lead": {…}, "why": {…}, "blocks": [BLOCK, …]}
BLOCK: {"id", "kind", "indicator": slug, "organisation": {"fi": …}, "headline": {…}, "text": {…}, "options": {…},
"filled": what was compiled when it was frozen, or null}
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from forum.texts import LANGUAGES, LocalText, from_dict, texts_of
from regions.models import DataVersion
from themes import brief_fillers
from themes.models import Brief, BriefBlock, BriefVersion
from themes.services import brief_words

FORMAT = 1
Content = dict[str, Any]
NO_WORDS: dict[str, str] = dict.fromkeys(LANGUAGES, "")


@dataclass(frozen=True)
class Piece:
    """A block as it is read."""

    id: str
    kind: str
    indicator: str
    organisation: LocalText
    headline: LocalText
    text: LocalText
    options: Mapping[str, Any]
    filled: Any

    @property
    def kind_name(self) -> str:
        """What this kind of block is called: its heading when it has no other."""
        return brief_words.kind(self.kind)

    @property
    def template(self) -> str:
        """The template of what fills it; empty when there is none."""
        shelf = brief_fillers.filled_templates
        return shelf.get(self.kind) if shelf.has(self.kind) else ""


@dataclass(frozen=True)
class Copy:
    """What is read of a brief: a published version, or (number 0) the working copy."""

    brief: Brief
    content: Content
    data_version: DataVersion | None
    number: int = 0
    published_at: datetime | None = None
    note: LocalText | str = ""

    @property
    def is_working(self) -> bool:
        """Whether it is the working copy."""
        return self.number == 0

    @property
    def data_version_key(self) -> int:
        """The data version's key; 0 without one."""
        return self.data_version.pk if self.data_version else 0

    @property
    def title(self) -> LocalText:
        """The title in the active language."""
        return from_dict(self.content["title"])

    @property
    def lead(self) -> LocalText:
        """The lead."""
        return from_dict(self.content["lead"])

    @property
    def why(self) -> LocalText:
        """Why a qualitative brief has no figures."""
        return from_dict(self.content["why"])

    @cached_property
    def pieces(self) -> list[Piece]:
        """The blocks in their order."""
        return [piece(block) for block in self.content["blocks"]]

    def of_kind(self, *kinds: str) -> list[Piece]:
        """The blocks of these kinds, in their order."""
        return [one for one in self.pieces if one.kind in kinds]

    @property
    def indicators(self) -> list[str]:
        """The slugs of the indicators that its figures and tables need, each once."""
        return list(dict.fromkeys(slugs(self.content)))


def slugs(content: Content) -> Iterator[str]:
    """The indicators of the blocks: figures' own, then tables' rows."""
    yield from (block["indicator"] for block in content["blocks"] if block["indicator"])
    for block in content["blocks"]:
        yield from block["options"].get("indicators", ())


def piece(block: Mapping[str, Any]) -> Piece:
    """A frozen block as it is read in the active language."""
    texts: dict[str, Any] = {name: from_dict(block[name]) for name in ("organisation", "headline", "text")}
    plain = {name: block[name] for name in ("id", "kind", "indicator", "options", "filled")}
    return Piece(**plain, **texts)


def published(brief: Brief) -> Copy:
    """What readers see of a public brief. Nothing is asked of the database when it was fetched `with_page`."""
    assert brief.published
    return of_version(brief.published, brief)


def of_version(version: BriefVersion, brief: Brief) -> Copy:
    """A version of the brief as it was published."""
    return Copy(brief, version.content, version.data_version, version.number, version.published_at, version.note)


def working(brief: Brief) -> Copy:
    """The working copy. One query, and what the fillers need."""
    return Copy(brief, of(brief), brief.data_version)


def read_by(brief: Brief) -> Copy:
    """The newest version; the working copy while there is none."""
    return published(brief) if brief.published else working(brief)


def of(brief: Brief) -> Content:
    """The working copy as plain data, its blocks filled with what is compiled for them now."""
    blocks = brief.blocks.select_related("indicator", "organisation")
    return with_blocks(brief, [of_block(block, brief_fillers.fill(block.kind, brief)) for block in blocks])


def written(brief: Brief) -> Content:
    """The working copy as it was written, nothing compiled. No query when its blocks were prefetched with what they
    name.
    """
    return with_blocks(brief, [of_block(block, None) for block in brief.blocks.all()])


def with_blocks(brief: Brief, blocks: list[dict[str, Any]]) -> Content:
    """The brief's head, and the blocks given."""
    return {
        "format": FORMAT,
        "kind": brief.kind,
        "series": brief.series.slug if brief.series else "",
        "original": brief.original,
        "title": texts_of(brief, "title"),
        "lead": texts_of(brief, "lead"),
        "why": texts_of(brief, "why_qualitative"),
        "blocks": blocks,
    }


def of_block(block: BriefBlock, filled: Any) -> dict[str, Any]:
    """A block as plain data, with what was compiled for it."""
    return {
        "id": block.public_id,
        "kind": block.kind,
        "indicator": block.indicator.slug if block.indicator else "",
        "organisation": texts_of(block.organisation, "name") if block.organisation else NO_WORDS,
        "headline": texts_of(block, "headline"),
        "text": texts_of(block, "text"),
        "options": block.options,
        "filled": filled,
    }
