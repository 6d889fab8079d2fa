"""Points: what regions and members raised, in order; and the ministries' answers to them (product rule 9)."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from forum import clock
from forum.models import Person
from forum.services import audit
from forum.services.verbs import quiet_verb, verb
from forum.texts import LANGUAGES
from meetings.models import AgendaItem, Point
from meetings.services import notes, ordering, saving
from meetings.services.saving import Saved, Seen

TEXTS = tuple(f"text_{code}" for code in LANGUAGES)
REMOVED = "removed"
ANSWERS = tuple(f"answer_{code}" for code in LANGUAGES)


@quiet_verb
def add(item: AgendaItem, *, by: Person | None, **values: Any) -> Point:
    """Adds a point at the end of the item's points; the same form sent twice adds it once. Raises ValidationError."""
    notes.refuse_unless_writable(notes.locked(item.meeting), item.meeting)
    check(values)
    same = Point.objects.filter(item=item, carried_from=None, **values).first()
    if same:
        return same
    last = Point.everything.filter(item=item).aggregate(last=Max("position"))["last"] or 0
    point = Point.objects.create(item=item, position=last + 1, **values)
    saving.begin(point, by=by)
    audit.record("points.add", by=by, about=point, details={"item": str(item)})
    return point


def check(values: Mapping[str, Any]) -> None:
    """Raises ValidationError, by field, with what speaks against a point."""
    if not any(values.get(name) for name in TEXTS):
        raise ValidationError(
            {f"text_{settings.LANGUAGE_CODE}": _("Write the point in at least one language.")}, code="empty"
        )
    if values.get("to_ministry") and not values.get("answers_by"):
        raise ValidationError({"answers_by": _("Choose who answers.")}, code="who")
    if values.get("to_ministry") and not values.get("answer_due"):
        raise ValidationError({"answer_due": _("Say by when the answer is due.")}, code="when")


@quiet_verb
def change(point: Point, *, by: Person, typed: Mapping[str, Any], seen: Seen, over: int = -1) -> Saved:
    """Saves what was typed of the point, part by part; see saving.save. Raises ValidationError.

    A point that somebody has removed meanwhile is a clash too; saved all the same, it is put back.
    """
    notes.refuse_unless_writable(notes.locked(point.item.meeting), point.item.meeting)
    check(typed)
    now = locked(point)
    if now.removed_at and over != now.revision:
        return saving.refuse(now, REMOVED, by=by, typed=typed, seen=seen)
    if now.removed_at:
        Point.everything.filter(pk=now.pk).update(removed_at=None)
        audit.record("points.put_back", by=by, about=now)
    saved = saving.save(now, by=by, typed=typed, seen=seen, over=over)
    if saved.wrote:
        audit.record("points.change", by=by, about=saved.row, details={"revision": saved.row.revision})
    return saved


def locked(point: Point) -> Point:
    """The point as it is now; two who change it at once wait for each other."""
    return Point.everything.select_for_update().get(pk=point.pk)


@quiet_verb
def move(point: Point, *, up: bool, by: Person) -> bool:
    """Moves the point one place up or down among its item's; False when it is already first or last."""
    notes.refuse_unless_writable(notes.locked(point.item.meeting), point.item.meeting)
    moved = ordering.step(Point.objects.filter(item=point.item_id), point.pk, up=up)
    if moved:
        audit.record("points.move", by=by, about=point, details={"position": moved})
    return bool(moved)


@quiet_verb
def remove(point: Point, *, by: Person) -> None:
    """Takes the point out of the notes; its row stays. Refused once a ministry has answered it."""
    notes.refuse_unless_writable(notes.locked(point.item.meeting), point.item.meeting)
    if locked(point).answered_at:
        raise ValidationError(_("This point has been answered, so it stays. Change its text instead."), code="answered")
    if Point.objects.filter(pk=point.pk).update(removed_at=clock.now()):
        audit.record("points.remove", by=by, about=point, details={name: getattr(point, name) for name in TEXTS})


@verb
def answer(point: Point, *, by: Person, typed: Mapping[str, str], seen: Seen, over: int = -1) -> Saved:
    """Answers the point with reasons, or corrects the answer. Raises ValidationError.

    Readers see it once the notes are public and it is there in every required language.
    """
    now = locked(point)
    if not now.to_ministry or now.removed_at:
        raise ValidationError(_("This point is not waiting for a ministry's answer."), code="no_duty")
    if not any(typed.get(name) for name in ANSWERS):
        raise ValidationError(
            {f"answer_{settings.LANGUAGE_CODE}": _("Write the answer in at least one language.")}, code="empty"
        )
    first = now.answered_at is None
    when = {"answered_at": clock.now(), "answered_by": by} if first else {"answer_changed_at": clock.now()}
    saved = saving.save(now, by=by, typed={name: typed.get(name, "") for name in ANSWERS}, seen=seen, over=over, **when)
    if saved.wrote and first:
        audit.record("points.answer", by=by, about=saved.row)
    elif saved.wrote:
        audit.record("points.correct_answer", by=by, about=saved.row)
    return saved
