"""Charts as data: scales, ticks, labels that do not touch, and gaps that are not bridged."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from regions.services.series import Point
from themes import scales
from themes.charts import Line, bar_chart, line_chart
from themes.scales import scale_of, spread, step_for


def series(values, *, start=2010, note=""):
    """A series from a year on; None leaves a year out."""
    years = enumerate(values, start=start)
    return tuple(Point(year, Decimal(str(one)), "A", note) for year, one in years if one is not None)


def own(values, **how):
    return Line("own", "Kainuu", "Kainuu", series(values, **how))


@pytest.mark.parametrize(
    ("span", "step"), [("34", "10"), ("100", "20"), ("4", "1"), ("0.9", "0.2"), ("11", "2.5"), ("24000", "5000")]
)
def test_steps_are_round(span, step):
    assert step_for(Decimal(span)) == Decimal(step)


@pytest.mark.parametrize(
    ("values", "first", "last"),
    [
        (("66", "100"), "60", "100"),
        (("369", "433"), "360", "440"),
        (("1", "9"), "0", "10"),
        (("-9.2", "9.3"), "-10", "10"),
        (("5", "5"), "4", "6"),
        (("0", "0"), "0", "1"),
    ],
)
def test_a_scale_holds_all_values_between_round_numbers(values, first, last):
    scale = scale_of([Decimal(value) for value in values])
    assert (scale[0], scale[-1]) == (Decimal(first), Decimal(last))
    assert len({after - before for before, after in pairwise(scale)}) == 1
    assert len(scale) <= 7


@pytest.mark.parametrize("wanted", [[100, 101, 102, 103], [24, 24, 24], [293, 293.5, 294], [20, 150, 280], []])
def test_labels_are_pushed_apart_and_stay_inside(wanted):
    placed = spread(wanted)
    assert all(after - before >= scales.LABEL_GAP - 0.01 for before, after in pairwise(placed))
    assert all(scales.TOP - 8 <= y <= scales.BOTTOM for y in placed)


def test_labels_with_room_stay_where_their_lines_end():
    assert spread([50, 100, 200]) == [50, 100, 200]


def test_a_missing_year_is_not_bridged():
    chart = line_chart([own([1, 2, None, 3, 4])], 0)
    assert chart.paths[0].way.count("M") == 2


def test_a_break_in_the_series_is_not_bridged():
    broken = series([1, 2, 3]) + series([9, 9], start=2013, note="break in series 2013")
    chart = line_chart([Line("own", "Åland", "Åland", broken)], 0)
    assert chart.paths[0].way.count("M") == 2


def test_a_break_is_marked_in_the_gap_with_its_year_and_who_tells_of_it():
    told = series([1, 2, 3]) + series([9, 9], start=2013, note="break in series 2013")
    silent = series([4, 4, 4]) + series([8, 8], start=2013, note="unexplained jump 2013")
    with translation.override("fi"):
        chart = line_chart([Line("own", "Åland", "Åland", told), Line("peer", "Lappi", "Lappi", silent)], 0)
    assert [mark.text for mark in chart.breaks] == ["hyppäys 2013", "katkos 2013"]
    ends = [float(x) for x in re.findall(r"([\d.]+) [\d.]+", chart.paths[1].way)]
    assert all(ends[2] < float(mark.x) < ends[3] for mark in chart.breaks)


def test_a_series_without_a_break_has_no_mark():
    assert line_chart([own([1, 2, None, 3])], 0).breaks == []


def test_lines_that_break_together_say_so_once():
    broken = series([1, 2, 3]) + series([9, 9], start=2013, note="break in series 2013")
    chart = line_chart([Line("own", "A", "A", broken), Line("peer", "B", "B", broken)], 0)
    assert [bool(mark.text) for mark in chart.breaks] == [True, False]


def test_figures_that_are_not_final_are_open_circles_and_never_full_dots():
    newest = Point(2012, Decimal(3), "A", status="preliminary")
    land = Line("land", "M", "M", series([2, 2, 2]))
    chart = line_chart([Line("own", "Kainuu", "Kainuu", (*series([1, 2]), newest)), land], 0)
    (circle,) = chart.soft
    end = chart.paths[-1].way.split(" L")[-1]
    assert (circle.kind, f"{circle.x} {circle.y}") == ("own", end)
    assert len(chart.dots) == 1 and f"{chart.dots[0].x} {chart.dots[0].y}" != end
    drawn = render_to_string("themes/_line_marks.html", {"chart": chart})
    assert drawn.count("soft") == 1


def test_a_lone_point_is_drawn_as_a_dot():
    chart = line_chart([own([1, 2, 3]), Line("peer", "Lappi", "Lappi", series([None, 2, None, 5]))], 0)
    assert chart.paths[0].way.endswith("h0.01")


def test_the_own_line_is_drawn_last_and_the_country_first():
    lines = [own([1, 2]), Line("peer", "L", "L", series([2, 3])), Line("land", "M", "M", series([3, 4]))]
    assert [path.kind for path in line_chart(lines, 0).paths] == ["land", "peer", "own"]


def test_a_value_lies_where_the_scale_says():
    chart = line_chart([own([0, 10])], 0)
    heights = {tick.text: tick.at for tick in chart.y_ticks}
    with_years = re.findall(r"[\d.]+", chart.paths[0].way)
    assert (with_years[1], with_years[3]) == (heights["0"], heights["10"])


def test_labels_say_the_newest_value():
    with translation.override("fi"):
        chart = line_chart([own([1, 2.25]), Line("land", "Koko maa", "Koko maa", series([3, 4]))], 1)
    assert {"Kainuu 2,3", "Koko maa 4,0", "1,0"} == {label.text for label in chart.labels}


def test_long_names_get_room_at_the_right():
    short = line_chart([own([1, 2])], 0)
    long = line_chart([Line("own", "x", "Mellersta Österbotten", series([1, 2]))], 0)
    assert float(long.right) < float(short.right)


def test_nothing_published_draws_nothing():
    assert line_chart([own([])], 0) is None
    assert bar_chart([], None, "", 0) is None


def test_bars_start_at_nought_and_are_in_order():
    values = [("A", Decimal(1), False), ("B", Decimal(4), True), ("C", Decimal(2), False)]
    chart = bar_chart(values, Decimal(2), "koko maa 2", 0)
    assert [bar.name for bar in chart.bars] == ["B", "C", "A"]
    assert len({bar.x for bar in chart.bars}) == 1
    longest = float(chart.bars[0].width)
    assert [float(bar.width) / longest for bar in chart.bars] == pytest.approx([1, 0.5, 0.25], abs=0.01)
    assert chart.bars[0].own and chart.reference.text == "koko maa 2"


def test_bars_that_are_not_final_are_open():
    chart = bar_chart([("A", Decimal(4), False), ("B", Decimal(1), True)], None, "", 0, soft=["B"])
    assert [bar.soft for bar in chart.bars] == [False, True]
    assert render_to_string("themes/_bar_marks.html", {"chart": chart}).count('bar--own soft"') == 1


def test_a_negative_bar_goes_the_other_way():
    chart = bar_chart([("A", Decimal(4), False), ("B", Decimal("-1"), False)], None, "", 1)
    up, down = chart.bars
    assert float(down.x) + float(down.width) == pytest.approx(float(up.x), abs=0.2)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_decimal_comma_gets_into_a_coordinate(language):
    with translation.override(language):
        chart = line_chart([own([1.5, 2.25, 3])], 1)
        drawn = render_to_string(
            "themes/_line_chart.html", {"chart": chart, "id": "c", "title": "Otsikko", "description": "Kuvaus"}
        )
    assert not re.search(r'(?:[xyd]|[xy][12]|c[xy])="[^"]*\d,\d', drawn)
    assert 'role="img" aria-labelledby="c-t c-d"' in drawn and "<desc" in drawn and "style=" not in drawn
