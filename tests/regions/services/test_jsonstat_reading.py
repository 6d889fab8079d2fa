"""JSON-stat 2 in all its forms gives the same figures."""

import pytest

from regions.services import figure_imports
from tests import things
from tests.regions.figure_files import AREAS, cells, json_stat, means, received, staged, two_regions

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """The indicator that the table's content vaesto is; its other content is left out."""
    two_regions()
    indicator = things.indicator(slug="people")
    means(vaesto=indicator)
    return indicator


def expected(found=None):
    """What json_stat says of the population."""
    codes = {"SSS": "SSS", "MK01": "01", "MK18": "18"}
    counted = cells() if found is None else found
    return {
        ("people", codes[area], year): value
        for (area, content, year), value in counted.items()
        if content == "vaesto" and area in codes
    }


def sparse():
    return {str(number - 1): number for number in cells().values()}


@pytest.mark.parametrize(
    "content",
    [
        json_stat(),
        json_stat(as_list=True),
        json_stat(sparse()),
        json_stat(areas={code: code for code in AREAS}),
        json_stat(areas={code: words.removeprefix(f"{code} ") for code, words in AREAS.items()}),
        json_stat(areas={"SSS": "KOKO MAA", "01": "Uusimaa", "18": "Kainuu", "x": "Muu"}),
        json_stat(areas={"FI": "Finland", "FI1B1": "Uusimaa", "FI1D8": "Kainuu", "SE1": "Sverige"}),
        json_stat(role=None),
        json_stat(status="a"),
        json_stat(sexes={"SSS": "Total"}),
        dict(reversed(json_stat().items())),
    ],
    ids=["object", "list", "sparse", "codes", "labels", "bare", "nuts", "no roles", "status", "total", "values first"],
)
def test_every_form_gives_the_same_figures(people, content):
    given = received(content)
    assert (given.state, given.kind, given.total) == ("previewed", "json-stat", 16)
    assert staged(given) == expected()


def test_a_byte_order_mark_does_no_harm(people):
    import json

    assert staged(received(b"\xef\xbb\xbf" + json.dumps(json_stat()).encode())) == expected()


def test_absent_values_say_why(people):
    values = [None] * 16
    values[4:6] = [5, None]
    given = received(json_stat(values, status={"0": ".", "1": "..", "5": "...", "8": "....", "4": "e"}))
    found = staged(given)
    assert found["people", "SSS", "2020"] == "not_applicable" and found["people", "SSS", "2021"] == "not_available"
    assert found["people", "01", "2020"] == 5 and found["people", "01", "2021"] == "confidential"
    assert found["people", "18", "2020"] == "not_yet" and found["people", "18", "2021"] == "not_available"
    assert given.changes.get(value=5).status == "estimated"


def test_a_sparse_file_leaves_out_what_is_not_there(people):
    found = staged(received(json_stat({"4": 5})))
    assert found["people", "01", "2020"] == 5 and found["people", "01", "2021"] == "not_available"


def test_dots_instead_of_values_are_reasons(people):
    values = ["..", "."] + list(range(3, 17))
    found = staged(received(json_stat(values)))
    assert (found["people", "SSS", "2020"], found["people", "SSS", "2021"]) == ("not_available", "not_applicable")


def test_a_value_and_a_reason_for_having_none_is_refused_with_its_cell(people):
    given = received(json_stat(status={"4": "..."}))
    refused = given.rejections.get()
    assert (refused.place, refused.reason["code"]) == (5, "value_and_reason") and "Uusimaa" in refused.about


def test_the_source_is_the_office_and_its_table(people):
    assert received(json_stat()).changes.first().source == "Statistics Finland, table 11ra"


def test_a_table_with_another_dimension_takes_the_value_that_was_picked(people):
    sexes = {"1": "Men", "2": "Women"}
    given = received(json_stat(sexes=sexes))
    assert given.state == "asks"
    figure_imports.answer(given, contents={"vaesto": people}, picks={"sukupuoli": "2"}, by=None)
    from regions.services import figure_reading

    figure_reading.read_due()
    given.refresh_from_db()
    assert given.state == "previewed" and staged(given)["people", "SSS", "2020"] == 5


@pytest.mark.parametrize(("code", "kept"), [("2024Q1", "2024Q1"), ("2024K4", "2024Q4"), ("2024M03", "2024M03")])
def test_quarters_and_months_are_read(code, kept):
    two_regions()
    kind = "month" if "M" in code else "quarter"
    means(vaesto=things.indicator(slug="people", period_type=kind))
    assert ("people", "SSS", kept) in staged(received(json_stat(years=[code])))


def test_preliminary_figures_are_marked_by_their_years_star(people):
    years = json_stat()
    years["dimension"]["timeperiod_y"]["category"]["label"]["2021"] = "2021*"
    rows = received(years).changes
    assert set(rows.filter(period="2021").values_list("status", flat=True)) == {"preliminary"}
    assert set(rows.filter(period="2020").values_list("status", flat=True)) == {"published"}
