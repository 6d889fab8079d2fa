"""Tables to take away, as CSV and as XLSX."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import RequestFactory
from django.utils import translation
from openpyxl import load_workbook

from forum.services.tables import Table
from forum.views.downloads import download, wanted

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1"]


def table(*rows, heads=("Otsikko", "Määrä"), **more):
    """A table of these rows."""
    return Table("luettelo", heads, rows, **more)


def csv_of(given):
    """The file's text."""
    return download(given, "csv").content.decode("utf-8")


def sheet_of(given):
    """The workbook's only sheet."""
    book = load_workbook(BytesIO(b"".join(download(given, "xlsx"))))
    (sheet,) = book.worksheets
    return sheet


def test_both_files_hold_the_same_rows_under_their_heads():
    given = [("Etelä-Savo", 3), ("Åland", 16)]
    assert csv_of(table(*given)) == "\ufeffOtsikko;Määrä\r\nEtelä-Savo;3\r\nÅland;16\r\n"
    assert list(sheet_of(table(*given)).values) == [("Otsikko", "Määrä"), *given]


def test_rows_may_come_one_by_one():
    rows = ((f"Rivi {number}", number) for number in range(2000))
    sheet = sheet_of(Table("pitkä", ("Rivi", "Nro"), rows))
    assert sheet.max_row == 2001 and sheet["B2001"].value == 1999


@pytest.mark.parametrize("words", FORMULAS)
def test_words_that_look_like_formulas_stay_words(words):
    assert csv_of(table((words, 1))).splitlines()[1].startswith(("'", "\"'"))
    cell = sheet_of(table((words, 1)))["A2"]
    assert cell.data_type == "s" and cell.value == words


def test_addresses_are_words_not_links():
    assert sheet_of(table(("https://example.org", 1)))["A2"].hyperlink is None


def test_numbers_and_days_are_numbers_and_days(settings):
    moment = datetime(2027, 3, 18, 8, 30, tzinfo=UTC)
    row = (-2, Decimal("12.5"), date(2027, 3, 18), moment, None, True)
    made = table(row, heads=("a", "b", "c", "d", "e", "f"))
    cells = list(sheet_of(made).values)[1]
    assert cells[:5] == (-2, 12.5, datetime(2027, 3, 18), datetime(2027, 3, 18, 10, 30), None)
    with translation.override("sv"):
        assert csv_of(made).splitlines()[1] == "-2;12,5;2027-03-18;2027-03-18 10:30;;ja"


def test_a_sheet_has_a_name_that_spreadsheets_take():
    assert sheet_of(table(sheet="Kattavuus 2027/2028: [kaikki] maakunnat ja kokoukset")).title == (
        "Kattavuus 2027 2028   kaikki  m"
    )
    assert sheet_of(table()).title == "1"


def test_the_files_say_what_they_are():
    for kind, words in (("csv", "text/csv"), ("xlsx", "spreadsheetml")):
        file = download(table(), kind)
        assert words in file["Content-Type"]
        assert file["Content-Disposition"] == f'attachment; filename="luettelo.{kind}"'


@pytest.mark.parametrize(("asked", "given"), [("csv", "csv"), ("xlsx", "xlsx"), ("pdf", ""), ("", "")])
def test_only_known_formats_are_made(asked, given):
    assert wanted(RequestFactory().get("/", {"format": asked})) == given
