"""The look of charts: dark enough, the same on pages and in files, and nothing told by colour alone."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from themes.chart_style import STYLE

CSS = Path(settings.BASE_DIR, "static/css/components/figures.css").read_text(encoding="utf-8")
TOKENS = dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]+)", Path(settings.BASE_DIR, "static/css/tokens.css").read_text()))
MARKS = {"own": "stroke", "peer": "stroke", "land": "stroke", "base": "stroke", "gap": "stroke", "bar": "fill"}
TEXTS = ("t-own", "t-land", "t-peer", "t-gap", "bl", "bl--own")
PAPER = "#ffffff"


def rule(css, name, prop):
    """The colour of the class, as six digits."""
    text = CSS if css == "page" else STYLE
    found = "".join(f";{body}" for names, body in re.findall(r"([^{}]+)\{([^}]*)\}", text) if is_of(names, name))
    colour = re.findall(rf"[;{{]{prop}:([^;]+)", found)
    value = colour[-1] if colour else re.findall(rf"[;{{]{prop}:([^;]+)", ";" + body_of(text, "text"))[-1]
    value = TOKENS[value[6:-1]] if value.startswith("var(--") else value
    return value if len(value) == 7 else "#" + "".join(2 * digit for digit in value[1:])


def is_of(names, name):
    """Whether a selector is the class's own."""
    return any(re.fullmatch(rf"\s*(\.chart )?(text)?\.{name}", one.strip()) for one in names.split(","))


def body_of(text, element):
    """The rules of all texts of a chart."""
    return re.search(rf"(?:^|\n\.chart |\}}){element}\{{([^}}]*)\}}", text)[1]


def light(colour):
    """The relative luminance of WCAG."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """The contrast of two colours, from 1 to 21."""
    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("css", ["page", "file"])
@pytest.mark.parametrize(("name", "prop"), [*MARKS.items(), ("bar--own", "fill"), ("dot", "fill")])
def test_every_line_and_bar_is_dark_enough_against_the_paper(css, name, prop):
    assert contrast(rule(css, name, prop), PAPER) >= 3


@pytest.mark.parametrize("css", ["page", "file"])
@pytest.mark.parametrize("name", TEXTS)
def test_every_text_of_a_chart_can_be_read(css, name):
    assert contrast(rule(css, name, "fill"), PAPER) >= 4.5


@pytest.mark.parametrize("css", ["page", "file"])
def test_the_own_bar_stands_out_from_the_others_also_without_colour(css):
    assert contrast(rule(css, "bar--own", "fill"), rule(css, "bar", "fill")) >= 3


@pytest.mark.parametrize("css", ["page", "file"])
def test_an_open_circle_or_bar_is_dark_enough_around_and_paper_within(css):
    rules = CSS.replace(".chart ", "") if css == "page" else STYLE
    inside, stroke = (
        re.search(r"[}\n]\.soft\{fill:([^;]+)", rules)[1],
        re.search(r"rect\.soft\{stroke:(#\w+)", rules)[1],
    )
    own = re.search(r"\.bar--own\.soft\{stroke:([^;]+)", rules)[1]
    assert inside in ("var(--paper)", "#fff") and own in ("var(--brand)", TOKENS["brand"])
    assert contrast(stroke, PAPER) >= 3 and contrast(TOKENS["brand"], stroke) >= 3


@pytest.mark.parametrize("name", ["peer", "land", "gap", "bar"])
def test_files_and_pages_look_the_same(name):
    prop = MARKS[name]
    assert rule("page", name, prop) == rule("file", name, prop)


def test_lines_differ_by_more_than_colour():
    width = {name: re.search(rf"\.{name}\{{[^}}]*stroke-width:([\d.]+)", STYLE)[1] for name in ("own", "peer", "land")}
    assert len(set(width.values())) == 3 and re.search(r"\.land\{[^}]*stroke-dasharray", STYLE)
