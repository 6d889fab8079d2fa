"""What has changed from one text to another, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
WORDS = re.compile(r"\s+|\w+|[^\w\s]")
LONGEST = 4000


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, are gone or are new."""

    kind: str
    text: str


def of(before: str, after: str) -> list[Piece]:
    """The pieces that make `before` out of those not new, and `after` out of those not gone.

    Texts of more than 4000 words are told as wholes: comparing them word by word would take seconds.
    """
    old, new = WORDS.findall(before), WORDS.findall(after)
    if max(len(old), len(new)) > LONGEST * 2:
        return _pieces([(GONE, before), (NEW, after)] if before != after else [(SAME, after)])
    found: list[tuple[str, str]] = []
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append((SAME, "".join(new[start:end])))
        else:
            found += [(GONE, "".join(old[first:last])), (NEW, "".join(new[start:end]))]
    return _pieces(_joined(found))


def _joined(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Without a lone space kept between changes: "a b" to "c d" is one change, not two."""
    joined: list[tuple[str, str]] = []
    for place, (kind, text) in enumerate(found):
        alone = kind == SAME and text.isspace() and "\n" not in text and 0 < place < len(found) - 1
        joined += [(GONE, text), (NEW, text)] if alone else [(kind, text)]
    return _sorted(joined)


def _sorted(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Between two pieces that stayed: first all that is gone, then all that is new."""
    made: list[tuple[str, str]] = []
    gone, new = "", ""
    for kind, text in [*found, (SAME, "")]:
        if kind == GONE:
            gone += text
        elif kind == NEW:
            new += text
        else:
            made += [(GONE, gone), (NEW, new), (SAME, text)]
            gone, new = "", ""
    return made


def _pieces(found: list[tuple[str, str]]) -> list[Piece]:
    return [Piece(kind, text) for kind, text in found if text]
