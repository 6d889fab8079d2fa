"""What a JSON-stat file says of its dimensions: their codes, labels, order and what each of them is."""

from typing import Any

from regions.services.figure_cells import CONTENT, MOST_VALUES, OTHER, TIME, Unreadable, clean
from regions.services.figure_values import period_of

CONTENT_CODES = {"contentscode", "tiedot", "information", "uppgifter", "metric", "indicator"}


def sizes_of(facts: dict[str, Any]) -> list[int]:
    """How many values each dimension has."""
    ids, sizes = facts["id"], facts.get("size") or []
    good = isinstance(ids, list) and isinstance(sizes, list) and len(ids) == len(sizes) > 0
    if not good or not all(type(one) is int and one > 0 for one in sizes) or not all(type(one) is str for one in ids):
        raise Unreadable("wrong_sizes")
    if len({clean(one) for one in ids}) < len(ids):
        raise Unreadable("wrong_sizes")
    return list(sizes)


def dimension(code: str, size: int, facts: dict[str, Any]) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """A dimension's code, label and values, in the order of the cells."""
    found = as_dict(facts["dimension"]).get(code)
    category = as_dict(found).get("category")
    if not isinstance(category, dict):
        raise Unreadable("no_dimension", name=code)
    labels = as_dict(category.get("label"))
    codes = in_order(category.get("index"), labels, code)
    if len(codes) != size:
        raise Unreadable("wrong_size", name=code, found=len(codes), expected=size)
    if size > MOST_VALUES:
        raise Unreadable("too_many_values", name=code, most=MOST_VALUES)
    values = tuple((clean(one), clean(labels.get(one) or "")) for one in codes)
    if len({one for one, _ in values}) < size:
        raise Unreadable("value_code_twice", name=code)
    return clean(code), clean(as_dict(found).get("label") or code), values


def in_order(index: Any, labels: dict[str, Any], code: Any) -> list[str]:
    """The codes of a category: its index is a list, an object of places, or missing when there is only one."""
    if isinstance(index, list):
        return [str(one) for one in index]
    if isinstance(index, dict):
        pairs = sorted(index.items(), key=lambda pair: pair[1] if type(pair[1]) is int else -1)
        if [place for _, place in pairs] != list(range(len(pairs))):
            raise Unreadable("wrong_index", name=code)
        return [str(one) for one, _ in pairs]
    if index is None and len(labels) == 1:
        return list(labels)
    raise Unreadable("wrong_index", name=code)


def role_of(code: str, values: tuple[tuple[str, str], ...], said: dict[str, list[Any]]) -> str:
    """Whether a dimension is time, contents or another one."""
    if code in said.get("time", ()):
        return TIME
    if code in said.get("metric", ()) or code.casefold() in CONTENT_CODES:
        return CONTENT
    if "time" not in said and all(period_of(one)[0] for one, _ in values):
        return TIME
    return OTHER


def as_dict(value: Any) -> dict[str, Any]:
    """The value when it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def table_code(facts: dict[str, Any], name: str) -> str:
    """What the office calls the table, else its dimensions: two files of one table have the same."""
    own = as_dict(as_dict(facts.get("extension")).get("px")).get("tableid")
    return clean(own or "", 80) or clean(" × ".join(facts["id"]), 100)
