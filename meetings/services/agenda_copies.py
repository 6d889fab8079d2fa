"""Copies in agendas: an item once more, and another meeting's agenda as the beginning of this one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from forum import dates
from forum.models import Person
from forum.services import audit
from forum.services.verbs import verb
from meetings.models import AgendaItem, Meeting
from meetings.services import agenda


@verb
def duplicate(item: AgendaItem, *, by: Person) -> AgendaItem:
    """The item once more, right after it, with a discussion of its own; papers and notes are not copied."""
    agenda.lock(item.meeting)
    item.refresh_from_db()
    made = agenda.add(item.meeting, by=by, **said_by(item))
    agenda.place(made, position=item.position + 1, by=by)
    audit.record("agenda.duplicate", by=by, about=made, details={"copied_from": item.title})
    return made


@verb
def copy(meeting: Meeting, *, source: Meeting, by: Person) -> list[AgendaItem]:
    """The other meeting's items at the end of this agenda. What stands on agendas by itself is not copied.

    Raises ValidationError when there is nothing to copy.
    """
    agenda.lock(meeting)
    items = source.agenda_items.filter(purpose="").select_related("presenter").order_by("position")
    made = [agenda.add(meeting, by=by, **said_by(item)) for item in items]
    if not made:
        raise ValidationError(_("That meeting has no agenda to copy."), code="empty")
    audit.record("agenda.copy", by=by, about=meeting, details={"copied_from": str(source), "items": len(made)})
    return made


def said_by(item: AgendaItem) -> dict[str, Any]:
    """What is copied of an item; a presenter who has left is not."""
    values = {name: getattr(item, name) for name in agenda.FIELDS}
    if item.presenter and not (item.presenter.is_active and item.presenter.anonymised_at is None):
        values["presenter"] = None
    return values


def sources(meeting: Meeting) -> QuerySet[Meeting]:
    """The meetings whose agenda can be copied: newest first."""
    has_items = Exists(AgendaItem.objects.filter(meeting=OuterRef("pk"), purpose=""))
    found = Meeting.objects.filter(has_items).exclude(pk=meeting.pk).select_related("kind", "theme", "round__cycle")
    return found.order_by("-starts_at")


def called(meeting: Meeting) -> str:
    """How a meeting is named among others: kind, day, theme."""
    return f"{meeting.kind.name} {dates.numeric(meeting.starts_at)}: {meeting.theme.name}"
