"""Open action points on agendas: the next meeting on their theme gets an item for them by itself, once.

The item lists them as they stand when it is read. A coordinator who removes it has decided: it comes back only by hand.
"""

from django.db.models import F

from forum.models import Person
from forum.services import audit
from forum.services.verbs import verb
from meetings.models import ActionPoint, ActionsPlaced, AgendaItem, Meeting
from themes.models import Thread

TITLES = {
    "title_fi": "Teeman avoimet toimenpiteet",
    "title_sv": "Temats öppna åtgärder",
    "title_en": "Open action points of the theme",
}
MINUTES = 10
REGIONAL = ("officials", "politicians")
PURPOSE = AgendaItem.Purpose.ACTION_POINTS


def open_for(meeting: Meeting) -> list[ActionPoint]:
    """What the item lists: public action points that earlier meetings on the theme left open. One query."""
    return list(ActionPoint.objects.public().standing_before(meeting).with_row().order_by("due", "pk"))


@verb
def put(meeting: Meeting, *, by: Person | None) -> AgendaItem | None:
    """Puts the item on the agenda by hand, also after it was removed; None when it is there."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.agenda_items.filter(purpose=PURPOSE).exists():
        return None
    ActionsPlaced.objects.get_or_create(meeting=meeting)
    item = _insert(meeting)
    audit.record("agenda.add", by=by, about=item, details={"meeting": str(meeting)})
    return item


@verb
def put_when_due(meeting: Meeting) -> AgendaItem | None:
    """Puts the item on the agenda when there is something to list, the meeting is the theme's next, and it was not
    put there before.
    """
    if not is_next(meeting) or ActionsPlaced.objects.filter(meeting=meeting).exists():
        return None
    if not meeting.agenda_items.exists() or not open_for(meeting):
        return None
    return put(meeting, by=None)


def put_all_due() -> int:
    """The same for all coming meetings; gives how many agendas got the item."""
    waiting = Meeting.objects.coming().filter(kind__level__in=REGIONAL, theme__in=_open_themes())
    waiting = waiting.exclude(pk__in=ActionsPlaced.objects.values("meeting"))
    return sum(put_when_due(meeting) is not None for meeting in waiting.select_related("kind", "theme"))


def _open_themes() -> list[int]:
    """The themes that have open public action points."""
    found = ActionPoint.objects.public().unfinished().order_by().values_list("theme", flat=True).distinct()
    return list(found)


def is_next(meeting: Meeting) -> bool:
    """Whether it is the next meeting of officials or politicians on its theme."""
    coming = Meeting.objects.coming().filter(kind__level__in=REGIONAL, theme=meeting.theme_id)
    return coming.values_list("pk", flat=True).first() == meeting.pk


def _insert(meeting: Meeting) -> AgendaItem:
    """Second on an agenda in the making; last on a public one, whose numbers people may have written down."""
    items = meeting.agenda_items.order_by("-position")
    last = items.values_list("position", flat=True).first() or 0
    position = last + 1 if meeting.agenda_published_at else min(last + 1, 2)
    for pk in list(items.filter(position__gte=position).values_list("pk", flat=True)):
        AgendaItem.objects.filter(pk=pk).update(position=F("position") + 1)
    thread = Thread.objects.create(about=f"{meeting}: {TITLES['title_fi']}"[:300])
    values = {"minutes": MINUTES, "purpose": PURPOSE, "thread": thread, **TITLES}
    return AgendaItem.objects.create(meeting=meeting, position=position, **values)
