"""Figures: reading them in. An import that brings anything new is one DataVersion; the same file twice is once."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from forum.models import AuditEntry, Person
from forum.services.keeping import keep
from forum.services.verbs import deed, verb
from forum.texts import LANGUAGES
from regions.models import DataVersion, FigureImport, Indicator
from regions.services import figure_imports, figure_reading
from regions.services.figure_words import words


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
            ("source_name", row.get("source", {})),
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
        "note_is_mandatory": row.get("note_is_mandatory", False),
        **{name: row.get(name, "") for name in ("source_address", "licence", "licence_address")},
        "compared_decimals": compared.get("decimals"),
    }
    return {**texts, **plain, **choices, "order": order}


@verb
def describe(path: Path) -> dict[str, Indicator]:
    """Writes the indicators' names, units and ways of comparing from a JSON file; gives all of them by slug.

    What a coordinator has changed since stays as the coordinator left it.
    """
    changed = set(AuditEntry.objects.filter(verb="indicator.change").values_list("about_id", flat=True))
    own = {one.slug: one for one in Indicator.objects.all() if str(one.pk) in changed}
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {
        row["slug"]: own.get(row["slug"]) or keep(Indicator, facts_of(row, order), slug=row["slug"])
        for order, row in enumerate(rows, start=1)
    }


def furnish_file(path: Path) -> str:
    """The profile's own file: taken in, or shown to the coordinators where they have taken in others. Says which."""
    own = Q(made_by__isnull=False) | Q(source__isnull=False)
    if not FigureImport.objects.filter(own, state="taken_in").exists():
        version, new = import_file(path, by=None)
        return version.label if new else f"{version.label}, already there"
    content = path.read_bytes()
    if FigureImport.objects.filter(sha256=hashlib.sha256(content).hexdigest()).exists():
        return f"{path.stem}, already there"
    figure_imports.receive(file_name=path.name, pieces=[content], by=None, label=path.stem)
    return f"{path.stem}, waits for the coordinator"


def import_file(path: Path, *, by: Person | None, label: str = "") -> tuple[DataVersion, bool]:
    """Reads the file as a new data version (True), or gives the one that this very file already made (False).

    Raises ValidationError when anything in it cannot be taken in; then nothing is.
    """
    content = path.read_bytes()
    fingerprint = hashlib.sha256(content).hexdigest()
    if known := DataVersion.objects.filter(sha256=fingerprint).first():
        return known, False
    with deed(public=True):
        given = figure_imports.receive(file_name=path.name, pieces=[content], by=by, label=label or path.stem)
        figure_reading.read(given)
        given.refresh_from_db()
        refuse_broken(given)
        return figure_imports.take_in(given, by=by), True


def refuse_broken(given: FigureImport) -> None:
    """Raises ValidationError unless the whole file could be read."""
    if given.state != "previewed":
        raise ValidationError(words(given.error) or _("It has not been said what the table means."))
    if rejected := given.rejections.first():  # type: ignore[attr-defined]
        raise ValidationError(f"{rejected.place}: {rejected.about}: {words(rejected.reason)}")
