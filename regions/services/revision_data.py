"""An indicator's revised figures to take away: each as it stood at the data versions that changed it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from regions.models import DataVersion, Indicator, Observation
from regions.services.data_sets import Cell, DataSet, Key, at_version
from regions.services.figure_tables import plain
from regions.services.indicators import Revision


def data_set(indicator: Indicator, found: Sequence[Revision]) -> DataSet | None:
    """The revisions, each as a line before and one after; None when there are none. Two queries."""
    if not found:
        return None
    named = {row.version_id for one in found for row in (one.old, one.new)}
    versions = {one.pk: one for one in DataVersion.objects.filter(pk__in=named).order_by("pk")}
    measures = {key: at_version(indicator, version) for key, version in versions.items()}
    places = {one.old.region_id: one.old.region for one in found}
    periods = sorted({one.old.period for one in found})
    cells: dict[Key, Cell] = {}
    for row in Observation.objects.filter(indicator=indicator, period__in=periods):
        cell = Cell(plain(row.value), row.status, row.source, row.note)
        for key, measure in measures.items():
            if row.version_id <= key and (row.superseded_in_id is None or row.superseded_in_id > key):
                cells[measure.code, row.region_id, row.period] = cell
    rows = [(measures[row.version_id].code, row.region_id, row.period) for one in found for row in (one.old, one.new)]
    label = _("Revisions: %(indicator)s") % {"indicator": indicator.name}
    name = f"{indicator.slug}-revisions"
    return DataSet(
        name, label, list(measures.values()), list(places.values()), periods, cells, list(dict.fromkeys(rows))
    )
