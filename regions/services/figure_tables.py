"""An indicator's figures to take away: a tidy table that the portal itself can read back, and a data set."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from forum import clock
from forum.services.tables import Table
from regions.models import DataVersion, Indicator, Observation, Region
from regions.numbers import stored
from regions.services.data_sets import WHOLE_COUNTRY, Cell, DataSet, published
from regions.services.figure_words import words

HEADS = ("indicator", "region", "period", "value", "unit", "source", "note", "status")


def plain(value: Decimal | None) -> Decimal | None:
    """The value without noughts at its end."""
    return None if value is None else stored(value)


def tidy(indicator: Indicator, rows: Iterable[Observation]) -> Table:
    """A figure a line, in the columns that the import reads; `rows` come with their regions."""
    cells = (
        [
            *(indicator.slug, row.region.code if row.region else WHOLE_COUNTRY, row.period, plain(row.value)),
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
        place = row.region.code if row.region else WHOLE_COUNTRY
        yield [state, row.indicator.slug, place, row.period, old, new, row.source]
    for one in rejected:
        yield [_("rejected"), one.about, one.place, "", "", "", words(one.reason)]


def data_set(
    indicator: Indicator, rows: Iterable[Observation], regions: Iterable[Region], version: DataVersion | None
) -> DataSet:
    """The figures of all places and periods."""
    found = {
        (indicator.slug, row.region_id, row.period): Cell(plain(row.value), row.status, row.source, row.note)
        for row in rows
    }
    periods = sorted({period for _code, _place, period in found})
    name, measure = f"{indicator.slug}-{clock.today():%Y-%m-%d}", published(indicator, version)
    return DataSet(name, str(indicator.name), [measure], [None, *regions], periods, found, list(found))
