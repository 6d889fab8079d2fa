"""What briefs ask of the coordinator: those that have been confirmed and cannot come out by themselves on their day."""

from datetime import date

from django.conf import settings
from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext as _

from forum.models import Person
from forum.shelves import Task
from meetings.deadlines import AGENDA_OUT
from meetings.services import brief_days
from themes.models import Brief
from themes.services import brief_content, brief_gaps


def confirmed_briefs_wait() -> Exists:
    """Whether any confirmed brief waits for its day: asked in the same query as the signed-in person."""
    return Exists(brief_days.waiting())


def lacking(brief: Brief) -> str:
    """The required languages, by their own names, that some text of the brief lacks; empty when all is there."""
    missing = {name for gap in brief_gaps.of(brief_content.written(brief)) for name in gap.languages}
    return ", ".join(name for name in settings.LANGUAGE_NAMES.values() if name in missing)


def days() -> dict[Brief, date]:
    """The confirmed briefs that wait, each with its day: the first of its meetings' days. Two queries."""
    rows = brief_days.waiting().select_related("meeting__cycle", "brief__series")
    found: dict[Brief, date] = {}
    for row in rows.prefetch_related("brief__blocks__indicator", "brief__blocks__organisation"):
        day = row.meeting.deadline(AGENDA_OUT)
        found[row.brief] = min(day, found.get(row.brief, day))
    return found


def tasks(person: Person) -> list[Task]:
    """For those who write briefs: what cannot be published by itself. No query unless a confirmed brief waits."""
    if not getattr(person, "confirmed_briefs_wait", True) or not person.has_perm("themes.write_brief"):
        return []
    return [task(brief, day, names) for brief, day in days().items() if (names := lacking(brief))]


def task(brief: Brief, day: date, names: str) -> Task:
    """One brief that lacks a required language."""
    text = _("It lacks a text in a required language: %(languages)s. Translate it, or publish it with a reason.")
    return Task(
        title=_("A confirmed brief is not published by itself: %(title)s") % {"title": brief.title},
        text=text % {"languages": names},
        url=reverse("themes:brief_editor", args=[brief.public_id]),
        verb=_("Open the brief"),
        due=day,
        kind="brief",
    )
