"""Reading action points: lists in the order asked for, one with its history, and those a page of a meeting shows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Q

from forum import clock
from meetings.models import ActionPoint, ActionProgress, AgendaItem, Meeting
from meetings.services.action_words import STATES
from regions.models import Region
from themes.models import Theme

NEWLY_DONE_DAYS = 30
SHOWN = 6
LETTERS = str.maketrans("åäö", "{|}")
"""Finnish and Swedish put å, ä and ö after z."""


def alphabetical(text: Any) -> str:
    """The text's place among others in Finnish and Swedish lists."""
    return str(text).casefold().translate(LETTERS)


SORTS: dict[str, Callable[[ActionPoint], Any]] = {
    "title": lambda one: alphabetical(one.title),
    "theme": lambda one: (one.theme.programme.valid_from, one.theme.number),
    "owner": lambda one: alphabetical(one.owner),
    "region": lambda one: (one.region is None, alphabetical(one.region or "")),
    "due": lambda one: one.due,
    "state": lambda one: (not one.is_overdue, list(STATES).index(one.state)),
}


def ordered(actions: Iterable[ActionPoint], sort: str) -> list[ActionPoint]:
    """By `sort` ("due"; "-due" backwards); when nothing known is asked, unfinished by day, then newly finished."""
    key = SORTS.get(sort.removeprefix("-"))
    if key is None:
        return sorted(actions, key=urgency)
    by_day = sorted(actions, key=lambda one: (one.due, one.pk))
    return sorted(by_day, key=key, reverse=sort.startswith("-"))


def urgency(action: ActionPoint) -> tuple[bool, Any, int]:
    """Unfinished first, by day; then what was finished last."""
    finished = action.finished_at
    return (finished is not None, -finished.timestamp() if finished else action.due.toordinal(), action.pk)


def everything() -> list[ActionPoint]:
    """Every public action point. One query."""
    return list(ActionPoint.objects.public().with_row())


def history(action: ActionPoint) -> list[ActionProgress]:
    """What was told of it, newest first. One query."""
    return list(action.progress.select_related("author", "organisation"))  # type: ignore[attr-defined]


@dataclass
class OfMeeting:
    """What a meeting's page shows: its own public action points, and those that its agenda lists."""

    own: list[ActionPoint] = field(default_factory=list)
    listed: list[ActionPoint] = field(default_factory=list)


def of_meeting(meeting: Meeting, items: Iterable[AgendaItem]) -> OfMeeting:
    """The meeting's public action points, and those its agenda lists if it has an item for them. At most one query."""
    lists = any(item.purpose == AgendaItem.Purpose.ACTION_POINTS for item in items)
    if not lists and meeting.starts_at > clock.now():
        return OfMeeting()
    earlier = ActionPoint.objects.standing_before(meeting).values("pk")
    wanted = Q(meeting=meeting) | Q(pk__in=earlier) if lists else Q(meeting=meeting)
    found = list(ActionPoint.objects.public().filter(wanted).with_row().order_by("due", "pk"))
    return OfMeeting(
        own=[one for one in found if one.meeting_id == meeting.pk],
        listed=[one for one in found if one.meeting_id != meeting.pk],
    )


def of_theme(theme: Theme) -> list[ActionPoint]:
    """The theme's unfinished public action points, then the last finished. One query."""
    return ordered(ActionPoint.objects.public().filter(theme=theme).with_row(), "")[:SHOWN]


def of_region(region: Region) -> list[ActionPoint]:
    """The public action points that are for the region, or that its council owns. One query."""
    theirs = Q(region=region) | Q(owner=region.council_id)
    return ordered(ActionPoint.objects.public().filter(theirs).with_row(), "")[:SHOWN]


def news() -> tuple[list[ActionPoint], list[ActionPoint]]:
    """What the front page tells: overdue action points, and those done lately. One query."""
    today = clock.today()
    lately = Q(state="done", finished_at__gte=clock.now() - timedelta(days=NEWLY_DONE_DAYS))
    late = Q(state__in=["open", "under_way"], due__lt=today)
    found = list(ActionPoint.objects.public().filter(lately | late).with_row().order_by("due", "pk"))
    done = sorted((one for one in found if one.finished_at), key=urgency)
    return [one for one in found if not one.finished_at][:SHOWN], done[:SHOWN]
