"""Honest comparison: every rule of the data description, on plain made-up series and on the real figures."""

from decimal import Decimal

import pytest

from forum import clock
from regions.models import DataVersion, Indicator, Region
from regions.services import series
from regions.services.comparison import compare, direction_of, peers_of, rank_of
from regions.services.series import Figures, Point, at
from tests.regions.figures import codes, import_real, newest, real_regions, value


def line(values, *, start=2010, source="A", note=""):
    """A series from a year on; None leaves a year out."""
    years = enumerate(values, start=start)
    return tuple(Point(year, Decimal(str(one)), source, note) for year, one in years if one is not None)


def indicator(**fields):
    """An indicator that is not in the database."""
    basics = {"slug": "x", "polarity": "better", "value_kind": "rate", "decimals": 1, "unit_en": "%"}
    return Indicator(**{**basics, **fields})


@pytest.mark.parametrize(
    ("values", "polarity", "kind", "verdict"),
    [
        ([1, 2, 3, 4, 5], "better", "rising", "better"),
        ([1, 2, 3, 4, 5], "worse", "rising", "worse"),
        ([5, 4, 3, 2, 1], "worse", "falling", "better"),
        ([5, 4, 3, 2, 1], "better", "falling", "worse"),
        ([5, 4, 3, 2, 1], "neutral", "falling", "neutral"),
        ([100, 100.2, 99.9, 100, 100.1], "better", "steady", "neutral"),
        ([1, 2, 3, 4], "better", "unknown", "unknown"),
        ([], "better", "unknown", "unknown"),
    ],
)
def test_direction_needs_five_points_and_is_valued_by_polarity(values, polarity, kind, verdict):
    found = direction_of(line(values), polarity, 1)
    assert (found.kind, found.verdict) == (kind, verdict)


def test_points_before_a_break_do_not_count_towards_a_direction():
    broken = line([1, 2, 3, 4, 5, 6]) + line([90, 91, 92, 93], start=2016, note="break in series 2016")
    assert direction_of(broken, "better").kind == "unknown"
    longer = broken + line([94], start=2020, note="break in series 2016")
    assert (direction_of(longer, "better").kind, direction_of(longer, "better").since) == ("rising", 2016)


def test_direction_looks_at_the_last_ten_years_only():
    turned = line([50, 40, 30, 20, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20], start=2000)
    assert direction_of(turned, "better").kind == "rising"


def test_the_country_is_compared_in_the_same_year_even_when_it_has_a_newer_figure():
    figures = Figures({("x", 1): line([10, 11]), ("x", None): line([20, 21, 22])})
    found = compare(figures, indicator(), Region(pk=1))
    assert (found.own.year, found.country.year, found.country.value) == (2011, 2011, 21)


def test_no_country_figure_means_no_difference_and_nothing_is_averaged():
    figures = Figures({("x", 1): line([10]), ("x", 2): line([30])})
    found = compare(figures, indicator(value_kind="median"), Region(pk=1))
    assert (found.country, found.difference, found.share_of_country, found.standing) == (None, None, None, "unknown")


@pytest.mark.parametrize(
    ("own", "country", "polarity", "standing"),
    [
        (12, 10, "better", "better"),
        (8, 10, "better", "worse"),
        (12, 10, "worse", "worse"),
        (12, 10, "neutral", "higher"),
        (8, 10, "neutral", "lower"),
        (10.04, 10, "better", "same"),
    ],
)
def test_standing_is_said_by_polarity_and_neutral_is_never_good_or_bad(own, country, polarity, standing):
    figures = Figures({("x", 1): line([own]), ("x", None): line([country])})
    assert compare(figures, indicator(polarity=polarity), Region(pk=1)).standing == standing


def test_figures_from_different_sources_carry_a_note():
    figures = Figures({("x", 1): line([1]), ("x", None): line([2], source="B")})
    assert compare(figures, indicator(), Region(pk=1)).sources_differ


def test_equal_figures_share_their_places():
    values = [Decimal(value) for value in ("5", "4", "4", "1")]
    rank = rank_of(indicator(), Decimal("4.04"), values, 4)
    assert (rank.first, rank.last, rank.of) == (2, 3, 4)


def test_samples_and_incomplete_years_are_not_ranked():
    values = [Decimal(1), Decimal(2)]
    assert rank_of(indicator(from_sample=True), Decimal(1), values, 2) is None
    assert rank_of(indicator(), Decimal(1), values, 3) is None


def test_a_figure_that_has_no_place_says_why():
    three = {("x", n): line([n]) for n in (1, 2, 3)}
    sample = compare(Figures(three), indicator(from_sample=True), Region(pk=1))
    short = compare(Figures({**three, ("y", 4): line([1])}), indicator(), Region(pk=1))
    whole = compare(Figures(three), indicator(), Region(pk=1))
    assert (sample.unranked, short.unranked, whole.unranked) == ("sample", "incomplete", "")


def test_a_rank_is_the_place_by_size_whichever_way_is_good():
    figures = Figures({("x", n): line([n]) for n in (1, 2, 3)})
    for polarity in ("better", "worse", "neutral"):
        assert compare(figures, indicator(polarity=polarity), Region(pk=3)).rank.first == 1


def test_peers_are_compared_in_the_same_year_and_a_missing_one_stays_missing():
    figures = Figures({("x", 1): line([10, 11]), ("x", 2): line([5, None, 7]), ("x", 3): line([8, 9, 10])})
    found = compare(figures, indicator(), Region(pk=1), [Region(pk=2), Region(pk=3)])
    assert [point and point.value for _, point in found.peers] == [None, 9] and found.peer_range == (9, 9)


def test_the_country_has_no_place_among_the_regions():
    figures = Figures({("x", 1): line([1]), ("x", 2): line([2]), ("x", None): line([1.5])})
    found = compare(figures, indicator(), None)
    assert found.rank is None and found.unranked == "" and len(found.everywhere) == 2


@pytest.fixture
def real(db):
    """Regions by code, indicators by slug, and the figures of all."""
    regions, version = real_regions(), import_real()
    indicators = {one.slug: one for one in Indicator.objects.all()}
    return regions, indicators, series.load(indicators.values(), version)


def test_all_figures_come_in_one_query(real, django_assert_num_queries):
    version = DataVersion.objects.get()
    with django_assert_num_queries(1):
        series.load(real[1].values(), version)


def test_totals_are_compared_only_per_inhabitant_or_as_change(real):
    regions, indicators, figures = real
    kainuu = regions["18"]
    change = compare(figures, indicators["population"], kainuu)
    expected = 100 * (value("population", "18", 2022) / value("population", "18", 2013) - 1)
    assert abs(change.own.value - expected) < Decimal("0.0001") and change.share_of_country is None
    spent = compare(figures, indicators["rd-expenditure"], kainuu)
    assert round(spent.own.value) == 326 and round(spent.country.value) == 1326


def test_the_change_of_population_begins_in_the_first_year_the_country_has(real):
    regions, indicators, figures = real
    for region in (*regions.values(), None):
        assert compare(figures, indicators["population"], region).series[0].year == 2013


def test_no_total_is_ever_set_beside_the_countrys_total(real):
    regions, indicators, figures = real
    for one in indicators.values():
        if one.value_kind == "total":
            for code in codes():
                country = compare(figures, one, regions[code]).country
                total = value(one.slug, "SSS", country.year) if country else None
                assert country is None or country.value != total


def test_every_comparison_is_of_one_indicator_and_one_year(real):
    regions, indicators, figures = real
    for one in indicators.values():
        found = compare(figures, one, regions["18"], [regions["01"], regions["21"]])
        points = [found.own, found.country, *(point for _, point in found.peers)]
        assert {point.year for point in points if point} == {found.year}


def test_medians_have_no_country_figure(real):
    regions, indicators, figures = real
    for slug in ("median-household-income", "disposable-income-per-capita"):
        assert all(compare(figures, indicators[slug], region).country is None for region in regions.values())
        assert compare(figures, indicators[slug], None).own is None


def test_gdp_is_compared_with_eurostats_rounded_figure_of_the_same_year_and_says_so(real):
    regions, indicators, figures = real
    for region in regions.values():
        found = compare(figures, indicators["gdp-per-capita"], region)
        assert (found.own.year, found.country.value, found.sources_differ) == (2020, 43000, True)


def test_register_and_survey_unemployment_are_never_ranked_against_each_other(real):
    regions, indicators, figures = real
    register = compare(figures, indicators["register-unemployment-rate"], regions["18"])
    survey = compare(figures, indicators["lfs-unemployment-rate"], regions["18"])
    assert register.rank.of == 19 and survey.rank is None
    assert not set(register.everywhere) >= set(survey.everywhere)


def test_alands_doctors_are_not_joined_over_the_break(real):
    regions, indicators, figures = real
    found = compare(figures, indicators["doctoral-degrees-25-plus"], regions["21"])
    assert found.direction.since == 2017 and {point.run for point in found.series} == {0, 2017}


@pytest.mark.parametrize("slug", ["higher-degree-share", "basic-education-only-share"])
def test_alands_education_is_not_joined_over_a_jump_that_nobody_explains(real, slug):
    regions, indicators, figures = real
    found = compare(figures, indicators[slug], regions["21"])
    before, after = at(found.series, 2016), at(found.series, 2017)
    assert abs(after.value - before.value) > 4 and (before.run, after.run) == (0, 2017)
    assert not after.is_explained and found.direction.since == 2017
    assert compare(figures, indicators[slug], regions["18"]).direction.since == 2011


def test_free_time_residences_of_2020_are_not_compared_with_earlier_ones(real):
    regions, indicators, figures = real
    found = compare(figures, indicators["free-time-residences-per-1000"], regions["19"])
    assert {point.run for point in found.series} == {0, 2020} and found.direction.kind == "unknown"


def test_every_own_value_is_the_files_newest(real):
    regions, indicators, figures = real
    for slug, one in indicators.items():
        if one.compare_as in ("itself", "of_country"):
            for code in codes():
                found = compare(figures, one, regions[code])
                assert (found.own.year, found.own.value) == (newest(slug, code), value(slug, code, newest(slug, code)))


def test_the_age_of_a_figure_is_counted_from_today(real):
    found = compare(real[2], real[1]["gdp-per-capita"], real[0]["18"])
    assert found.age == clock.today().year - 2020


@pytest.mark.parametrize(("code", "peers"), [("18", {"11", "12", "17"}), ("19", {"17"}), ("21", {"02", "04", "05"})])
def test_peers_are_neighbours_and_then_the_nearest(real, code, peers):
    regions = real[0]
    found = peers_of(regions[code], list(regions.values()))
    assert len(found) == 3 and {peer.code for peer in found} >= peers
