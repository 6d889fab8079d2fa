"""What of the meetings belongs to a regional development discussion: chosen by the secretariat, read by everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from forum.models import Person
from forum.services import audit
from forum.services.verbs import verb
from meetings.models import ActionPoint, Meeting, Point, TalkLink
from meetings.services import notes_reading
from meetings.services.notes_reading import Raised
from themes.models import Talk

KINDS = ("meeting", "point", "action")
OFFERED = 60


@verb
def choose(
    talk: Talk,
    *,
    by: Person | None,
    meetings: Iterable[Meeting],
    points: Iterable[Point],
    actions: Iterable[ActionPoint],
) -> None:
    """Makes these, and no others, what belongs to the discussion. The same chosen twice changes nothing."""
    wanted = dict(zip(KINDS, ({one.pk for one in rows} for rows in (meetings, points, actions)), strict=True))
    before = {kind: chosen(talk, kind) for kind in KINDS}
    if before == wanted:
        return
    for kind in KINDS:
        gone = before[kind] - wanted[kind]
        TalkLink.objects.filter(talk=talk, **{f"{kind}__in": gone}).delete()
        for pk in sorted(wanted[kind] - before[kind]):
            link: dict[str, Any] = {f"{kind}_id": pk}
            TalkLink.objects.get_or_create(talk=talk, **link)
    audit.record("talks.link", by=by, about=talk, details={f"{kind}s": len(wanted[kind]) for kind in KINDS})


def chosen(talk: Talk, kind: str) -> set[int]:
    """The primary keys of what of the kind belongs to it. One query."""
    rows = TalkLink.objects.filter(talk=talk, **{f"{kind}__isnull": False})
    return set(rows.values_list(f"{kind}_id", flat=True))


def offered(talk: Talk) -> dict[str, Any]:
    """What can be chosen: public, of the discussion's themes or regions, newest first; and what is chosen already."""
    themes, regions = list(talk.themes.all()), list(talk.regions.all())
    meetings = Meeting.objects.public().filter(theme__in=themes).order_by("-starts_at")
    points = Point.objects.published().filter(Q(item__meeting__theme__in=themes) | Q(region__in=regions))
    points = points.filter(carried_from=None).order_by("-item__meeting__starts_at", "pk")
    actions = ActionPoint.objects.public().filter(Q(theme__in=themes) | Q(region__in=regions)).order_by("-due", "pk")
    found = {"meeting": meetings, "point": points, "action": actions}
    keys = {kind: {*rows.values_list("pk", flat=True)[:OFFERED], *chosen(talk, kind)} for kind, rows in found.items()}
    return {
        "meetings": Meeting.objects.filter(pk__in=keys["meeting"]).select_related("kind").order_by("-starts_at"),
        "points": Point.objects.filter(pk__in=keys["point"])
        .select_related("region", "organisation", "item__meeting__kind")
        .order_by("-item__meeting__starts_at", "pk"),
        "actions": ActionPoint.objects.filter(pk__in=keys["action"]).with_row().order_by("-due", "pk"),
    }


@dataclass(frozen=True)
class Linked:
    """What belongs to a discussion, as anybody may read it."""

    meetings: list[Meeting]
    points: list[Raised]
    actions: list[ActionPoint]


def read(talk: Talk) -> Linked | None:
    """The public meetings, the points as the public notes have them, the public action points. At most four queries."""
    links = list(TalkLink.objects.filter(talk=talk))
    if not links:
        return None
    keys = {kind: [pk for one in links if (pk := getattr(one, f"{kind}_id"))] for kind in KINDS}
    meetings = Meeting.objects.public().with_page().filter(pk__in=keys["meeting"]).order_by("starts_at")
    actions = ActionPoint.objects.public().with_row().filter(pk__in=keys["action"]).order_by("due", "pk")
    found = Linked(
        list(meetings) if keys["meeting"] else [],
        notes_reading.in_public_notes(Point.objects.filter(pk__in=keys["point"])) if keys["point"] else [],
        list(actions) if keys["action"] else [],
    )
    return found if found.meetings or found.points or found.actions else None


def talks_of(**about: Any) -> list[Talk]:
    """The public discussions that a meeting, point or action point belongs to (`action=…`). One query."""
    links = TalkLink.objects.filter(**about)
    return list(Talk.objects.public().filter(pk__in=links.values("talk")).newest_first())
