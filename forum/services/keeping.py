"""Rows that are kept as a data file says, as often as the file is read."""

from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def keep(model: type[Row], facts: dict[str, Any], **known_by: Any) -> Row:
    """The row known by `known_by`, with `facts` in it: made when it is missing, written only when it says otherwise."""
    rows = model._default_manager
    row = rows.filter(**known_by).first()
    return rows.create(**known_by, **facts) if row is None else corrected(row, facts)


def corrected(row: Row, facts: dict[str, Any]) -> Row:
    """The row with `facts` in it; not written when it says so already."""
    other = {name: value for name, value in facts.items() if getattr(row, name) != value}
    for name, value in other.items():
        setattr(row, name, value)
    if other:
        row.save(update_fields=list(other))
    return row
