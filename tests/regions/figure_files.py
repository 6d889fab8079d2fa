"""Files of figures as statistical offices make them, for tests."""

import json
from itertools import product

from regions.models import FigureContent, FigureImport, FigureTable
from regions.services import figure_imports, figure_reading
from tests import things

AREAS = {"SSS": "WHOLE COUNTRY", "MK01": "MK01 Uusimaa", "MK18": "MK18 Kainuu", "KU091": "Helsinki"}
CONTENTS = {"vaesto": "Population", "tulot": "Income"}
YEARS = ("2020", "2021")


def two_regions():
    """Uusimaa and Kainuu."""
    return (
        things.region("01", name_fi="Uusimaa", name_sv="Nyland", name_en="Uusimaa", nuts3="FI1B1"),
        things.region("18", name_fi="Kainuu", name_sv="Kajanaland", name_en="Kainuu", nuts3="FI1D8"),
    )


def dimension(label, values, *, as_list=False):
    """A dimension of JSON-stat."""
    index = list(values) if as_list else {code: place for place, code in enumerate(values)}
    return {"label": label, "category": {"index": index, "label": dict(values)}}


def json_stat(values=None, *, areas=AREAS, contents=CONTENTS, years=YEARS, as_list=False, sexes=None, **more):
    """A data set with the dimensions area, (sex,) content, year. Values count up from 1 unless said."""
    parts = {
        "alue_23_20260101": dimension("Area", areas, as_list=as_list),
        **({"sukupuoli": dimension("Sex", sexes, as_list=as_list)} if sexes else {}),
        "contentscode": dimension("Information", contents, as_list=as_list),
        "timeperiod_y": dimension("Year", {year: year for year in years}, as_list=as_list),
    }
    sizes = [len(one["category"]["index"]) for one in parts.values()]
    count = 1
    for size in sizes:
        count *= size
    made = {
        "version": "2.0",
        "class": "dataset",
        "label": "Key figures",
        "source": "Statistics Finland, population structure",
        "id": list(parts),
        "size": sizes,
        "role": {"time": ["timeperiod_y"], "metric": ["contentscode"]},
        "dimension": parts,
        "value": list(range(1, count + 1)) if values is None else values,
        "extension": {"px": {"tableid": "11ra"}},
    }
    return {key: value for key, value in {**made, **more}.items() if value is not None}


def cells(areas=AREAS, contents=CONTENTS, years=YEARS):
    """{(area, content, year): the value that json_stat counts up to}."""
    return {where: number for number, where in enumerate(product(areas, contents, years), start=1)}


def means(code="11ra", picks=None, **contents):
    """The table's contents mean these indicators."""
    table = FigureTable.objects.create(code=code, picks=picks or {})
    for content, indicator in contents.items():
        FigureContent.objects.create(table=table, code=content, indicator=indicator)
    return table


def as_bytes(content):
    """A file's bytes, from bytes, a text or something that becomes JSON."""
    if isinstance(content, bytes):
        return content
    return (content if isinstance(content, str) else json.dumps(content)).encode()


def received(content, name="figures.json", by=None) -> FigureImport:
    """The file, received and read."""
    given = figure_imports.receive(file_name=name, pieces=[as_bytes(content)], by=by)
    figure_reading.read(given)
    given.refresh_from_db()
    return given


def staged(given):
    """{(indicator, region code or SSS, period): value, or the reason why there is none}."""
    rows = given.changes.select_related("indicator", "region")
    return {
        (row.indicator.slug, row.region.code if row.region else "SSS", row.period): row.status
        if row.value is None
        else row.value
        for row in rows
    }
