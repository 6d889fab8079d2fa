"""What a brief's page says at each of its blocks."""

from typing import Any

from django import template
from django.template import Context

from themes.services.brief_content import Piece

register = template.Library()


@register.inclusion_tag("themes/_pin.html", takes_context=True)
def pin(context: Context, piece: Piece | None, name: Any = "") -> dict[str, Any]:
    """The way to comment on a block, and how many have; nothing where nobody may. `name` says which, to be heard."""
    pins = context.get("pins")
    count = pins.counts.get(piece.id, 0) if pins and piece else 0
    if piece is None or pins is None or not (pins.is_open or count):
        return {}
    return {
        "piece": piece,
        "name": name or piece.headline or piece.kind_name,
        "pins": pins,
        "count": count,
    }
