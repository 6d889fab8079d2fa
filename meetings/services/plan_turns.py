"""Whose turn it is: the themes least covered, the regions that have hosted least. No database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from meetings.services.plan_facts import HostTurn, ThemeTurn


def themes_in_turn(turns: Sequence[ThemeTurn], count: int, *, year: int, rotate: bool) -> list[int]:
    """A theme (by id) for each of `count` rounds. Rotating, whichever has had the fewest rounds is next, and of equals
    the one that has waited longest; else the programme's order.
    """
    if not turns:
        return []
    in_order = sorted(turns, key=lambda turn: turn.number)
    if not rotate:
        return [in_order[place % len(in_order)].theme for place in range(count)]
    chosen: list[int] = []
    for place in range(count):
        turn = min(in_order, key=lambda one: (one.had, one.last, one.number))
        chosen.append(turn.theme)
        in_order[in_order.index(turn)] = replace(turn, had=turn.had + 1, last=(year, place + 1))
    return chosen


def hosts_in_turn(turns: Sequence[HostTurn], days: Sequence[date]) -> list[int | None]:
    """A region (by id) to host a meeting on each of the days: whichever has hosted least, and longest ago, is next."""
    waiting = list(turns)
    chosen: list[int | None] = []
    for day in days:
        if not waiting:
            chosen.append(None)
            continue
        turn = min(waiting, key=lambda one: (one.had, one.last, one.order))
        chosen.append(turn.region)
        waiting[waiting.index(turn)] = replace(turn, had=turn.had + 1, last=day)
    return chosen
