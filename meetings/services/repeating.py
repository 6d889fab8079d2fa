"""Repetitions of a calendar's event, counted instead of unrolled: the work does not depend on what a file asks."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.deadlines import months_after

MOST_TIMES = 60
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY"}
MONTHS_IN = {"MONTHLY": 1, "YEARLY": 12}
DAYS_IN = {"DAILY": 1, "WEEKLY": 7}
SHORTEST_MONTH = 28


class Unreadable(Exception):
    """Something of a file that is not taken in; says why, in words."""


@dataclass(frozen=True)
class Rule:
    """Every `interval` days, weeks, months or years; `weekdays` (0 is Monday) within a week; an end or none."""

    step: str
    interval: int
    weekdays: tuple[int, ...]
    count: int | None
    until: date


def starts(event: Any, first: date, window: tuple[date, date]) -> list[date]:
    """The days in the window on which the event begins again. Raises Unreadable."""
    rule = rule_of(event, first)
    last = min(window[1], rule.until)
    series = in_months if rule.step in MONTHS_IN else in_days
    found: list[date] = []
    for day in series(rule, first, window[0]):
        if day > last:
            break
        found += [day] if day >= window[0] else []
        if len(found) > MOST_TIMES:
            raise Unreadable(_("it repeats more than %(most)s times in the coming years") % {"most": MOST_TIMES})
    return found


def rule_of(event: Any, first: date) -> Rule:
    """The event's rule. Raises Unreadable for rules that are not simple enough to be days without meetings."""
    parts = event.get("RRULE")
    if "RDATE" in event or not isinstance(parts, dict) or not set(parts) <= KNOWN:
        raise complicated()
    step = one_of(parts, "FREQ", "")
    if step not in {*MONTHS_IN, *DAYS_IN} or not keeps_its_day(parts, step, first):
        raise complicated()
    interval, count = one_of(parts, "INTERVAL", 1), one_of(parts, "COUNT", None)
    if not isinstance(interval, int) or not 1 <= interval <= 1000 or not (count is None or isinstance(count, int)):
        raise complicated()
    return Rule(step, interval, weekdays_of(parts, step, first), count, until_of(parts))


def complicated() -> Unreadable:
    """Why a rule is not read."""
    return Unreadable(_("it repeats in a way that is not read here; enter its days by hand"))


def one_of(parts: Any, name: str, otherwise: Any) -> Any:
    """The part's only value."""
    values = parts.get(name, [otherwise])
    values = values if isinstance(values, list) else [values]
    if len(values) != 1:
        raise complicated()
    return values[0].upper() if isinstance(values[0], str) else values[0]


def keeps_its_day(parts: Any, step: str, first: date) -> bool:
    """Whether BYMONTH and BYMONTHDAY, where given, only say what the first day says."""
    same_month = "BYMONTH" not in parts or (step == "YEARLY" and one_of(parts, "BYMONTH", 0) == first.month)
    same_day = "BYMONTHDAY" not in parts or (step in MONTHS_IN and one_of(parts, "BYMONTHDAY", 0) == first.day)
    return same_month and same_day


def weekdays_of(parts: Any, step: str, first: date) -> tuple[int, ...]:
    """The weekdays of a weekly rule."""
    if "BYDAY" not in parts:
        return (first.weekday(),)
    asked = parts["BYDAY"] if isinstance(parts["BYDAY"], list) else [parts["BYDAY"]]
    if step != "WEEKLY" or not {str(one).upper() for one in asked} <= set(WEEKDAYS):
        raise complicated()
    return tuple(sorted({WEEKDAYS.index(str(one).upper()) for one in asked}))


def until_of(parts: Any) -> date:
    """The last day on which it may begin again."""
    value = one_of(parts, "UNTIL", date.max)
    if isinstance(value, datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    if not isinstance(value, date):
        raise complicated()
    return value


def in_days(rule: Rule, first: date, wanted: date) -> Iterator[date]:
    """The days of a daily or weekly rule, from about `wanted` on. Skips what lies before by division."""
    length = DAYS_IN[rule.step] * rule.interval
    base = first if rule.step == "DAILY" else first - timedelta(days=first.weekday())
    offsets = (0,) if rule.step == "DAILY" else rule.weekdays
    begun = sum(1 for offset in offsets if base + timedelta(days=offset) < first)
    turn = max((wanted - base).days // length - 1, 0)
    while base.toordinal() + turn * length + 6 < date.max.toordinal():
        for place, offset in enumerate(offsets):
            number = turn * len(offsets) + place - begun
            if rule.count is not None and number >= rule.count:
                return
            if number >= 0:
                yield base + timedelta(days=turn * length + offset)
        turn += 1


def in_months(rule: Rule, first: date, wanted: date) -> Iterator[date]:
    """The days of a monthly or yearly rule; months that have no such day are left out. Skips what lies before, unless
    it must be known how many days were left out there.
    """
    length = MONTHS_IN[rule.step] * rule.interval
    always = first.day <= SHORTEST_MONTH
    turn = max(months_from(first, wanted) // length - 1, 0) if always or rule.count is None else 0
    number = turn
    while turn * length < months_from(first, date.max):
        if rule.count is not None and number >= rule.count:
            return
        day = months_after(first.replace(day=1), turn * length)
        if always or first.day <= monthrange(day.year, day.month)[1]:
            number += 1
            yield day.replace(day=first.day)
        turn += 1


def months_from(first: date, then: date) -> int:
    """How many months lie between two days."""
    return (then.year - first.year) * 12 + then.month - first.month
