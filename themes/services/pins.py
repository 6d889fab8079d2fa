"""Pins: what a comment on a brief is about, when it is about one block of it as one version told it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils import translation

from forum.texts import LANGUAGES, LocalText, from_dict
from regions.models import DataVersion
from themes.models import Brief, BriefVersion, Comment, Thread
from themes.services import brief_words


@dataclass(frozen=True)
class Pin:
    """A block of a published version. `names` are what it is called, in every language."""

    block: str
    names: Mapping[str, str]
    version: int
    data_version: DataVersion | None

    @property
    def name(self) -> LocalText:
        """What the block is called in the active language."""
        return from_dict(self.names)

    @property
    def columns(self) -> dict[str, Any]:
        """As a comment keeps it."""
        own = {"block": self.block, "block_name": dict(self.names)}
        return {**own, "brief_version": self.version, "data_version": self.data_version}


def find(thread: Thread, block: str, version: int | None = None) -> Pin | None:
    """The block of the brief whose discussion it is, in the version the reader had (else the newest); None: no such.

    At most two queries.
    """
    brief = Brief.objects.public().filter(thread=thread).select_related("published__data_version").first()
    if brief is None or brief.published is None or not block:
        return None
    read = brief.published
    if version and version != read.number:
        read = brief.versions.filter(number=version).select_related("data_version").first() or read
    return of(read, block)


def asked(thread: Thread, query: Mapping[str, Any]) -> Pin | None:
    """The block that an address or a form names with `block` and `version`; None when it names none there is."""
    block, version = str(query.get("block", ""))[:20], str(query.get("version", ""))
    number = int(version) if version.isascii() and version.isdigit() and len(version) < 6 else None
    return find(thread, block, number) if block else None


def of(version: BriefVersion, block: str) -> Pin | None:
    """The block in the version, or None."""
    found = next((one for one in version.content["blocks"] if one["id"] == block), None)
    if found is None:
        return None
    alike = [one["id"] for one in version.content["blocks"] if one["kind"] == found["kind"]]
    number = alike.index(block) + 1 if len(alike) > 1 else 0
    return Pin(block, names(found, number), version.number, version.data_version)


def names(block: Mapping[str, Any], number: int) -> dict[str, str]:
    """What the block is called in each language: "Key message 2: Only Uusimaa is above the country's level"."""
    found = {}
    for code in LANGUAGES:
        with translation.override(code):
            kind = " ".join(filter(None, [brief_words.kind(block["kind"]), str(number or "")]))
            headline = from_dict(block["headline"])
            found[code] = f"{kind}: {headline}" if headline and not headline.fallback else kind
    return found


def counts(thread: Thread, said_of: int = 0) -> dict[str, int]:
    """How many readable remarks are pinned to each block of the brief, or of one version of it. One query."""
    rows = Comment.objects.standing_out().filter(thread=thread).exclude(block="").order_by()
    rows = rows.filter(brief_version=said_of) if said_of else rows
    return dict(rows.values_list("block").annotate(number=Count("pk")))


@dataclass(frozen=True)
class Pins:
    """What a brief's page needs to say at each block. `is_open`: comments can be written to this version."""

    thread: str
    anchor: str
    version: int
    counts: Mapping[str, int]
    is_open: bool


def on_page(thread: Thread, version: int, *, is_open: bool, commented: bool, said_of: int = 0) -> Pins:
    """For the page of a version. One query where anybody has `commented`."""
    counted = counts(thread, said_of) if commented else {}
    return Pins(thread.public_id, thread.anchor, version, counted, is_open and version > 0)
