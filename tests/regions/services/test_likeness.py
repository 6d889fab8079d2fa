"""The most alike regions: nearest in structure, by a method that can be done again by hand."""

import math
from decimal import Decimal

import pytest
from django.http import QueryDict

from regions.models import Indicator, Region
from regions.services import likeness, peers, series
from regions.services.likeness import most_alike
from regions.services.peers import Choice, asked, from_key, peers_for
from regions.services.series import Figures, Point
from tests.regions.figures import codes, import_real, real_regions, value

YEAR = {"population": 2022, "manufacturing-share": 2020}


def made(**places):
    """Figures of 2020 by slug with underscores: {region: value}."""
    return Figures(
        {
            (slug.replace("_", "-"), place): (Point(2020, Decimal(str(number)), "A"),)
            for slug, values in places.items()
            for place, number in values.items()
        }
    )


def places(*numbers):
    return [Region(pk=number, code=f"{number:02}") for number in numbers]


@pytest.fixture
def real(db):
    """Regions by code, and all figures."""
    found, version = real_regions(), import_real()
    return found, series.load(Indicator.objects.all(), version)


def by_hand(code):
    """The distances from a region to all others, computed with floats straight from the file."""
    scaled = []
    for slug in likeness.STRUCTURE:
        years = set.intersection(*({y for y in range(2000, 2024) if value(slug, c, y) is not None} for c in codes()))
        found = {c: float(value(slug, c, max(years))) for c in codes()}
        found = {c: math.log(v) for c, v in found.items()} if slug == "population" else found
        mean = sum(found.values()) / len(found)
        deviation = math.sqrt(sum((v - mean) ** 2 for v in found.values()) / len(found))
        scaled.append({c: (v - mean) / deviation for c, v in found.items()})
    others = [c for c in codes() if c != code]
    return {c: math.sqrt(sum((s[c] - s[code]) ** 2 for s in scaled) / len(scaled)) for c in others}


@pytest.mark.parametrize("code", ["01", "06", "18", "21"])
def test_the_order_is_the_one_that_is_computed_by_hand_from_the_file(real, code):
    regions, figures = real
    expected = by_hand(code)
    found = most_alike(regions[code], list(regions.values()), figures, count=18)
    assert [one.region.code for one in found] == sorted(expected, key=expected.__getitem__)
    assert all(float(one.distance) == pytest.approx(expected[one.region.code], abs=1e-5) for one in found)
    assert {one.shared for one in found} == {len(likeness.STRUCTURE)}


def test_each_indicator_is_taken_from_the_newest_year_that_all_regions_have(real):
    years = {measure.slug: measure.year for measure in likeness.measures(real[1])}
    assert set(years) == set(likeness.STRUCTURE) and all(year and year >= 2020 for year in years.values())


def test_only_indicators_that_are_neither_good_nor_bad_count(real):
    assert set(Indicator.objects.filter(slug__in=likeness.STRUCTURE).values_list("polarity", flat=True)) == {"neutral"}


def test_likeness_is_mutual_in_distance_and_does_not_depend_on_the_order_of_regions(real):
    regions, figures = real
    forth = most_alike(regions["18"], list(regions.values()), figures, 18)
    back = {one.region.code: one.distance for one in most_alike(regions["11"], list(regions.values()), figures, 18)}
    assert next(one.distance for one in forth if one.region.code == "11") == back["18"]
    assert forth == most_alike(regions["18"], list(reversed(regions.values())), figures, 18)


def test_a_region_that_lacks_one_figure_is_compared_by_the_others():
    three = {1: 10, 2: 11, 3: 30}
    figures = made(population=three, share_0_14=three, share_65_plus=three, manufacturing_share={1: 5, 2: 6})
    found = most_alike(places(1)[0], places(1, 2, 3), figures)
    assert [(one.region.pk, one.shared) for one in found] == [(2, 4), (3, 3)]


def test_a_region_without_enough_figures_has_nobody_alike_and_gets_its_neighbours(real):
    regions, figures = real
    bare = Figures({key: line for key, line in figures.raw.items() if key[1] != regions["18"].pk})
    assert most_alike(regions["18"], list(regions.values()), bare) == []
    found = peers_for(regions["18"], list(regions.values()), bare, Choice("alike"))
    assert {one.code for one in found} == {"11", "12", "17"}


def test_equally_alike_regions_come_by_their_code():
    flat = {1: 10, 2: 12, 3: 12}
    figures = made(population=flat, share_0_14=flat, share_65_plus=flat)
    assert [one.region.code for one in most_alike(places(1)[0], places(3, 1, 2), figures)] == ["02", "03"]


def test_an_indicator_in_which_all_are_the_same_says_nothing():
    same, differ = {1: 5, 2: 5, 3: 5}, {1: 1, 2: 2, 3: 9}
    figures = made(population=differ, share_0_14=differ, share_65_plus=differ, manufacturing_share=same)
    assert {one.shared for one in most_alike(places(1)[0], places(1, 2, 3), figures)} == {3}


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("", "neighbours"),
        ("peers=alike", "alike"),
        ("peers=chosen&with=01&with=05", "01-05"),
        ("peers=chosen&with=01&with=01&with=99", "01"),
        ("peers=chosen", "neighbours"),
        ("peers=<script>&with=01", "neighbours"),
        ("peers=chosen&" + "&".join(f"with={n:02}" for n in (1, 2, 4, 5, 6, 7, 8)), "01-02-04-05-06"),
    ],
)
def test_the_readers_choice_is_read_from_the_address(real, query, key):
    regions = list(real[0].values())
    choice = asked(QueryDict(query), regions)
    assert choice.key == key and from_key(key, regions) == choice


@pytest.mark.parametrize("key", ["", "99", "01-99", "01-01", "01-02-04-05-06-07", "nobody", "-", "alike-01"])
def test_a_choice_that_makes_no_sense_is_none(real, key):
    assert from_key(key, list(real[0].values())) is None


def test_chosen_regions_come_in_the_readers_order_and_never_the_region_itself(real):
    regions, figures = real
    found = peers_for(regions["18"], list(regions.values()), figures, Choice("chosen", ("21", "18", "01")))
    assert [one.code for one in found] == ["21", "01"]


def test_neighbours_are_the_peers_when_nothing_is_said(real):
    regions, figures = real
    everybody = list(regions.values())
    assert peers_for(regions["18"], everybody, figures) == peers.peers_of(regions["18"], everybody)
