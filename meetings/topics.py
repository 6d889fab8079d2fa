"""Meetings as what a bulletin is about."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum import dates, shelves
from forum.shelves import Topic, TopicKind
from meetings.models import Meeting

OFFERED = 8


def fill() -> None:
    """Puts the meetings on the shelf of topics."""
    shelves.topics.put("meeting", TopicKind(_("Meetings"), choices, find, for_subscribers=False), order=30)


def choices() -> list[Topic]:
    """The newest meetings that were held, and the next ones."""
    rows = Meeting.objects.public().select_related("kind")
    return [topic(one) for one in [*rows.past()[:OFFERED], *rows.coming()[:OFFERED]]]


def find(ids: Collection[str]) -> dict[str, Topic]:
    """The public meetings of the ids."""
    rows = Meeting.objects.public().filter(public_id__in=ids).select_related("kind")
    return {one.public_id: topic(one) for one in rows}


def topic(meeting: Meeting) -> Topic:
    """A meeting by its kind and day."""
    name = f"{meeting.kind.name} {dates.numeric(meeting.starts_at)}"
    return Topic(f"meeting:{meeting.public_id}", name, reverse("meetings:meeting", args=[meeting.public_id]))
