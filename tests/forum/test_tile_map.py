"""The tile map says in words what it shows, and has a place for every region of each profile."""

import csv
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.template.loader import render_to_string

KAINUU = {"column": 4, "row": 1, "url": "/fi/regions/18/", "name": "Kainuu", "short_name": "Kai"}


def drawn(**more):
    return render_to_string("forum/_tile_map.html", {"tiles": [{**KAINUU, **more}], "label": "GDP"})


def test_a_tile_is_a_link_with_its_full_name_and_figure():
    shown = drawn(value_text="81", label="Kainuu: 81", css_class="v1")
    assert '<ol class="tile-map" aria-label="GDP">' in shown
    assert '<li class="tile v1" data-col="4" data-row="1"><a href="/fi/regions/18/">' in shown
    assert '<span class="sr">Kainuu: 81</span>' in shown
    assert '<span class="tile-value" aria-hidden="true">81</span>' in shown


def test_without_a_figure_the_name_is_enough():
    assert '<span class="sr">Kainuu</span>' in drawn()


def test_a_state_is_told_by_sign_and_word():
    shown = drawn(symbol="●", label="Kainuu: osallistuu", css_class="c-yes")
    assert '<span class="state s-yes" aria-hidden="true">●</span>' in shown
    assert "Kainuu: osallistuu" in shown


@pytest.mark.parametrize("country", ["fi", "se"])
def test_the_style_sheet_has_a_place_for_every_region(country):
    with open(find("css/components/tile-map.css")) as file:
        places = set(re.findall(r'\[data-(col|row)="(\d)"\]', file.read()))
    with open(settings.SEED_DATA / f"regions_{country}.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {("col", row["tile_column"]) for row in rows} <= places
    assert {("row", row["tile_row"]) for row in rows} <= places
