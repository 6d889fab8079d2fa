"""What the templates of notes ask."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of(rows: Mapping[str, Any], key: str) -> Any:
    """The rows kept under a key, or nothing."""
    return rows.get(key, [])
