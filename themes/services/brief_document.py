"""A situation brief as a part of a document: the same words and drawings as on its page, for one place."""

import re
from html import unescape

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum import dates
from forum.documents import (
    Block,
    Drawing,
    Heading,
    Listing,
    Part,
    Picture,
    Pictures,
    Strong,
    Table,
    Text,
    Words,
)
from forum.services import pdf
from forum.texts import LocalText
from regions.models import Region
from themes import brief_fillers
from themes.chart_style import STYLE
from themes.models import Brief
from themes.services import brief_content, brief_page, brief_reading, brief_words
from themes.services.brief_content import Copy, Piece
from themes.services.brief_reading import Reading
from themes.services.figure_reading import Figure, Row

WEIGHT = re.compile(r"<b>(.*?)</b>")
HEAD = (
    gettext_lazy("Direction"),
    gettext_lazy("Sign"),
    gettext_lazy("Year"),
    gettext_lazy("Source"),
)


def part(brief: Brief, *, region: Region | None, regions: list[Region]) -> Part:
    """The brief for the region (None: the whole country), in the active language."""
    return of_copy(brief_content.read_by(brief), region=region, regions=regions)


def of_copy(copy: Copy, *, region: Region | None, regions: list[Region]) -> Part:
    """A copy of a brief: a version, or the working copy."""
    reading = brief_reading.read(copy, region=region, regions=regions)
    blocks = [*opening(reading), *rest(reading)]
    return Part(f"brief-{copy.brief.public_id}", copy.title, blocks)


def printed(copy: Copy, *, region: Region | None, regions: list[Region]) -> bytes:
    """The same on at most two A4 pages, as an accessible PDF in the active language. Raises pdf.CannotTypeset."""
    reading = brief_reading.read(copy, region=region, regions=regions)
    title = f"{reading.copy.title}, {reading.place}"
    made = {"title": reading.copy.title, "blocks": [*opening(reading), *rest(reading)]}
    return pdf.typeset("brief", {"brief": made}, language=dates.active(), title=title)


def opening(reading: Reading) -> list[Block]:
    """What it is about, messages and pictures; of a qualitative brief, why it has no figures."""
    theme = reading.brief.theme
    words = f"{_('Theme %(number)s') % {'number': theme.number}}: {theme.name} · {reading.place}"
    blocks: list[Block] = [Text(words, "small")]
    blocks += [Text(reading.copy.lead, "lead")] if reading.copy.lead else []
    return [*blocks, *(with_figures(reading) if reading.messages else without_figures(reading.copy))]


def rest(reading: Reading) -> list[Block]:
    """The table, the region's words, texts, questions, and where it all comes from."""
    blocks: list[Block] = [Heading(_("Indicators")), table(reading)] if reading.rows else []
    blocks += [Text(" ".join([peers_line(reading), *map(str, reading.notes)]), "small")] if reading.rows else []
    blocks += region_words(reading)
    blocks += [block for piece in reading.pieces for block in own_words(piece)]
    if reading.questions:
        blocks += [Heading(_("Questions for the meeting")), Listing(reading.questions, numbered=True)]
    return [*blocks, Text(made_of(reading), "small"), *method(reading)]


def with_figures(reading: Reading) -> list[Block]:
    """Messages and pictures."""
    key = f"brief-{reading.brief.public_id}"
    blocks: list[Block] = [
        Heading(_("Key messages: %(place)s") % {"place": reading.place}),
        Listing([weighed(message) for message in reading.messages], numbered=True),
    ]
    return [*blocks, *([Pictures([picture(figure, key) for figure in reading.figures])] if reading.figures else [])]


def without_figures(copy: Copy) -> list[Block]:
    """Why there are no figures."""
    return [Heading(_("Why there are no figures here")), Text(copy.why)] if copy.why else []


def peers_line(reading: Reading) -> str:
    """Who the peers are."""
    if reading.is_whole_country:
        return _("Regions: smallest and largest figure.")
    return _("Peer regions: %(names)s, smallest and largest figure.") % {"names": reading.peer_names}


def region_words(reading: Reading) -> list[Block]:
    """What the chosen region had said of the theme when the brief was published."""
    words = brief_page.words_of(reading.copy, reading.region)
    if words is None:
        return []

    def own(text: str) -> LocalText:
        return LocalText(text, words.language, words.language != dates.active())

    rows: list[list[Words]] = [
        [str(one.label), f"{one.sign} {one.words}".strip(), own(one.text)] for one in words.assessments
    ]
    table = Table("", [_("When"), _("Assessment"), _("Grounds")], rows, shares=[2, 3, 9])
    answers = [Text((Strong(str(one.question)), " ", own(one.text))) for one in words.answers if one.text]
    return [Heading(_("The view of %(place)s") % {"place": reading.place}), *([table] if rows else []), *answers]


def own_words(piece: Piece) -> list[Block]:
    """A block of text, and what it was filled with, under its heading."""
    shelf = brief_fillers.filled_blocks
    filled = shelf.get(piece.kind)(piece.filled) if piece.filled and shelf.has(piece.kind) else []
    said: list[Block] = [*([Text(piece.text)] if piece.text else []), *filled]
    return [Heading(piece.headline or brief_words.kind(piece.kind)), *said] if said else []


def method(reading: Reading) -> list[Block]:
    """Where the figures are from, and how they are compared."""
    if reading.copy.data_version is None:
        return [Text(_("This brief has no statistics behind it."), "small")]
    sources = brief_words.SOURCES % {"sources": reading.sources}
    return [Text(f"{sources} {brief_words.METHOD} {brief_words.DIRECTIONS}", "small")]


def weighed(message: SafeString) -> Words:
    """A key message with its figure strong."""
    pieces = WEIGHT.split(message)
    return tuple(Strong(unescape(one)) if place % 2 else unescape(one) for place, one in enumerate(pieces) if one)


def picture(figure: Figure, key: str) -> Picture:
    """A figure with what it shows in words and the table behind it."""
    template = "themes/_line_chart.html" if figure.line else "themes/_bar_chart.html"
    about = {
        "chart": figure.line or figure.bar,
        "id": f"{key}-{figure.id}",
        "title": figure.title,
        "description": figure.description,
    }
    svg = get_template(template).render(about).strip()
    svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    behind = Table(
        figure.title,
        ["", *figure.table.head],
        [
            [name, *(with_firmness(cell.number, cell.firm) or "–" for cell in cells)]
            for name, cells in figure.table.rows
        ],
        numbers=range(1, len(figure.table.head) + 1),
    )
    drawing = Drawing(svg.replace(">", f"><style>{STYLE}</style>", 1))
    return Picture(
        figure.headline, figure.subtitle, drawing, f"{figure.title}. {figure.description}", figure.source, behind
    )


def with_firmness(number: str, firm: str) -> str:
    """The number, and how firm it is when it is not final."""
    return f"{number} ({firm})" if number and firm else number


def table(reading: Reading) -> Table:
    """The table of indicators, as on the brief's page."""
    alone = reading.is_whole_country
    peers = _("Regions") if alone else _("Peer regions")
    country = [] if alone else [_("Whole country")]
    return Table(
        "",
        [_("Indicator"), reading.place, *country, peers, *map(str, HEAD)],
        [cells(row, alone) for row in reading.rows],
        numbers=[1, 2] if alone else [1, 2, 3],
        shares=[8, 4, 5, 4, 5, 2, 8] if alone else [15, 7, 7, 11, 6, 6, 4, 15],
    )


def cells(row: Row, alone: bool) -> list[Words]:
    """A line of the table in words."""
    country, source = row.country, row.source
    if row.country_source:
        country = f"{country} ({_('other source')})"
        source = f"{source}; {_('country: %(source)s') % {'source': row.country_source}}"
    sign = f"{row.sign} {row.sign_word}".strip()
    name = f"{row.name}, {row.unit}" if row.unit else row.name
    countries = [] if alone else [country]
    own = Strong(with_firmness(row.own, row.firm))
    return [name, (own,), *countries, row.peers, row.direction, sign, str(row.year or "–"), source]


def made_of(reading: Reading) -> str:
    """Version, day, and where the figures are from."""
    copy, said = reading.copy, []
    if copy.number:
        said.append(_("Version %(version)s") % {"version": copy.number})
    if copy.published_at:
        said.append(_("published %(day)s") % {"day": dates.numeric(copy.published_at)})
    if copy.data_version:
        said.append(_("data version %(version)s") % {"version": copy.data_version.label})
    if reading.newest_year:
        said.append(_("newest figure from %(year)s") % {"year": reading.newest_year})
    return ", ".join(said) + "."
