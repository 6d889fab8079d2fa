"""Agenda items as homes of discussions."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from forum.rules import is_staff
from meetings import subjects
from meetings.models import AgendaItem, Meeting
from themes.homes import Home

NAMED = ("meeting__theme__programme", "meeting__host_region")


def home_of(item: AgendaItem, meeting: Meeting, *, visible: bool = True) -> Home:
    """The meeting's page is the home of its items' discussions. Nobody comments on a cancelled meeting."""
    url = reverse("meetings:meeting", args=[meeting.public_id])
    trail = (subjects.ref(meeting), *subjects.trail(meeting))
    return Home(url=url, title=item.title, visible=visible, open=meeting.state != "cancelled", trail=trail)


def homes_of_agenda_items(thread_ids: Sequence[int], person: Any) -> dict[int, Home]:
    """The homes of those of the threads that are agenda items'. Two queries at most, and one for the person's roles."""
    items = list(AgendaItem.objects.filter(thread__in=thread_ids).select_related(*NAMED))
    meetings = Meeting.objects.visible_to(person).filter(pk__in={item.meeting_id for item in items})
    if not is_staff(person):
        meetings = meetings.exclude(agenda_published_at=None)
    visible = set(meetings.values_list("pk", flat=True)) if items else set()
    return {item.thread_id or 0: home_of(item, item.meeting, visible=item.meeting_id in visible) for item in items}
