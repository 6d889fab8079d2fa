"""The agenda's verbs: items follow each other, and their times follow from their lengths."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import F, Max, ProtectedError
from django.utils.translation import gettext as _

from forum import clock, dates
from forum.models import Person
from forum.services import audit
from forum.services.verbs import verb
from forum.texts import LocalText
from meetings.models import AgendaItem, Meeting, Paper, Point
from meetings.services import action_items, telling
from themes.models import Thread
from themes.services.clash import Clash

FIELDS = (
    "title_fi",
    "title_sv",
    "title_en",
    "summary_fi",
    "summary_sv",
    "summary_en",
    "minutes",
    "is_break",
    "presenter",
    "presenter_text",
)


@dataclass
class Row:
    """An item of the agenda with its number (breaks have none) and computed time; a page adds its `talk` and papers."""

    item: AgendaItem
    number: int | None
    starts_at: datetime
    ends_at: datetime
    talk: Any = None
    papers: Sequence[Any] = ()

    @property
    def presenter(self) -> str:
        """Who presents, in words; nothing when nobody has been named. A title is in the person's language."""
        person = self.item.presenter
        if person is None:
            return self.item.presenter_text
        said = person.title.lower() in person.name.lower()
        words = person.name if said else f"{person.name}, {person.title}"
        return words if said else LocalText(words, person.language, person.language != dates.active())


def timed(meeting: Meeting, **also: Any) -> list[Row]:
    """The meeting's agenda, each item with number and time, annotated with what is `also` asked. One query."""
    rows, at, number = [], meeting.starts_at, 0
    items = meeting.agenda_items.select_related("presenter", "thread").annotate(**also)
    for item in items.order_by("position"):
        number += not item.is_break
        ends_at = at + timedelta(minutes=item.minutes)
        rows.append(Row(item, None if item.is_break else number, at, ends_at))
        at = ends_at
    return rows


def overrun(meeting: Meeting, rows: list[Row]) -> int:
    """Minutes by which the agenda runs past the meeting's end; negative when time is left, 0 without items."""
    return round((rows[-1].ends_at - meeting.ends_at).total_seconds() / 60) if rows else 0


def mark(item: AgendaItem) -> str:
    """A short mark of the item's present text: two coordinators who edit at once are told apart by it."""
    said = [str(getattr(item, f"{name}_id" if name == "presenter" else name)) for name in FIELDS]
    return sha256("\0".join(said).encode()).hexdigest()[:16]


@verb
def add(meeting: Meeting, *, by: Person | None, **values: Any) -> AgendaItem:
    """Adds an item at the end, with a thread of its own unless it is a break."""
    lock(meeting)
    last = meeting.agenda_items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem(meeting=meeting, position=last + 1, **values)
    _with_thread(item)
    item.save()
    audit.record("agenda.add", by=by, about=item, details={"meeting": str(meeting)})
    if item.position == 1:
        action_items.put_when_due(meeting)
    return item


@verb
def change(item: AgendaItem, *, by: Person, seen: str, **values: Any) -> AgendaItem:
    """Changes the item as it was `seen` (its mark). Raises Clash when somebody changed it since."""
    lock(item.meeting)
    now = AgendaItem.objects.select_related("meeting", "presenter").get(pk=item.pk)
    if mark(now) != seen:
        raise Clash(now)
    details = audit.changes(now, values)
    for name, value in values.items():
        setattr(now, name, value)
    _with_thread(now)
    now.save()
    audit.record("agenda.change", by=by, about=now, details=details)
    return now


@verb
def move(item: AgendaItem, *, up: bool, by: Person) -> bool:
    """Moves the item one place up or down; False when it is already first or last."""
    lock(item.meeting)
    item.refresh_from_db()
    return place(item, position=item.position + (-1 if up else 1), by=by)


@verb
def place(item: AgendaItem, *, position: int, by: Person) -> bool:
    """Puts the item at the position, counted from 1 with the breaks, or as near as there is; False when it is there.

    Those between move by one.
    """
    lock(item.meeting)
    item.refresh_from_db()
    items, here = item.meeting.agenda_items, item.position
    there = min(max(position, 1), items.aggregate(last=Max("position"))["last"])
    if there == here:
        return False
    items.filter(pk=item.pk).update(position=0)
    between = items.filter(position__gt=here, position__lte=there).order_by("position")
    step = -1
    if there < here:
        between, step = items.filter(position__gte=there, position__lt=here).order_by("-position"), 1
    for pk in list(between.values_list("pk", flat=True)):
        AgendaItem.objects.filter(pk=pk).update(position=F("position") + step)
    items.filter(pk=item.pk).update(position=there)
    audit.record("agenda.move", by=by, about=item, details={"position": [here, there]})
    return True


@verb
def remove(item: AgendaItem, *, by: Person) -> None:
    """Removes the item, with points that were carried to it and are as they came.

    Refused when somebody has spoken about it, or anything was made for it: nothing disappears.
    """
    lock(item.meeting)
    if has_comments(item):
        raise ValidationError(
            _("This item has been commented on, so it stays. Change its text instead."), code="has_comments"
        )
    audit.record("agenda.remove", by=by, about=item, details={"title_fi": item.title_fi, "title_sv": item.title_sv})
    meeting, position, thread = item.meeting, item.position, item.thread
    Point.everything.filter(item=item, carried_from__isnull=False, revision=1).delete()
    Paper.objects.filter(item=item).exclude(removed_at=None).update(item=None)
    try:
        item.delete()
    except ProtectedError as error:
        message = _("Notes, points, papers or action points belong to this item, so it stays. Change its text instead.")
        raise ValidationError(message, code="used") from error
    if thread is not None:
        thread.delete()
    for later in meeting.agenda_items.filter(position__gt=position).order_by("position"):
        AgendaItem.objects.filter(pk=later.pk).update(position=F("position") - 1)


def has_comments(item: AgendaItem) -> bool:
    """Whether anybody has said anything about the item."""
    return bool(item.thread and item.thread.comments.exists())


@verb
def publish(meeting: Meeting, *, by: Person | None) -> None:
    """Makes the agenda public. Refused without items, or when a title lacks one of the profile's required languages."""
    items = list(meeting.agenda_items.all())
    if not items:
        raise ValidationError(_("The agenda has no items yet. Add the first one."), code="empty")
    missing = [
        f"{item.position}. {item.title} ({code})"
        for item in items
        for code in settings.PROFILE["required_languages"]
        if not getattr(item, f"title_{code}")
    ]
    if missing:
        message = _("The agenda cannot be published: a title is missing in a required language: %(items)s.")
        raise ValidationError(message % {"items": ", ".join(missing)}, code="languages")
    now = clock.now()
    if Meeting.objects.filter(pk=meeting.pk, agenda_published_at=None).update(agenda_published_at=now):
        meeting.agenda_published_at = now
        audit.record("agenda.publish", by=by, about=meeting)
        telling.tell(meeting, "agenda_published", by=by, have_letters=telling.invited(meeting))


def _with_thread(item: AgendaItem) -> None:
    """What is not a break can be discussed."""
    if not item.is_break and item.thread is None:
        item.thread = Thread.objects.create(about=f"{item.meeting}: {item.title}"[:300])


def lock(meeting: Meeting) -> None:
    """Two who change one agenda at once wait for each other."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
