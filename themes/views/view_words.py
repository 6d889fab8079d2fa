"""The board of a round in words: the map's tiles and the filters."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from themes.services.view_board import FILTERS, Board
from themes.services.view_words import STATE_SIGNS, STATES


def tiles(board: Board) -> list[dict[str, Any]]:
    """The regions as tiles, each leading to its row in the table."""
    rows = sorted(board.rows, key=lambda row: (row.view.region.tile_row, row.view.region.tile_column))
    return [
        {
            "column": row.view.region.tile_column,
            "row": row.view.region.tile_row,
            "url": reverse("themes:view_board", args=[board.round.public_id]) + f"#region-{row.view.region.code}",
            "name": str(row.view.region.name),
            "short_name": row.view.region.short_name,
            "label": f"{row.view.region.name}: {row.word}",
            "css_class": f"c-{row.css}",
            "symbol": row.symbol,
        }
        for row in rows
    ]


def filters(board: Board, chosen: str) -> list[dict[str, Any]]:
    """The states to narrow by, with how many regions are in each; those of nobody are left out."""
    found: list[dict[str, Any]] = [
        {"href": "?", "word": _("All"), "count": len(board.rows), "now": chosen not in FILTERS, "symbol": ""}
    ]
    for state in FILTERS:
        count = len(board.narrowed(state))
        word = _("Silent") if state == "silent" else STATES[state]
        symbol = STATE_SIGNS.get(state, "")
        if count:
            one = {"href": f"?state={state}", "word": word, "count": count, "now": chosen == state, "symbol": symbol}
            found.append(one)
    return found
