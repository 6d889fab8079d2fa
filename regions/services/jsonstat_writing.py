"""A data set as a JSON-stat 2.0 file: places, what is measured, periods.

A figure that is not there has its reason as status; "not_published" where nothing is known.
"""

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from forum import clock
from regions.models import Region
from regions.services.data_sets import WHOLE_COUNTRY, Cell, DataSet, Measure, key_of, name_of

JSON_STAT = "json-stat"
ENDING = "json"
CONTENT_TYPE = "application/json"


def json_stat(data: DataSet) -> str:
    """The file's text, in the active language."""
    places = [key_of(one) for one in data.places]
    cells = [data.cell((m.code, place, one)) for place in places for m in data.measures for one in data.periods]
    status = {str(n): cell.status for n, cell in enumerate(cells) if cell.status != "published"}
    return json.dumps(
        {
            "version": "2.0",
            "class": "dataset",
            "label": data.label,
            "source": "; ".join(sources_of(data.measures, cells)),
            "updated": updated(data.measures),
            "note": notes_of(data.measures),
            "id": ["region", "contentscode", "period"],
            "size": [len(data.places), len(data.measures), len(data.periods)],
            "role": {"geo": ["region"], "metric": ["contentscode"], "time": ["period"]},
            "dimension": {
                "region": dimension(_("Region"), [(code_of(one), name_of(one)) for one in data.places]),
                "contentscode": contents(data.measures),
                "period": dimension(_("Period"), [(one, one) for one in data.periods]),
            },
            "value": [number(cell.value) for cell in cells],
            **({"status": status} if status else {}),
            "extension": extension(data.measures, cells),
        },
        ensure_ascii=False,
    )


def code_of(place: Region | None) -> str:
    """What the office calls the place in its tables."""
    return f"MK{place.code}" if place else WHOLE_COUNTRY


def number(value: Decimal | None) -> int | float | None:
    """The value as JSON has it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def dimension(label: str, values: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """A dimension: its label, and the code and label of each value."""
    index = {code: place for place, (code, _label) in enumerate(values)}
    return {"label": label, "category": {"index": index, "label": dict(values)}}


def contents(measures: Sequence[Measure]) -> dict[str, Any]:
    """The dimension of what is measured, with units and notes."""
    made = dimension(_("Indicator"), [(one.code, one.label) for one in measures])
    made["category"]["unit"] = {one.code: {"label": one.unit, "decimals": one.decimals} for one in measures}
    notes = {one.code: [str(one.indicator.note)] for one in measures if one.indicator.note}
    made["category"] |= {"note": notes} if notes else {}
    return made


def notes_of(measures: Sequence[Measure]) -> list[str]:
    """The indicators' notes, each once, with the indicator's name where there are several."""
    indicators = {one.indicator.pk: one.indicator for one in measures}
    noted = [one for one in indicators.values() if one.note]
    return [str(one.note) if len(indicators) == 1 else f"{one.name}: {one.note}" for one in noted]


def sources_of(measures: Iterable[Measure], cells: Iterable[Cell]) -> list[str]:
    """Whose the figures are, each once."""
    named = dict.fromkeys(str(one.indicator.source_name) for one in measures if one.indicator.source_name)
    return list(named or dict.fromkeys(cell.source for cell in cells if cell.source))


def updated(measures: Iterable[Measure]) -> str:
    """When the newest of the figures were imported."""
    moments = [one.version.imported_at for one in measures if one.version]
    return max(moments, default=clock.now()).isoformat(timespec="seconds")


def extension(measures: Sequence[Measure], cells: Sequence[Cell]) -> dict[str, Any]:
    """What JSON-stat has no word for: licences, data versions, the words of statuses, each figure's source and note."""
    licences = {one.code: {"name": one.indicator.licence, "address": one.indicator.licence_address} for one in measures}
    each = list({one["address"]: one for one in licences.values()}.values())
    sources = list(dict.fromkeys(cell.source for cell in cells if cell.source))
    versions = {one.code: one.version for one in measures if one.version}
    return {
        "licence": each[0] if len(each) == 1 else {"name": "; ".join(one["name"] for one in each), "address": ""},
        "licences": licences,
        "dataVersions": {code: {"id": one.public_id, "label": one.label} for code, one in versions.items()},
        "noteMandatory": any(one.indicator.note_is_mandatory for one in measures),
        "status": {"label": {cell.status: cell.said for cell in cells if cell.said}},
        "sources": sources,
        "sourceOf": {str(n): sources.index(cell.source) for n, cell in enumerate(cells) if cell.source},
        "notes": {str(n): cell.note for n, cell in enumerate(cells) if cell.note},
    }
