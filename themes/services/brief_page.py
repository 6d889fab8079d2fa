"""What stands around the figures of a brief's page: five numbers, the region's words, contents, reading time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from regions.models import Region
from themes.services import views
from themes.services.brief_content import Copy, Piece
from themes.services.brief_reading import Reading
from themes.services.figure_reading import Row
from themes.services.views import Words

FIVE = 5
WORDS_A_MINUTE = 180
"""How fast somebody reads from a phone, standing."""
TAGS = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Link:
    """An entry of the page's contents."""

    anchor: str
    words: str


@dataclass(frozen=True)
class Around:
    """`five` are the first rows of the table; `words` what the chosen region has said of the theme, at publication."""

    five: Sequence[Row]
    words: Words | None
    contents: list[Link]
    minutes: int


def around(reading: Reading) -> Around:
    """What stands around the figures. Two queries at most, none for the whole country."""
    words = words_of(reading.copy, reading.region)
    return Around(first_rows(reading.rows), words, contents(reading, words), minutes(reading, words))


def first_rows(rows: Sequence[Row]) -> list[Row]:
    """The first five indicators, each once: its second row, beside the country set to 100, waits for the table."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.slug, row)
    return list(found.values())[:FIVE]


def words_of(copy: Copy, region: Region | None) -> Words | None:
    """What the region had said of the theme when the version was published; a working copy shows the newest."""
    return views.of_region(region, copy.brief.theme, at=copy.published_at) if region else None


def contents(reading: Reading, words: Words | None) -> list[Link]:
    """The page's sections, in their order."""
    found = [Link("messages", _("Key messages")), Link("figures", _("Charts")), Link("table", _("Indicators"))]
    own = {"messages": reading.messages, "figures": reading.figures, "table": reading.rows}
    links = [one for one in found if own[one.anchor]]
    links += [Link("why", _("Why there are no figures here"))] if reading.copy.why and not reading.messages else []
    if words and reading.region:
        links.append(Link("own-words", _("The view of %(place)s") % {"place": reading.place}))
    links += [Link(f"b-{one.id}", str(one.headline or one.kind_name)) for one in shown(reading.pieces)]
    links += [Link("questions", _("Questions for the meeting"))] if reading.questions else []
    return [*links, Link("sources", _("Sources and method")), Link("discussion", _("Discussion"))]


def shown(pieces: Sequence[Piece]) -> list[Piece]:
    """The blocks that say something."""
    return [one for one in pieces if one.text or one.filled]


def minutes(reading: Reading, words: Words | None) -> int:
    """Whole minutes for the texts and charts' headlines, without tables, sources and discussion; at least one."""
    texts = [str(reading.copy.title), str(reading.copy.lead), str(reading.copy.why)]
    texts += [TAGS.sub("", message) for message in reading.messages]
    texts += [f"{figure.headline} {figure.subtitle}" for figure in reading.figures]
    texts += [f"{one.headline} {one.text}" for one in reading.pieces] + [str(one) for one in reading.questions]
    if words:
        texts += [one.text for one in words.assessments] + [one.text for one in words.answers]
    number = sum(len(text.split()) for text in texts) + FIVE * 8
    return max(1, round(number / WORDS_A_MINUTE))
