"""What the meetings put on the pages of regional development discussions, and what of these on their own shelves."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest

from forum import shelves
from forum.shelves import Drawer
from meetings.models import ActionPoint, Point
from meetings.services import region_letters, talk_links, talk_parts
from themes.models import Talk
from themes.talk_furnishing import EXAMPLE


def fill() -> None:
    """Fills the shelves."""
    shelves.talk_page.put("meetings", Drawer("meetings/_talk_links.html", of_talk), order=50)
    shelves.talk_work.put("meetings", Drawer("meetings/_talk_links_work.html", work_of_talk), order=50)
    shelves.binder_parts.put("talks", talk_parts.binder_part, order=35)
    region_letters.parts.put("talks", talk_parts.concerned)
    shelves.examples.put("talk links", furnish, order=95)


def of_talk(request: HttpRequest, *, talk: Talk) -> dict[str, Any] | None:
    """What came of it in the forum. At most four queries."""
    linked = talk_links.read(talk)
    return {"linked": linked} if linked else None


def work_of_talk(request: HttpRequest, *, talk: Talk) -> dict[str, Any]:
    """The same, with the way to choose."""
    return {"linked": talk_links.read(talk), "talk": talk}


def furnish(*, today: date, say: Callable[[str], Any] = print) -> None:
    """The example discussion, joined to an example meeting's action point and point, where there are any."""
    talk = Talk.objects.filter(public_id=EXAMPLE).first()
    action = ActionPoint.objects.public().filter(is_example=True).order_by("pk").first()
    if talk is None or action is None or any(talk_links.chosen(talk, kind) for kind in talk_links.KINDS):
        return
    points = list(Point.objects.published().filter(item__meeting=action.meeting).order_by("pk")[:1])
    talk_links.choose(talk, by=None, meetings=[action.meeting], points=points, actions=[action])
    say("what belongs to the example discussion: chosen")
