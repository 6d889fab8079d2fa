"""Action points in words: their states, with overdue, which follows from the day."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.models import ActionPoint

STATES = {
    "open": _("Open"),
    "under_way": _("Under way"),
    "done": _("Done"),
    "dropped": _("Dropped"),
}
UNFINISHED, OVERDUE = "unfinished", "overdue"


def state_words(action: ActionPoint) -> Any:
    """Its state."""
    return STATES[action.state]


def is_in(action: ActionPoint, state: str) -> bool:
    """Whether it is in the state, or in one of the two that are derived."""
    if state == UNFINISHED:
        return action.is_unfinished
    return action.is_overdue if state == OVERDUE else action.state == state
