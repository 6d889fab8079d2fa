"""What has changed in a region's words since last time, word by word."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forum import dates
from forum.services import word_diff
from forum.services.word_diff import Piece
from themes.services.views import Words


@dataclass(frozen=True)
class Change:
    """A text that differs from last time's; `language` is said when it is not the page's."""

    label: Any
    pieces: list[Piece]
    language: str = ""


def of(words: Words) -> list[Change]:
    """The grounds and answers that differ from last time's; nothing where there was no last time."""
    if not words.has_before:
        return []
    language = "" if words.language == dates.active() else words.language
    pairs = [
        (_("Grounds: %(when)s") % {"when": one.label}, words.texts_before.get(one.horizon, ""), one.text)
        for one in words.assessments
    ]
    pairs += [(one.question, one.before, one.text) for one in words.answers]
    return [Change(label, word_diff.of(was, now), language) for label, was, now in pairs if was != now]
