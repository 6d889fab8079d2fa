"""What meetings put on the shelves of briefs."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.shelves import Drawer
from meetings.models import MeetingBrief
from meetings.services import brief_days
from themes import brief_fillers
from themes.models import Brief


def fill() -> None:
    """Called once, when the app is ready."""
    brief_fillers.fillers.put("last_actions", brief_days.last_actions)
    brief_fillers.filled_templates.put("last_actions", "meetings/_brief_actions.html")
    brief_fillers.tellers.put("meetings", brief_days.tell)
    shelves.letter_kinds.put(brief_days.PUBLISHED, _("Brief published"))
    shelves.brief_work.put("meetings", Drawer("meetings/_brief_day.html", of_brief), order=20)


def of_brief(request: HttpRequest, *, brief: Brief, **about: Any) -> dict[str, Any] | None:
    """The meetings that the brief is read for, and when it comes out by itself. Two queries."""
    rows = list(MeetingBrief.objects.filter(brief=brief).select_related("meeting__kind", "meeting__cycle"))
    if not rows:
        return None
    day = brief_days.coming(brief) if brief.published_id is None else None
    return {"brief": brief, "meetings": [row.meeting for row in rows], "day": day}
