"""CSV as PxWeb gives it, and the portal's own, give the same figures in every variant."""

import pytest

from regions.models import FigureTable
from regions.services.figure_values import period_of, value_of
from tests import things
from tests.regions.figure_files import means, received, staged, two_regions

pytestmark = pytest.mark.django_db
EXPECTED = {
    ("people", "SSS", "2020"): 100,
    ("people", "SSS", "2021"): 101,
    ("people", "01", "2020"): 10,
    ("people", "01", "2021"): 11,
    ("people", "18", "2020"): 1,
    ("people", "18", "2021"): "not_available",
}
PIVOTED = """Väestö muuttujina Alue, Vuosi ja Tiedot

"Alue","2020 Väkiluku","2020 Muutos","2021 Väkiluku","2021 Muutos"
"SSS KOKO MAA",100,1,101,2
"MK01 Uusimaa",10,1,11,2
"MK18 Kainuu",1,1,..,2
"KU091 Helsinki",7,1,8,2

Tietoa ei ole saatu
"""
LONG = """Alue;Vuosi;Tiedot;11ra
KOKO MAA;2020;Väkiluku;100
KOKO MAA;2021;Väkiluku;101
Uusimaa;2020;Väkiluku;10
Uusimaa;2021;Väkiluku;11
Kainuu;2020;Väkiluku;1
Kainuu;2021;Väkiluku;..
Kainuu;2021;Muutos;5
"""
WIDE = """Alue\tSukupuoli\tVuosi\tVäkiluku\tMuutos
SSS\tYhteensä\t2020\t100\t1
SSS\tMiehet\t2020\t50\t1
SSS\tYhteensä\t2021\t101\t1
MK01\tYhteensä\t2020\t10\t1
MK01\tYhteensä\t2021\t11\t1
MK18\tYhteensä\t2020\t1\t1
MK18\tYhteensä\t2021\t..\t1
"""


@pytest.fixture(autouse=True)
def people():
    two_regions()
    return things.indicator(slug="people", source_name_en="An office")


def read(content, people, name="001_11ra_2026.csv"):
    """The staged figures after it has been said that Väkiluku is the population."""
    means(Väkiluku=people)
    return staged(received(content, name))


@pytest.mark.parametrize("content", [PIVOTED, LONG, WIDE], ids=["in heads", "in rows", "in columns"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_shape_in_every_encoding(people, content, encoding, end):
    assert read(content.replace("\n", end).encode(encoding), people) == EXPECTED


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_every_delimiter_and_padded_cells(people, delimiter):
    padded = LONG.replace(";", f"  {delimiter}  ")
    assert read(padded.encode(), people) == EXPECTED


def test_decimals_with_comma_or_point_and_spaces_in_thousands(people):
    lines = LONG.replace(";100\n", ";1 234 567,5\n").replace(";101\n", ";12.25\n").replace(";10\n", ";-\n")
    found = read(lines.encode(), people)
    assert str(found["people", "SSS", "2020"]) == "1234567.5000" and str(found["people", "SSS", "2021"]) == "12.2500"
    assert found["people", "01", "2020"] == 0


def test_a_preliminary_year_has_a_star(people):
    means(Väkiluku=people)
    given = received(PIVOTED.replace("2021 V", "2021* V").encode(), "001_11ra_2026.csv")
    assert given.changes.get(period="2021", region=None).status == "preliminary"


def test_a_table_that_is_new_asks_what_it_means():
    given = received(LONG.encode(), "x.csv")
    assert given.state == "asks" and not FigureTable.objects.exists() and not given.changes.exists()


def test_a_cell_that_is_no_number_is_refused_with_its_line(people):
    means(Väkiluku=people)
    refused = received(LONG.replace(";101", ";many").encode(), "001_11ra_2026.csv").rejections.get()
    assert (refused.place, refused.reason["code"]) == (3, "not_a_number") and "KOKO MAA" in refused.about


TIDY = "indicator,region,period,value,unit,source,note,status\n"


def tidy(*lines):
    return received(TIDY + "\n".join(lines) + "\n", "own.csv")


def test_the_portals_own_table_needs_no_answer():
    given = tidy("people,01,2020,12.5,,A source,a note,estimated", "people,SSS,2020,,,A source,,confidential")
    assert given.kind == "tidy" and staged(given) == {
        ("people", "01", "2020"): 12.5,
        ("people", "SSS", "2020"): "confidential",
    }
    row = given.changes.get(region__isnull=False)
    assert (row.source, row.note, row.status) == ("A source", "a note", "estimated")


def test_a_table_without_sources_takes_the_indicators_own():
    given = received("period;value;indicator;region\n2020;1,5;people;Kainuu\n", "own.csv")
    assert given.changes.get().source == "An office" and given.changes.get().value == 1.5


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("nobody,01,2020,1,,s,,", "unknown_indicator"),
        ("people,99,2020,1,,s,,", "unknown_region"),
        ("people,01,20,1,,s,,", "wrong_period"),
        ("people,01,2020Q1,1,,s,,", "wrong_period"),
        ("people,01,2020,many,,s,,", "not_a_number"),
        ('people,01,2020,"1,5",,s,,', "not_a_number"),
        ("people,01,2020,1e99,,s,,", "not_a_number"),
        ("people,01,2020,nan,,s,,", "not_a_number"),
        ("people,01,2020,999999999999999,,s,,", "not_a_number"),
        ("people,01,2020,,,s,,", "no_value"),
        ("people,01,2020,1,,s,,confidential", "value_and_reason"),
        ("people,01,2020,1,,s,,strange", "unknown_status"),
        ("people,01,2020,1,,s", "other_number_of_cells"),
        ("people,01,2020,1,,s,,,,more", "other_number_of_cells"),
        (f"people,01,2020,1,,{'s' * 301},,", "too_long"),
        ("people,SSS,1999,7,,s,,", "said_before"),
        ("people,01,2020,1,euros,s,,", "other_unit"),
    ],
)
def test_a_line_that_cannot_be_taken_in_is_refused_with_its_number_and_reason(line, code):
    given = tidy("people,SSS,1999,7,persons,s,,", line)
    refused = given.rejections.get()
    assert (given.state, refused.place, refused.reason["code"]) == ("previewed", 3, code)


def test_a_file_that_contradicts_itself_is_refused_with_both_lines():
    given = tidy("people,SSS,1999,7,,s,,", "people,SSS,1999,8,,s,,")
    assert given.state == "failed" and given.error["code"] == "contradiction"
    assert given.error["facts"] == {"line": 3, "first": 2} and not given.changes.exists()


@pytest.mark.parametrize(
    ("text", "period"),
    [("2020", "2020"), ("2020*", "2020"), ("2024-03", "2024M03"), ("2024-Q2", "2024Q2"), ("2024M3", "2024M03")]
    + [(wrong, "") for wrong in ("2024Q5", "2024M13", "24", "2024-3", "20201", "2020/2021", "1700", "")],
)
def test_periods(text, period):
    assert period_of(text)[0] == period


@pytest.mark.parametrize(
    ("text", "comma", "value"),
    [
        ("1 234", True, 1234),
        ("1\u00a0234,5", True, 1234.5),
        ("\u22125", True, -5),
        ("5*", True, 5),
        ("1.5e3", True, 1500),
    ]
    + [(wrong, True, None) for wrong in ("1,2,3", "1.234,5", "x", "", "0x10", "١٢", "1_000", "inf", "--5")],
)
def test_values(text, comma, value):
    found = value_of(text, comma=comma)
    assert (found[0] if found else None) == value
