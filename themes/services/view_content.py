"""What a region's view holds, and which of its parts are missing."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from regions import numbers
from themes.models.region_view import FIGURE_PARTS, HORIZONS, MOST_FIGURES, RegionView
from themes.services.view_words import LABELS, steps_of

MINUSES = str.maketrans({numbers.MINUS: "-", "\N{EN DASH}": "-", numbers.NO_BREAK: "", " ": ""})
LARGEST = Decimal(10) ** 15


@dataclass(frozen=True)
class Part:
    """A part of a view in words, whether it is there, and the field of the form where it is written."""

    name: str
    there: bool
    field: str


@dataclass(frozen=True)
class Meter:
    """How much of a view is there: n of m parts, and the missing ones by name."""

    parts: list[Part]

    @property
    def done(self) -> int:
        """How many parts are there."""
        return sum(part.there for part in self.parts)

    @property
    def total(self) -> int:
        """How many parts there are to be."""
        return len(self.parts)

    @property
    def missing(self) -> list[Part]:
        """What is missing."""
        return [part for part in self.parts if not part.there]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def meter(view: RegionView) -> Meter:
    """The parts that approving asks for: the language, three steps with words, each answer, and begun figures whole."""
    steps = steps_of(view)
    parts = [Part(_("In which language the view is"), bool(view.language), "language")]
    for one in HORIZONS:
        label = LABELS[one]
        parts.append(Part(_("Assessment: %(when)s") % {"when": label}, steps[one] is not None, one))
        parts.append(Part(_("Grounds: %(when)s") % {"when": label}, bool(getattr(view, f"{one}_text")), f"{one}_text"))
    for number, (key, _words) in enumerate(view.round.worded, start=1):
        there = bool(view.answers.get(key, ""))
        parts.append(Part(_("Answer to question %(number)s") % {"number": number}, there, f"answer_{key}"))
    return Meter([*parts, *figure_parts(view)])


def figure_parts(view: RegionView) -> list[Part]:
    """Each begun figure: whole, or what it lacks. A view without own figures is whole too."""
    found = []
    for number in sorted(view.figures):
        lacking = lacks(view.figures[number])
        words = {"number": number, "what": ", ".join(lacking.values())}
        name = _("Own figure %(number)s: %(what)s") if lacking else _("Own figure %(number)s")
        found.append(Part(name % words, not lacking, f"figure_{number}_{next(iter(lacking), 'label')}"))
    return found


def lacks(figure: dict[str, str]) -> dict[str, str]:
    """The parts that a figure lacks, in words; a value that is no number is one."""
    words = figure_words()
    found = {part: words[part] for part in FIGURE_PARTS if not figure.get(part, "")}
    if "value" not in found and as_number(figure["value"]) is None:
        found["value"] = _("the value as a number")
    return found


def figure_words() -> dict[str, str]:
    """A figure's parts in words."""
    return {
        "label": _("what it counts"),
        "value": _("value"),
        "unit": _("unit"),
        "period": _("period"),
        "source": _("source"),
    }


def as_number(typed: str) -> Decimal | None:
    """12,5 and 12.5, 1 234 and −3; None when it is no number."""
    text = typed.translate(MINUSES).replace(",", ".")
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < LARGEST else None


def said(figure: dict[str, str]) -> str:
    """The value with its unit, in the active language, at the decimals in which it was given."""
    number = as_number(figure.get("value", ""))
    if number is None:
        return " ".join(filter(None, [figure.get("value", ""), figure.get("unit", "")]))
    exponent = number.as_tuple().exponent
    decimals = min(max(-exponent, 0), 6) if isinstance(exponent, int) else 0
    return numbers.with_unit(numbers.amount(number, decimals), figure.get("unit", ""))


def content_of(view: RegionView) -> dict[str, Any]:
    """What the view says as plain data: kept for ever once it is frozen. It names nobody."""
    return {
        "language": view.language,
        "steps": steps_of(view),
        "texts": {one: getattr(view, f"{one}_text") for one in HORIZONS},
        "answers": {key: view.answers.get(key, "") for key, _words in view.round.worded},
        "figures": [view.figures[number] for number in sorted(view.figures)],
    }


def language_of(view: RegionView) -> str:
    """The language in which the region writes: as it was said, or else its own."""
    known = settings.PROFILE["languages"]
    own = view.region.default_language
    return view.language or (own if own in known else known[0])


def slots(view: RegionView) -> list[str]:
    """The places for own figures: those in use and two more, at most five."""
    used = max((int(number) for number in view.figures), default=0)
    return [str(number) for number in range(1, min(max(used + 2, 2), MOST_FIGURES) + 1)]
