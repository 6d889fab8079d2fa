"""Action points for tests."""

from datetime import timedelta
from itertools import count
from typing import Any

from forum import clock
from meetings.models import ActionPoint
from tests import things

_number = count(1)


def action(*, days: int = 30, public: bool = True, **fields: Any) -> ActionPoint:
    """A public open action point due in `days`, of a meeting held a month ago, published right after it."""
    number = next(_number)
    meeting = fields.pop("meeting", None) or things.meeting(days=-30, state="held")
    titles = {"title_fi": f"Toimi {number}", "title_sv": f"Åtgärd {number}", "title_en": f"Action {number}"}
    since = meeting.ends_at + timedelta(days=1) if meeting.is_over else clock.now()
    basics = {"is_public": public, "published_at": since if public else None, "meeting": meeting}
    if fields.get("state") in {"done", "dropped"}:
        basics["finished_at"] = clock.now()
    if fields.get("state") == "dropped":
        basics["dropped_reason"] = "Ei enää tarpeen"
    if "owner" not in fields:
        fields["owner"] = things.organisation()
    due = clock.today() + timedelta(days=days)
    return ActionPoint.objects.create(**{**basics, **titles, "theme": meeting.theme, "due": due, **fields})
