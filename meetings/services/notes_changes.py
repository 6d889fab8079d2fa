"""What has changed from one version of the notes to the next, part by part."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from forum import dates
from forum.services import word_diff
from forum.services.word_diff import Piece
from forum.texts import LANGUAGES, from_dict


@dataclass(frozen=True)
class Change:
    """One text that has changed: where it stands, in which language (empty: no language), and its pieces."""

    number: int
    title: Any
    part: str
    language: str
    pieces: list[Piece]

    @property
    def language_name(self) -> str:
        """The language by its own name."""
        return str(settings.LANGUAGE_NAMES.get(self.language, ""))


def between(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """The changes, in the order of the newer version; items and points that are gone come where they stood."""
    found: list[Change] = []
    for before, after in _paired(old["items"], new["items"]):
        about = after or before
        for part, language, was, now in _texts(before, after):
            if was != now:
                pieces = word_diff.of(was, now)
                found.append(Change(about["number"], from_dict(about["title"]), part, language, pieces))
    return found


def _paired(old: list[Any], new: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Rows of the same id side by side; an empty one where there is no counterpart."""
    known = {row["id"]: row for row in old}
    kept = {row["id"] for row in new}
    for row in new:
        yield known.get(row["id"], {}), row
    for row in old:
        if row["id"] not in kept:
            yield row, {}


def _texts(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """(part, language, was, is) of every text of an item."""
    yield from _in_languages(_("Heading"), before, after, "title")
    yield from _in_languages(_("Background"), before, after, "background")
    for was, now in _paired(before.get("points", []), after.get("points", [])):
        yield from _of_point(was, now)
    yield from _in_languages(_("Conclusions"), before, after, "conclusions")
    yield _("Contact"), "", before.get("contact", ""), after.get("contact", "")


def _of_point(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    part = _("Point: %(by)s") % {"by": _who(now or was)}
    yield from _in_languages(part, was, now, "text")
    yield _("%(point)s, raised by") % {"point": part}, "", _who(was) if was else "", _who(now) if now else ""
    yield _("%(point)s, to the ministry") % {"point": part}, "", _duty(was), _duty(now)


def _who(point: Mapping[str, Any]) -> str:
    """Who raised it: "Kainuu, official"."""
    return ", ".join(filter(None, [from_dict(point["by"]), from_dict(point["as"])])) or _("the participants together")


def _duty(point: Mapping[str, Any]) -> str:
    """Who answers, and by when."""
    if not point or not point["due"]:
        return ""
    day = date.fromisoformat(point["due"])
    return _("%(who)s answers by %(day)s") % {"who": from_dict(point["to"]), "day": dates.numeric(day)}


def _in_languages(
    part: str, before: Mapping[str, Any], after: Mapping[str, Any], name: str
) -> Iterator[tuple[str, str, str, str]]:
    for code in LANGUAGES:
        yield part, code, before.get(name, {}).get(code, ""), after.get(name, {}).get(code, "")
