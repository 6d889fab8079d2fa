"""How a region's view is saved: each assessment, text, answer and own figure is a part that one may have changed."""

from typing import Any

from forum.models import Person
from themes.models import Capacity, RegionView, RegionViewRevision, capacities_of
from themes.models.region_view import FIGURE_PARTS, HORIZONS, MOST_FIGURES
from themes.services import saving
from themes.services.saving import Parts, Sort


def parts_of(view: RegionView) -> Parts:
    """The language, three steps and their grounds, the round's questions, and a part for each own figure."""
    names = ["language", *HORIZONS, *(f"{one}_text" for one in HORIZONS)]
    names += [f"answer_{key}" for key, _words in view.round.worded]
    numbers = range(1, MOST_FIGURES + 1)
    figures = {f"figure_{one}": tuple(f"figure_{one}_{part}" for part in FIGURE_PARTS) for one in numbers}
    return {name: (name,) for name in names} | figures


def read(view: RegionView, name: str) -> str:
    """What the view says in a field, as it is typed."""
    kind, _sep, rest = name.partition("_")
    if kind == "answer":
        return str(view.answers.get(rest, ""))
    if kind == "figure":
        number, _sep, part = rest.partition("_")
        return str(view.figures.get(number, {}).get(part, ""))
    value = getattr(view, name)
    return "" if value is None else str(value)


def columns(view: RegionView, typed: dict[str, Any]) -> dict[str, Any]:
    """Typed fields as the row's columns."""
    found: dict[str, Any] = {}
    answers, figures = dict(view.answers), {number: dict(one) for number, one in view.figures.items()}
    for name, value in typed.items():
        kind, _sep, rest = name.partition("_")
        if kind == "answer":
            answers[rest] = value
        elif kind == "figure":
            number, _sep, part = rest.partition("_")
            figures.setdefault(number, {})[part] = value
        else:
            found[name] = (int(value) if value else None) if name in HORIZONS else value
    answers = {key: text for key, text in answers.items() if text}
    figures = {number: one for number, one in figures.items() if any(one.values())}
    return found | {"answers": answers, "figures": figures}


def typed_of(view: RegionView) -> dict[str, str]:
    """Every field as it would be typed."""
    return {name: read(view, name) for names in parts_of(view).values() for name in names}


def capacity_in(view: RegionView, person: Person | None, *roles: str) -> Capacity | None:
    """In what capacity the person acts for the view's region; of the `roles`, where they are given."""
    for one in capacities_of(person):
        role = getattr(one.source, "role", "")
        if one.region == view.region and one.may_prepare and (not roles or role in roles):
            return one
    return None


def stamped(view: RegionView, by: Person | None) -> dict[str, Any]:
    """The mandate of whoever saves, in words; nothing for the secretariat, which records for others."""
    found = capacity_in(view, by) if by else None
    return {"stamp": found.stamp(by)} if found and by else {}


saving.sorts[RegionView] = Sort(parts_of, RegionViewRevision, "view", read, columns, stamped)
