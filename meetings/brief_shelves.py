"""What meetings put on the shelves of briefs."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum import dates, shelves
from forum.documents import Block, Table, Text, Words
from forum.shelves import Drawer
from forum.texts import from_dict
from meetings.models import MeetingBrief
from meetings.services import brief_days, brief_tasks
from themes import brief_fillers
from themes.models import Brief


def fill() -> None:
    """Called once, when the app is ready."""
    brief_fillers.fillers.put("last_actions", brief_days.last_actions)
    brief_fillers.filled_templates.put("last_actions", "meetings/_brief_actions.html")
    brief_fillers.filled_blocks.put("last_actions", printed_actions)
    brief_fillers.tellers.put("meetings", brief_days.tell)
    shelves.letter_kinds.put(brief_days.PUBLISHED, _("Brief published"))
    shelves.person_facts.put("confirmed_briefs_wait", brief_tasks.confirmed_briefs_wait)
    shelves.desk_tasks.put("briefs", brief_tasks.tasks, order=25)
    shelves.brief_work.put("meetings", Drawer("meetings/_brief_day.html", of_brief), order=20)


def printed_actions(filled: Any) -> list[Block]:
    """Last time's action points in print."""
    rows: list[list[Words]] = [
        [from_dict(row["title"]), from_dict(row["owner"]), numeric(row["due"]), from_dict(row["state"])]
        for row in filled["rows"]
    ]
    head = [gettext("What"), gettext("Who"), gettext("By"), gettext("State")]
    where = f"{from_dict(filled['kind'])} {numeric(filled['day'])}"
    return [Text(where, "small"), Table("", head, rows, shares=[7, 4, 2, 2])]


def numeric(day: str) -> str:
    """An ISO day as it is written."""
    return dates.numeric(date.fromisoformat(day[:10]))


def of_brief(request: HttpRequest, *, brief: Brief, **about: Any) -> dict[str, Any] | None:
    """The meetings that the brief is read for, and when it comes out by itself, or why not. Three queries."""
    rows = list(MeetingBrief.objects.filter(brief=brief).select_related("meeting__kind", "meeting__cycle"))
    if not rows:
        return None
    day = brief_days.coming(brief) if brief.published_id is None else None
    lacking = brief_tasks.lacking(brief) if day and brief.state == Brief.State.CONFIRMED else ""
    return {"brief": brief, "meetings": [row.meeting for row in rows], "day": day, "lacking": lacking}
