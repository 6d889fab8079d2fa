"""Rows in an order of their own: one changes places with the one before or after it."""

from typing import Any

from django.db.models import QuerySet


def step(rows: QuerySet[Any], pk: int, *, up: bool) -> list[int] | None:
    """Moves a row of `rows` one place; gives its old and new place from 1, or None where there is none to go to.

    The caller has locked what the rows belong to. Their `position` counts from 1 without gaps afterwards.
    """
    order = list(rows.order_by("position", "pk").values_list("pk", "position"))
    places = [key for key, _position in order]
    here = places.index(pk) if pk in places else -1
    there = here - 1 if up else here + 1
    if here < 0 or not 0 <= there < len(places):
        return None
    places[here], places[there] = places[there], places[here]
    known = dict(order)
    for position, key in enumerate(places, 1):
        if known[key] != position:
            rows.filter(pk=key).update(position=position)
    return [here + 1, there + 1]
