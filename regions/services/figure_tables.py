"""An indicator's figures to take away: a tidy table that the portal itself can read back, and JSON-stat 2."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from forum import clock
from forum.services.tables import Table
from regions.models import Indicator, Observation, Region
from regions.services.absence import NOT_PUBLISHED
from regions.services.figure_words import words

HEADS = ("indicator", "region", "period", "value", "unit", "source", "note", "status")
JSON_STAT = "json-stat"
JSON_STAT_TYPE = "application/json"
COUNTRY = "SSS"


def plain(value: Decimal | None) -> Decimal | None:
    """The value without noughts at its end."""
    if value is None:
        return None
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def tidy(indicator: Indicator, rows: Iterable[Observation]) -> Table:
    """A figure a line, in the columns that the import reads; `rows` come with their regions."""
    cells = (
        [
            *(indicator.slug, row.region.code if row.region else COUNTRY, row.period, plain(row.value)),
            *(str(indicator.unit), row.source, row.note, row.status),
        ]
        for row in rows
    )
    return Table(f"{indicator.slug}-{clock.today():%Y-%m-%d}", HEADS, cells, str(indicator.name))


def changes(given: Any, rows: Iterable[Any], rejected: Iterable[Any]) -> Table:
    """What an import would do, line by line, and what it refuses."""
    heads = [_("What"), _("Indicator"), _("Region"), _("Period"), _("Old value"), _("New value"), _("Reason or source")]
    return Table(f"import-{given.public_id}", heads, list_of(rows, rejected), _("Changes"))


def list_of(rows: Iterable[Any], rejected: Iterable[Any]) -> Iterable[list[Any]]:
    """The cells of it."""
    for row in rows:
        state = _("would change") if row.old else _("new")
        old = (plain(row.old.value) if row.old.value is not None else row.old.status) if row.old else ""
        new = plain(row.value) if row.value is not None else row.status
        place = row.region.code if row.region else COUNTRY
        yield [state, row.indicator.slug, place, row.period, old, new, row.source]
    for one in rejected:
        yield [_("rejected"), one.about, one.place, "", "", "", words(one.reason)]


def json_stat(indicator: Indicator, rows: Iterable[Observation], regions: Iterable[Region]) -> str:
    """The figures as a JSON-stat 2 data set: places, periods, and the one thing measured.

    A figure that is not there has its reason as status; "not_published" where nothing is known.
    """
    found = {(row.region_id, row.period): row for row in rows}
    periods = sorted({period for _place, period in found})
    places: dict[int | None, tuple[str, str]] = {None: (COUNTRY, _("Whole country"))}
    places |= {one.pk: (f"MK{one.code}", str(one.name)) for one in regions}
    cells = [found.get((place, period)) for place in places for period in periods]
    values = [number(one) for one in cells]
    status = {str(n): one.status if one else NOT_PUBLISHED for n, one in enumerate(cells)}
    told = {place: mark for place, mark in status.items() if mark != "published"}
    return json.dumps(
        {
            "version": "2.0",
            "class": "dataset",
            "label": str(indicator.name),
            "source": str(indicator.source_name) or cells_source(cells),
            "updated": clock.now().isoformat(timespec="seconds"),
            "note": [str(indicator.note)] if indicator.note else [],
            "id": ["region", "contentscode", "period"],
            "size": [len(places), 1, len(periods)],
            "role": {"geo": ["region"], "metric": ["contentscode"], "time": ["period"]},
            "dimension": {
                "region": dimension(_("Region"), list(places.values())),
                "contentscode": dimension(_("Indicator"), [(indicator.slug, str(indicator.name))]),
                "period": dimension(_("Period"), [(one, one) for one in periods]),
            },
            "value": values,
            **({"status": told} if told else {}),
            "extension": {
                "licence": {"name": indicator.licence, "address": indicator.licence_address},
                "unit": str(indicator.unit),
                "decimals": indicator.decimals,
                "noteMandatory": indicator.note_is_mandatory,
                "sources": sorted({one.source for one in cells if one}),
                "notes": {str(n): one.note for n, one in enumerate(cells) if one and one.note},
            },
        },
        ensure_ascii=False,
    )


def number(row: Observation | None) -> int | float | None:
    """The value as JSON has it."""
    if row is None or row.value is None:
        return None
    return int(row.value) if row.value == row.value.to_integral_value() else float(row.value)


def cells_source(cells: Iterable[Observation | None]) -> str:
    """The source of the figures."""
    return next((one.source for one in cells if one), "")


def dimension(label: str, values: list[tuple[str, str]]) -> dict[str, Any]:
    """A dimension of the data set."""
    index = {code: place for place, (code, _label) in enumerate(values)}
    return {"label": label, "category": {"index": index, "label": dict(values)}}
