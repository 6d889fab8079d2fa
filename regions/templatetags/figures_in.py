"""Figures in tables of the portal: their values, or why there is none."""

from typing import Any

from django import template

from regions import numbers
from regions.services import absence, figure_tables, sources

register = template.Library()


@register.filter
def said_value(row: Any) -> str:
    """The value with all its decimals and how firm it is; or the reason why there is none."""
    if row.value is None:
        return absence.words(row.status)
    value = figure_tables.plain(row.value)
    decimals = max(0, -int(value.as_tuple().exponent))  # type: ignore[union-attr]
    firm = absence.firmness(row.status)
    said = numbers.amount(row.value, decimals)
    return f"{said} ({firm})" if firm else said


@register.filter
def said_note(note: str) -> tuple[str, bool]:
    """A figure's note, and whether all of it is in the reader's language."""
    return sources.note(note)


@register.filter
def short_source(source: str) -> str:
    """The source in a few words of the reader's language."""
    return sources.short(source)
