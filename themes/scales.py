"""Scales and places of drawings: round numbers for axes, coordinates as texts, labels that do not touch."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import log10

TOP, BOTTOM = 24.0, 294.0
LABEL_GAP = 15.5
TICKS = 5
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def at(value: float | Decimal) -> str:
    """A coordinate."""
    return f"{float(value):.1f}"


def step_for(span: Decimal, count: int = TICKS) -> Decimal:
    """The round step (1, 2, 2.5 or 5 times a power of ten) that makes at most about `count` steps of the span."""
    rough = span / count
    power = Decimal(10) ** int(log10(rough) // 1)
    return next(power * step for step in STEPS if power * step >= rough)


def scale_of(values: Sequence[Decimal]) -> list[Decimal]:
    """Round numbers from at or below the smallest value to at or above the largest; from nought when that is near."""
    low, high = min(values), max(values)
    if low == high:
        low, high = (low - 1, high + 1) if low else (Decimal(0), Decimal(1))
    if 0 < low < (high - low) / 3:
        low = Decimal(0)
    step = step_for(high - low)
    first = (low / step).to_integral_value(ROUND_FLOOR) * step
    last = (high / step).to_integral_value(ROUND_CEILING) * step
    return [first + step * n for n in range(int((last - first) / step) + 1)]


def decimals_of(ticks: Sequence[Decimal]) -> int:
    """How many decimals the marks of an axis need."""
    return max(0, *(-int(tick.normalize().as_tuple().exponent) for tick in ticks))


def spread(wanted: Sequence[float], gap: float = LABEL_GAP, low: float = TOP - 8, high: float = BOTTOM) -> list[float]:
    """Heights for labels, near those wanted (in rising order), no two nearer than `gap`, inside the drawing."""
    placed: list[float] = []
    for y in wanted:
        placed.append(max(y, placed[-1] + gap if placed else low))
    ceiling = high
    for number in range(len(placed) - 1, -1, -1):
        placed[number] = min(placed[number], ceiling)
        ceiling = placed[number] - gap
    return placed
