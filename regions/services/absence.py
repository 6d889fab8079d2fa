"""Why a figure is missing, and how firm one is that is there: codes of statistical offices, and our own words."""

from django.utils.translation import gettext_lazy as _

NOT_PUBLISHED = "not_published"
"""Of this figure nothing is known: no import has said anything about it."""

REASONS = {
    NOT_PUBLISHED: _("not published"),
    "not_available": _("not available"),
    "confidential": _("confidential"),
    "not_applicable": _("not applicable"),
    "too_uncertain": _("too uncertain to be published"),
    "not_yet": _("not yet published"),
    "withdrawn": _("withdrawn by its publisher"),
}
FIRMNESS = {
    "published": "",
    "preliminary": _("preliminary"),
    "estimated": _("estimated"),
    "uncertain": _("uncertain"),
}
SOFT = frozenset(code for code, words in FIRMNESS.items() if words)
"""How firm a figure is that is not final."""
SYMBOLS = {
    ".": "not_applicable",
    "..": "not_available",
    "...": "confidential",
    "....": "not_yet",
    ".....": "not_available",
    "......": "not_available",
    ":": "not_available",
    "*": "preliminary",
    "c": "confidential",
    "z": "not_applicable",
    "m": "not_available",
    "l": "not_applicable",
    "p": "preliminary",
    "e": "estimated",
    "s": "estimated",
    "u": "uncertain",
    "d": "published",
    "b": "published",
    "r": "published",
    "n": "published",
    "a": "published",
}
"""What statistical offices write for it: PxWeb's dots (and StatFin's star), and the flags of SDMX and Eurostat."""
LONGEST_FLAGS = 3
NIL = "-"
"""Nothing at all of what is counted: a nought, and no missing figure."""


def words(code: str) -> str:
    """Why there is no figure, in the active language."""
    return str(REASONS.get(code, REASONS[NOT_PUBLISHED]))


def firmness(status: str) -> str:
    """How firm a figure is ("preliminary"); empty when there is nothing to say."""
    return str(FIRMNESS.get(status, ""))


def status_of(symbol: str, *, has_value: bool) -> str:
    """The status that a symbol of a file means, or one of our own words; "" when it fits no figure of that kind.

    Several flags may stand together ("bp"); the first that says something about this kind of figure counts.
    """
    symbol = symbol.strip()
    known = FIRMNESS if has_value else REASONS
    if symbol in known and symbol != NOT_PUBLISHED:
        return symbol
    parts = [symbol] if not symbol.strip(".") else list(symbol) if len(symbol) <= LONGEST_FLAGS else []
    found = [SYMBOLS.get(part.lower(), "") for part in parts]
    if has_value:
        firm = [one for one in found if one in FIRMNESS]
        telling = [one for one in firm if one != "published"]
        return (telling or firm or [""])[0]
    return next((one for one in found if one in REASONS), "")
