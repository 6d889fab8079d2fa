"""The list of action points as a table: its heads that sort, and its rows to take away."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.services.tables import Table
from meetings.models import ActionPoint
from meetings.services.action_words import state_words

HEADS = {
    "title": gettext_lazy("What will be done"),
    "owner": gettext_lazy("Owner"),
    "region": gettext_lazy("Region"),
    "due": gettext_lazy("Due"),
    "state": gettext_lazy("State"),
}


def heads(asked: QueryDict) -> list[dict[str, Any]]:
    """Each column's head with the address that sorts by it, keeping the search, and how it is sorted now."""
    now = asked.get("sort", "")
    found = []
    for name, words in HEADS.items():
        rising, falling = now == name, now == f"-{name}"
        query = asked.copy()
        query.pop("page", None)
        query["sort"] = f"-{name}" if rising else name
        direction = "ascending" if rising else "descending" if falling else ""
        found.append({"words": words, "href": f"?{query.urlencode()}", "direction": direction})
    return found


def action_table(actions: Iterable[ActionPoint]) -> Table:
    """The rows shown, to take away."""
    words = [HEADS["title"], _("Theme"), HEADS["owner"], HEADS["region"], HEADS["due"], HEADS["state"]]
    words += [_("Days late"), _("Decided in"), _("Address")]
    widths = (60, 40, 34, 18, 12, 14, 10, 30, 50)
    return Table("action-points", words, (cells(one) for one in actions), _("Action points"), widths)


def cells(action: ActionPoint) -> list[Any]:
    """An action point as cells."""
    address = settings.SITE_URL + reverse("meetings:action", args=[action.public_id])
    where = [str(action.title), f"{action.theme.number}. {action.theme.name}", str(action.owner)]
    when = [str(action.region or ""), action.due, str(state_words(action)), action.days_late or None]
    return [*where, *when, f"{action.meeting.kind.name} {action.meeting.day.isoformat()}", address]
