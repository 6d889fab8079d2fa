"""The scale of regions' views in signs and words, the horizons, and what has changed since last time."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from themes.models.region_view import HORIZONS, RegionView

STEPS = (2, 1, 0, -1, -2)
"""From the best to the worst, as they are shown."""
SIGNS = {2: "++", 1: "+", 0: "0", -1: "\N{MINUS SIGN}", -2: "\N{MINUS SIGN}\N{MINUS SIGN}"}
LEVELS = {
    2: _("very good"),
    1: _("good"),
    0: _("neither good nor bad"),
    -1: _("bad"),
    -2: _("very bad"),
}
TURNS = {
    2: _("gets clearly better"),
    1: _("gets better"),
    0: _("stays the same"),
    -1: _("gets worse"),
    -2: _("gets clearly worse"),
}
LABELS = {"now": _("Now"), "half_year": _("In six months"), "year": _("In twelve months")}
ASKED = {
    "now": _("How is the situation now?"),
    "half_year": _("Where is it in six months, compared with now?"),
    "year": _("Where is it in twelve months, compared with now?"),
}
STATES = {
    "requested": pgettext_lazy("regional view", "Not begun"),
    "draft": pgettext_lazy("regional view", "Draft"),
    "approved": pgettext_lazy("regional view", "Approved"),
    "frozen": pgettext_lazy("regional view", "Public"),
    "none": pgettext_lazy("regional view", "No view sent"),
}
STATE_SIGNS = {"requested": "○", "draft": "◐", "approved": "●", "frozen": "●", "none": "✕"}
ROUND_STATES = {
    "draft": pgettext_lazy("round of views", "Draft"),
    "asked": pgettext_lazy("round of views", "Regions are writing"),
    "closed": pgettext_lazy("round of views", "Closed and public"),
    "called_off": pgettext_lazy("round of views", "Called off"),
}
HOW = {
    "mail": _("by e-mail"),
    "phone": _("by telephone"),
    "paper": _("on paper"),
    "spoken": _("spoken in a meeting"),
}


@dataclass(frozen=True)
class Assessment:
    """One horizon's step (−2…2) with the region's words, and the step of last time (None: there is none)."""

    horizon: str
    step: int
    text: str = ""
    before: int | None = None

    @property
    def label(self) -> Any:
        """Now, in six months, in twelve months."""
        return LABELS[self.horizon]

    @property
    def sign(self) -> str:
        """The step as ++, +, 0, − or −−."""
        return SIGNS[self.step]

    @property
    def words(self) -> Any:
        """The step in words: a level for now, a turn for what is to come."""
        return words_of(self.horizon, self.step)

    @property
    def arrow(self) -> str:
        """↑ higher than last time, ↓ lower, → the same; nothing without a last time."""
        return "" if self.before is None else ARROWS[turn(self.before, self.step)]

    @property
    def change(self) -> Any:
        """The change since last time in words."""
        return "" if self.before is None else CHANGES[turn(self.before, self.step)]

    @property
    def sign_before(self) -> str:
        """The step of last time."""
        return "" if self.before is None else SIGNS[self.before]


ARROWS = {1: "↑", 0: "→", -1: "↓"}
CHANGES = {1: _("higher than last time"), 0: _("the same as last time"), -1: _("lower than last time")}


def turn(before: int, now: int) -> int:
    """1 up, 0 same, −1 down."""
    return (now > before) - (now < before)


def words_of(horizon: str, step: int) -> Any:
    """A step in words."""
    return (LEVELS if horizon == "now" else TURNS)[step]


def choices(horizon: str) -> list[tuple[str, str]]:
    """The steps to choose from, the best first: sign and words."""
    return [(str(step), f"{SIGNS[step]} {words_of(horizon, step)}") for step in STEPS]


def state_of(view: RegionView) -> str:
    """The view's state for readers of the board: of a closed round, what was never approved is "none"."""
    over = view.round.state in {"closed", "called_off"}
    return "none" if over and view.state in {"requested", "draft"} else view.state


def steps_of(view: RegionView) -> dict[str, int | None]:
    """The three steps by horizon."""
    return {one: getattr(view, one) for one in HORIZONS}
