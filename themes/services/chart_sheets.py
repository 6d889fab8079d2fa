"""A chart as a file of its own: the drawing with headline, subtitle and source inside, so that it says all it needs."""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language

from forum import context
from themes.chart_style import SHEET_STYLE
from themes.charts import HEIGHT
from themes.services.figure_reading import Figure
from themes.services.map_drawing import map_drawing
from themes.services.maps import FigureMap

WIDTH = 440
"""Wider than the drawing with its edges: read with another, wider font the labels at the right need room."""
EDGE = 20
HEAD, HEAD_LETTERS = 20, 42
SMALL, SMALL_LETTERS = 15, 66
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class TextLine:
    """A line of words at its height."""

    text: str
    y: int


@dataclass(frozen=True)
class Sheet:
    """What the file draws, from top to bottom."""

    language: str
    title: str
    description: str
    head: list[TextLine]
    sub: list[TextLine]
    chart_y: int
    marks: str
    chart: Any
    foot: list[TextLine]
    height: int
    width: int = WIDTH
    style: str = SHEET_STYLE


def lines(text: str, letters: int, top: int, step: int) -> list[TextLine]:
    """The text in lines from a height down."""
    return [TextLine(line, top + step * (n + 1)) for n, line in enumerate(textwrap.wrap(text, letters))]


def of_figure(figure: Figure, about: Sequence[str]) -> Sheet:
    """A line or bar chart; `about` stands after the source."""
    if figure.line:
        return sheet(figure, "themes/_line_marks.html", figure.line, HEIGHT, about)
    assert figure.bar
    return sheet(figure, "themes/_bar_marks.html", figure.bar, figure.bar.height, about)


def of_map(found: FigureMap, description: str, about: Sequence[str]) -> Sheet:
    """The regions' map."""
    drawing = map_drawing(found)
    told = Told(found.title, "", found.title, description, found.source)
    return sheet(told, "themes/_map_marks.html", drawing, drawing.height, about)


@dataclass(frozen=True)
class Told:
    """The words around a map."""

    headline: str
    subtitle: str
    title: str
    description: str
    source: str


def sheet(told: Figure | Told, marks: str, chart: Any, height: int, about: Sequence[str]) -> Sheet:
    """Words above, drawing, words below."""
    head = lines(str(told.headline), HEAD_LETTERS, 10, HEAD)
    sub = lines(told.subtitle, SMALL_LETTERS, (head[-1].y if head else 10) + 2, SMALL)
    chart_y = ([*head, *sub][-1].y if head or sub else 10) + 12
    source = " ".join([told.source, *about, context.in_words("name") + "."])
    foot = lines(source, SMALL_LETTERS, chart_y + height + 6, SMALL)
    return Sheet(
        language=get_language() or "",
        title=told.title,
        description=told.description,
        head=head,
        sub=sub,
        chart_y=chart_y,
        marks=marks,
        chart=chart,
        foot=foot,
        height=foot[-1].y + EDGE,
    )


def svg(made: Sheet) -> str:
    """The file's text: XML that stands alone."""
    return NOT_IN_XML.sub("", render_to_string("themes/chart.svg", {"sheet": made}).strip()) + "\n"
