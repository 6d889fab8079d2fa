"""Files of figures that the portal gives away, read back plainly, without the code that wrote them."""

import csv
import json
from datetime import datetime
from io import BytesIO, StringIO
from itertools import product
from math import prod

from openpyxl import load_workbook

KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json-stat": "application/json",
}


def body(answer):
    """The file's bytes; it must be one."""
    assert answer.status_code == 200 and answer["Content-Disposition"].startswith("attachment; filename=")
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def lines_of_csv(answer):
    """The lines as cells of text, the heads first."""
    assert answer["Content-Type"].startswith(KINDS["csv"])
    return list(csv.reader(StringIO(body(answer).decode("utf-8-sig")), delimiter=";"))


def lines_of_sheet(answer):
    """The lines as cells of text and numbers, the heads first."""
    assert answer["Content-Type"] == KINDS["xlsx"]
    return list(load_workbook(BytesIO(body(answer))).worksheets[0].iter_rows(values_only=True))


def data_set(answer):
    """The JSON-stat data set, which must be whole."""
    assert answer["Content-Type"] == KINDS["json-stat"]
    found = json.loads(body(answer))
    check(found)
    return found


def check(found):
    """Whether the data set is what JSON-stat 2.0 asks for."""
    assert found["version"] == "2.0" and found["class"] == "dataset"
    assert found["label"] and found["source"] and datetime.fromisoformat(found["updated"])
    assert len(found["id"]) == len(found["size"]) and set(found["id"]) == set(found["dimension"])
    for code, size in zip(found["id"], found["size"], strict=True):
        category = found["dimension"][code]["category"]
        assert found["dimension"][code]["label"]
        assert sorted(category["index"].values()) == list(range(size)) and set(category["label"]) == set(
            category["index"]
        )
    said = [code for codes in found["role"].values() for code in codes]
    assert sorted(said) == sorted(found["id"]) and set(found["role"]) == {"geo", "metric", "time"}
    (metric,) = found["role"]["metric"]
    category = found["dimension"][metric]["category"]
    assert set(category["unit"]) == set(category["index"]) and all(
        "decimals" in one for one in category["unit"].values()
    )
    assert len(found["value"]) == prod(found["size"]) > 0
    status = found.get("status", {})
    assert all(0 <= int(cell) < len(found["value"]) and mark for cell, mark in status.items())
    assert all(str(cell) in status for cell, value in enumerate(found["value"]) if value is None)
    words = found["extension"]["status"]["label"]
    assert all(mark in words for mark in status.values()) and found["extension"]["licence"]["name"]
    assert isinstance(found["note"], list) and found["extension"]["sources"]


def cube(found):
    """{(content, place's code as in figures' files, period): (value, mark or "")}."""
    codes = [
        sorted(found["dimension"][one]["category"]["index"], key=found["dimension"][one]["category"]["index"].get)
        for one in found["id"]
    ]
    marks = found.get("status", {})
    return {
        (content, place.removeprefix("MK"), period): (found["value"][cell], marks.get(str(cell), ""))
        for cell, (place, content, period) in enumerate(product(*codes))
    }


def label(found, dimension, code):
    """What the data set calls a value of a dimension."""
    return found["dimension"][dimension]["category"]["label"][code]
