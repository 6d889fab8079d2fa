"""All regions in one year: places, changes and order, by the rules of honest comparison."""

from decimal import Decimal

import pytest

from regions.models import Region
from regions.services.series import Figures
from regions.services.standings import standings
from tests.regions.services.test_comparison import indicator, line


def regions(count):
    return [Region(pk=n, code=f"{n:02}", name_fi=f"Alue {n}") for n in range(1, count + 1)]


def made(**how):
    """Three regions and the country over eleven years."""
    values = {("x", n): line([10 * n + year for year in range(11)]) for n in (1, 2, 3)}
    return Figures({**values, ("x", None): line([50 + year for year in range(11)])}, **how)


def test_the_newest_year_is_shown_unless_another_one_is_asked_and_has_figures():
    years = [standings(made(), indicator(), regions(3), asked).year for asked in (None, 2015, 1900)]
    assert years == [2020, 2015, 2020]


def test_the_country_has_a_row_of_its_own_and_no_place():
    found = standings(made(), indicator(), regions(3))
    assert found.country.point.value == 60 and found.country.rank is None
    assert [row.rank.first for row in found.rows] == [3, 2, 1] and all(row.region for row in found.rows)


def test_a_change_is_in_points_for_shares_and_in_per_cent_for_others():
    points = standings(made(), indicator(), regions(3)).rows[0].change.value
    per_cent = standings(made(), indicator(unit_en="euros", decimals=0), regions(3)).rows[0].change.value
    assert (points, per_cent) == (10, 100)


def test_a_change_over_a_break_is_none_and_says_why():
    figures = made()
    broken = line(range(6)) + line(range(20, 25), start=2016, note="break in series 2016")
    found = standings(Figures({**figures.raw, ("x", 3): broken}), indicator(), regions(3))
    assert (found.rows[2].change.value, found.rows[2].change.why) == (None, "break")
    assert found.rows[0].change.value == 10


def test_changes_begin_in_the_same_year_for_all_the_one_that_most_have():
    figures = Figures({**made().raw, ("x", 3): line(range(10), start=2011), ("x", 2): line(range(10), start=2011)})
    found = standings(figures, indicator(), regions(3))
    assert found.base == 2011 and {row.change.why for row in found.rows} == {""}


def test_what_is_itself_a_change_has_no_change_of_its_own():
    found = standings(made(), indicator(compare_as="change", value_kind="total"), regions(3))
    assert found.base is None and found.rows[0].total.value == 20


def test_a_missing_figure_is_last_in_every_order_and_nobody_has_a_place():
    raw = {key: value for key, value in made().raw.items() if key != ("x", 2)} | {("x", 2): line([1])}
    found = standings(Figures(raw, {("x", 2): {2020: "confidential"}}), indicator(), regions(3))
    for falling in (True, False):
        assert found.in_order("value", falling=falling)[-1].region.pk == 2
    assert found.rows[1].absence == "confidential" and found.unranked == "incomplete"


def test_a_sample_has_no_places():
    found = standings(made(), indicator(from_sample=True), regions(3))
    assert found.unranked == "sample" and not any(row.rank for row in found.rows)


@pytest.mark.parametrize(("key", "falling", "order"), [("region", False, [1, 2, 3]), ("value", True, [3, 2, 1])])
def test_rows_come_in_the_asked_order(key, falling, order):
    found = standings(made(), indicator(), regions(3)).in_order(key, falling=falling)
    assert [row.region.pk for row in found] == order


def test_no_figures_are_no_standings():
    assert standings(Figures({}), indicator(), regions(3)) is None


def test_a_level_is_the_figure_beside_the_countrys():
    found = standings(made(), indicator(compare_as="of_country", unit_en="euros"), regions(3))
    assert found.rows[2].level.value == Decimal(100) * 40 / 60
