"""Public regional development discussions where a meeting is told of: in the binder, and in the letters to regions."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from forum import audiences, dates
from forum.documents import Entries, Entry, Heading, Part, Text
from meetings.models import Meeting, TalkLink
from meetings.services.readers import Reader
from themes.models import Talk
from themes.services import talk_reading


def of(meeting: Meeting) -> list[Talk]:
    """Those to which the meeting, a point or an action point of it belongs, the newest first. Three queries at most."""
    links = TalkLink.objects.filter(Q(meeting=meeting) | Q(point__item__meeting=meeting) | Q(action__meeting=meeting))
    found = Talk.objects.public().filter(pk__in=links.values("talk")).newest_first()
    return list(found.prefetch_related("versions", "regions"))


def binder_part(*, meeting: Meeting, reader: Reader) -> Part | None:
    """What was discussed and what was understood together, as readers see it."""
    entries = []
    for talk in of(meeting):
        shown = talk_reading.shown(talk, talk.versions.all()[0])
        blocks: list[Any] = [Text(shown.summary)] if shown.summary else []
        if shown.outcome:
            blocks += [Heading(_("What was understood together"), level=4), Text(shown.outcome)]
        entries.append(Entry(dates.numeric(shown.held_on), shown.title, blocks))
    return Part("talks", _("Regional development discussions"), [Entries(entries)]) if entries else None


def concerned(meeting: Meeting) -> dict[int, list[dict[str, Any]]]:
    """For each region's letter, by its primary key: the discussions it took part in and what came of them."""
    heading = audiences.in_each_language(lambda: _("Regional development discussions"))
    found: dict[int, list[dict[str, Any]]] = {}
    for talk in of(meeting):
        content = talk.versions.all()[0].content
        day = talk_reading.shown(talk, talk.versions.all()[0]).held_on
        lines = [{code: f"{words} ({dates.numeric(day)})" for code, words in content["title"].items() if words}]
        lines += [content["outcome"]] if any(content["outcome"].values()) else []
        for region in talk.regions.all():
            part = found.setdefault(region.pk, [{"heading": heading, "lines": []}])
            part[0]["lines"] += lines
    return found
