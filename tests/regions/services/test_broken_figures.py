"""Broken files of figures: each gives a clear error with its place, in every language, and changes nothing."""

import gzip
import io
import json
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regions.models import DataVersion, FigureChange, Observation
from regions.services import figure_files, figure_imports
from regions.services.figure_cells import Figure, Meaning, Refused, Unreadable
from regions.services.figure_words import WORDS, words
from tests import things
from tests.regions.figure_files import as_bytes, json_stat, means, received, two_regions

pytestmark = pytest.mark.django_db
WHOLE = json.dumps(json_stat())
TIDY = "indicator,region,period,value,source\n"


def packed():
    """A few bytes that become a hundred million."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.json", b" " * 100_000_000)
    return file.getvalue()


def changed(**more):
    return json_stat(**more)


def without(*keys):
    return json_stat(**dict.fromkeys(keys))


def reshaped(**dimensions):
    made = json_stat()
    made["dimension"].update(dimensions)
    return made


BROKEN = {
    "empty": (b"", "empty"),
    "only spaces": (b"   \n ", "empty"),
    "cut off": (WHOLE[: len(WHOLE) // 2], "cut_off"),
    "one sign missing": (WHOLE[:-1], "cut_off"),
    "no json": (WHOLE.replace(":", ";", 1), "broken_json"),
    "more after the end": (WHOLE + "{}", "broken_json"),
    "latin letters": (WHOLE.replace("Helsinki", "Hämeenlinna").encode("latin-1"), "not_utf8"),
    "a list": ([1, 2], "not_an_object"),
    "another object": ({"a": 1}, "not_json_stat"),
    "a collection": (json_stat(**{"class": "collection"}), "not_json_stat"),
    "no dimensions": (without("dimension"), "not_json_stat"),
    "a key twice": (WHOLE.replace('"label"', '"source"', 1), "key_twice"),
    "deep": ('{"a":' * 100, "too_deep"),
    "no values": (without("value"), "no_values"),
    "values of nothing": (json_stat(value=None), "no_values"),
    "a single value": ({**json_stat(), "value": 1}, "no_values"),
    "too few values": (json_stat([1, 2]), "wrong_count"),
    "too many values": (json_stat(list(range(99))), "wrong_count"),
    "a place beyond the end": (json_stat({"99": 1}), "wrong_count"),
    "a strange place": (json_stat({"first": 1}), "strange_place"),
    "a huge place": (json_stat({"99999999999": 1}), "strange_place"),
    "a place twice": (WHOLE.replace(json.dumps(json_stat()["value"]), '{"1": 1, "1": 2}'), "cell_twice"),
    "a value in a list": (json_stat([[1]] * 16), "value_is_no_number"),
    "too many marks": (json_stat(status=["a"] * 99), "wrong_count"),
    "sizes of another table": (json_stat(size=[1, 1]), "wrong_sizes"),
    "sizes that are no numbers": (json_stat(size=["a", "b", "c"]), "wrong_sizes"),
    "a dimension twice": (json_stat(id=["timeperiod_y"] * 3), "wrong_sizes"),
    "more cells than may be": (json_stat(size=[9999, 9999, 9999]), "too_many_cells"),
    "a dimension that is not there": (json_stat(id=["alue_23_20260101", "contentscode", "x"]), "no_dimension"),
    "values of a dimension missing": (reshaped(timeperiod_y={"category": {"index": ["2020"]}}), "wrong_size"),
    "an order with a hole": (reshaped(timeperiod_y={"category": {"index": {"2020": 0, "2021": 2}}}), "wrong_index"),
    "an order that is none": (reshaped(timeperiod_y={"category": {"index": 7}}), "wrong_index"),
    "a value's code twice": (reshaped(timeperiod_y={"category": {"index": ["2020", "2020"]}}), "value_code_twice"),
    "no regions": (json_stat(areas={"SSS": "All", "KU091": "Helsinki"}), "no_area"),
    "a region twice": (json_stat(areas={"MK01": "Uusimaa", "01": "Uusimaa", "MK18": "Kainuu"}), "place_twice"),
    "no time": (json_stat(years=["a", "b"], role=None), "no_time"),
    "a huge number": (WHOLE.replace('"value": [1', '"value": [' + "9" * 6000), "broken_number"),
    "zip": (packed(), "packed"),
    "gzip": (gzip.compress(WHOLE.encode()), "packed"),
    "pdf": (b"%PDF-1.7 ...", "no_table"),
    "web page": (b"<!doctype html><html>", "no_table"),
    "px": (b'CHARSET="ANSI";\nAXIS-VERSION="2013";\n', "px"),
    "utf-16": (TIDY.encode("utf-16"), "utf16"),
    "signs that no text has": (TIDY.encode() + b"people,01,2020,1\0,s\n", "not_text"),
    "two encodings": (TIDY.encode() + "people,01,2020,1,ä\n".encode() + b"people,01,2021,1,\xe4\n", "mixed_encoding"),
    "words": (b"Dear friends, we are happy to tell you\nthat all is well\n", "no_rows"),
    "one word": (b"hello", "no_columns"),
    "names only": (TIDY.encode(), "no_rows"),
    "a column twice": (b"indicator,region,period,value,value\npeople,01,2020,1,2\n", "column_twice"),
    "open quotation mark": (TIDY.encode() + b'people,01,2020,1,"s\npeople,01,2021,1,s\n', "broken_line"),
    "columns without end": (b"a," * 600 + b"\n" + b"1," * 600, "too_many_columns"),
    "a table without regions": (b"Alue;Vuosi;Luku\nHelsinki;2020;1\n", "no_area"),
    "a table without years": (b"Alue;Luku\nMK01 Uusimaa;1\n", "no_time"),
    "a table without figures": (b"Alue;Vuosi\nMK01 Uusimaa;2020\n", "no_values"),
    "lines of other lengths": (b"Alue;Vuosi;Luku\nMK01;2020;1\nMK01;2021\n", "other_number_of_cells"),
    "contradiction": (TIDY.encode() + b"people,01,2020,1,s\npeople,01,2020,2,s\n", "contradiction"),
}


@pytest.fixture
def people(db):
    two_regions()
    indicator = things.indicator(slug="people")
    means(vaesto=indicator)
    return indicator


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_says_what_is_wrong_and_changes_nothing(people, name):
    content, code = BROKEN[name]
    if content == b"":
        with pytest.raises(ValidationError, match="tyhjä"):
            received(content)
        return
    broken = received(content, "figures.dat")
    assert (broken.state, broken.error["code"]) == ("failed", code), broken.error
    for language in ("fi", "sv", "en"):
        with translation.override(language):
            said = words(broken.error)
            assert said and "%" not in said and "–" not in said
    assert not FigureChange.objects.exists() and not broken.chunks.exists()
    assert not Observation.objects.exists() and not DataVersion.objects.exists()


def test_a_file_that_is_too_large_is_not_kept(people, settings):
    settings.FIGURE_LIMIT = 1
    with pytest.raises(ValidationError, match="1 M"):
        figure_imports.receive(file_name="x", pieces=[b"x" * 600_000] * 2, by=None)
    assert not figure_imports.FigureImport.objects.exists()


def test_a_crowd_of_values_is_refused(people, monkeypatch):
    monkeypatch.setattr("regions.services.jsonstat_reading.MOST_CELLS", 10)
    assert received(json_stat()).error["code"] == "too_many_cells"
    monkeypatch.setattr("regions.services.jsonstat_scan.MOST_PARTS", 10)
    assert received(json_stat()).error["code"] == "too_much_about"
    monkeypatch.setattr("regions.services.csv_lines.MOST_LINES", 1)
    assert received(TIDY.encode() + b"people,01,2020,1,s\n").error["code"] == "too_many_lines"


def test_every_reason_has_words():
    import re
    from pathlib import Path

    import regions.services as services

    source = "".join(path.read_text() for path in Path(services.__path__[0]).glob("*.py"))
    used = set(re.findall(r'(?:Unreadable|refuse)\(\s*"(\w+)"', source))
    assert used - {"code"} <= set(WORDS)


def whatever_comes(content):
    """Reads the bytes as a file; whatever they are, there are figures, refusals, or one clear error."""
    try:
        reader = figure_files.opened(io.BytesIO(content), "x")
        meaning = Meaning({code: things_indicator() for code, _ in reader.outline.contents[:1]})
        for one in reader.figures(meaning):
            assert isinstance(one, Figure | Refused | int)
    except Unreadable as error:
        assert words(error.reason)


def things_indicator():
    from regions.models import Indicator

    return Indicator.objects.get(slug="people")


FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


@FUZZ
@given(content=st.binary(max_size=300))
def test_any_bytes_are_figures_or_a_clear_error(people, content):
    whatever_comes(content)


@FUZZ
@given(key=st.sampled_from([*json_stat(), "status"]), value=JSON)
def test_any_part_of_json_stat_may_be_anything(people, key, value):
    whatever_comes(as_bytes({**json_stat(), key: value}))


@FUZZ
@given(part=st.sampled_from(["index", "label", "unit"]), value=JSON, which=st.sampled_from(json_stat()["id"]))
def test_any_part_of_a_dimension_may_be_anything(people, part, value, which):
    made = json_stat()
    made["dimension"][which]["category"][part] = value
    whatever_comes(as_bytes(made))


@FUZZ
@given(at=st.integers(0, len(WHOLE)), byte=st.binary(min_size=0, max_size=3))
def test_any_bytes_of_a_good_file_may_be_wrong(people, at, byte):
    good = WHOLE.encode()
    whatever_comes(good[:at] + byte + good[at + 1 :])


@FUZZ
@given(
    rows=st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=6), min_size=1, max_size=6),
    mark=st.sampled_from(";,\t"),
)
def test_any_table_is_figures_or_a_clear_error(people, rows, mark):
    content = "\n".join(["Alue;Vuosi;Luku".replace(";", mark), *(mark.join(row) for row in rows)])
    whatever_comes(content.encode(errors="ignore"))
    whatever_comes((TIDY + content).encode(errors="ignore"))
