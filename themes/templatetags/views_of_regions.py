"""Words of regions' views."""

from typing import Any

from django import template

from themes.services.view_words import ROUND_STATES

register = template.Library()


@register.filter
def round_state(state: str) -> Any:
    """A round's state in words."""
    return ROUND_STATES.get(state, state)
