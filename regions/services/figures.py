"""Figures: reading them in. An import that brings anything new is one DataVersion; the same file twice is once."""

import csv
import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from forum.models import Person
from forum.services import audit
from forum.services.keeping import keep
from forum.services.verbs import verb
from forum.texts import LANGUAGES
from regions.models import DataVersion, Indicator, Observation, Region

COUNTRY = "SSS"


def newest() -> DataVersion | None:
    """The data version that was imported last."""
    return DataVersion.objects.first()


def facts_of(row: dict[str, Any], order: int) -> dict[str, Any]:
    """An indicator's columns from its entry in indicators.json."""
    compared = row.get("compared", {})
    texts = {
        f"{column}_{language}": source.get(language, "")
        for column, source in [
            ("name", row["name"]),
            ("unit", row["unit"]),
            ("note", row["note"]),
            ("compared_name", compared.get("name", {})),
            ("compared_unit", compared.get("unit", {})),
        ]
        for language in LANGUAGES
    }
    plain = {name: row[name] for name in ("polarity", "value_kind", "decimals")}
    choices = {
        "compare_as": row.get("compare_as", "itself"),
        "factor": row.get("factor", 1),
        "from_sample": row.get("from_sample", False),
        "compared_decimals": compared.get("decimals"),
    }
    return {**texts, **plain, **choices, "order": order}


@verb
def describe(path: Path) -> dict[str, Indicator]:
    """Writes the indicators' names, units and ways of comparing from a JSON file; gives all of them by slug."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {
        row["slug"]: keep(Indicator, facts_of(row, order), slug=row["slug"]) for order, row in enumerate(rows, start=1)
    }


def observations(path: Path, version: DataVersion) -> Iterator[Observation]:
    """The file's rows as observations. Raises KeyError for an indicator or a region that is not known."""
    indicators = {one.slug: one for one in Indicator.objects.all()}
    regions: dict[str, Region | None] = {one.code: one for one in Region.objects.all()}
    regions[COUNTRY] = None
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Observation(
                version=version,
                indicator=indicators[row["indicator"]],
                region=regions[row["region"]],
                period=row["period"],
                value=Decimal(row["value"]),
                source=row["source"],
                note=row["note"],
            )


def key_of(row: Observation) -> tuple[int, int | None, str]:
    """What a figure is known by."""
    return row.indicator_id, row.region_id, row.period


def says(row: Observation) -> tuple[Decimal | None, str, str, str]:
    """What a figure tells."""
    return row.value, row.status, row.source, row.note


@verb
def import_file(path: Path, *, by: Person | None, label: str = "") -> tuple[DataVersion, bool]:
    """Reads the CSV as a new data version (True), or gives the one that this very file already made (False)."""
    fingerprint = hashlib.sha256(path.read_bytes()).hexdigest()
    if known := DataVersion.objects.filter(sha256=fingerprint).first():
        return known, False
    version = DataVersion.objects.create(sha256=fingerprint, label=label or path.stem, file_name=path.name)
    live = {key_of(row): row for row in Observation.objects.live()}
    given = {key_of(row): row for row in observations(path, version)}
    changed = [key for key, row in given.items() if key in live and says(row) != says(live[key])]
    for start in range(0, len(changed), 500):
        keys = [live[key].pk for key in changed[start : start + 500]]
        Observation.objects.filter(pk__in=keys).update(superseded_in=version)
    fresh = [row for key, row in given.items() if key not in live or key in changed]
    made = Observation.objects.bulk_create(fresh, batch_size=1000)
    audit.record("figures.import", by=by, about=version, details={"figures": len(made), "file": path.name})
    return version, True
