"""What notes ask of a person: to check them, to answer remarks, to confirm and publish, to answer points."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum import clock, dates
from forum.models import Person
from forum.rules import is_coordinator
from forum.shelves import Task
from meetings.deadlines import NOTES_PUBLISHED
from meetings.models import Meeting, Notes, Point
from meetings.rules import organisations_of
from meetings.services import notes_links


def notes_are_open() -> Exists:
    """Whether any notes are on their way: asked in the same query as the signed-in person, to spare the others."""
    return Exists(Notes.objects.open())


def points_wait() -> Exists:
    """Whether any point waits for an answer, or any answer for its translation."""
    return Exists(waiting_points() | untranslated())


def waiting_points() -> Any:
    """Points that somebody has to answer now: the notes they are in have left the secretariat."""
    return Point.objects.unanswered().told()


def untranslated() -> Any:
    """Points whose answer readers cannot see before it is there in every required language."""
    return Point.objects.untranslated().told()


def tasks(person: Person) -> list[Task]:
    """What waits for the person. No query unless notes are open or points wait."""
    found: list[Task] = []
    if getattr(person, "notes_are_open", True):
        found += [*_to_check(person), *(_to_finish() if is_coordinator(person) else [])]
    if getattr(person, "points_wait", True):
        found += [*_to_answer(person), *(_unanswered() if is_coordinator(person) else [])]
    return found


def _to_check(person: Person) -> Iterator[Task]:
    """Notes in checking of the meetings to which the person was invited."""
    asked = notes_links.invited().filter(notes_links.own(person), meeting__notes__in=Notes.objects.in_checking())
    meetings = {one.meeting_id: one.meeting for one in asked.select_related("meeting__notes")}
    for meeting in meetings.values():
        yield Task(
            title=_("Check the notes: %(meeting)s") % {"meeting": named(meeting)},
            text=_(
                "Read what was written, and remark on what is wrong or missing. No answer means that they are right."
            ),
            url=reverse("meetings:notes_to_check", args=[meeting.public_id]),
            verb=_("Read and remark"),
            due=meeting.notes.checking_until,  # type: ignore[attr-defined]
            kind="notes",
        )


def named(meeting: Meeting) -> str:
    """Officials' meeting 12.3.2027."""
    return f"{meeting.kind.name} {dates.numeric(meeting.starts_at)}"


def _to_finish() -> Iterator[Task]:
    """For the coordinator: remarks without an answer, checking that is over, confirmed notes that are not public."""
    unanswered = Count("sections__remarks", filter=Q(sections__remarks__answered_at=None))
    found = Notes.objects.open().annotate(unanswered=unanswered)
    for notes in found.select_related("meeting__kind", "meeting__cycle"):
        title, due = _next_act(notes, notes.unanswered)
        if title:
            yield Task(
                title=f"{title}: {named(notes.meeting)}",
                text="",
                url=reverse("meetings:notes", args=[notes.meeting.public_id]),
                verb=_("Open the notes"),
                due=due,
                kind="notes_work",
            )


def _next_act(notes: Notes, unanswered: int) -> tuple[str, Any]:
    """What the notes wait for from the coordinator, and by when."""
    due = notes.meeting.deadline(NOTES_PUBLISHED)
    if unanswered:
        words = ngettext("Answer %(n)s remark on the notes", "Answer %(n)s remarks on the notes", unanswered)
        return words % {"n": unanswered}, due
    if notes.state == "confirmed":
        return _("Publish the confirmed notes"), due
    return ("", None) if notes.takes_remarks else (_("Confirm the checked notes"), due)


def _to_answer(person: Person) -> Iterator[Task]:
    """The points that wait for the person's organisations."""
    bodies = organisations_of(person)
    for point in waiting_points().filter(answers_by__in=bodies).with_words() if bodies else []:
        yield Task(
            title=_("Answer a point: %(text)s") % {"text": str(point)[:120]},
            text=", ".join(filter(None, [point.raised_by, point.raised_as])),
            url=reverse("meetings:point_answer", args=[point.public_id]),
            verb=_("Answer"),
            due=point.answer_due,
            kind="point",
        )


def _unanswered() -> Iterator[Task]:
    """For the coordinator: points that wait for ministries, all together, and how many are overdue."""
    due = list(waiting_points().order_by("answer_due").values_list("answer_due", flat=True))
    late = sum(day < clock.today() for day in due)
    if due:
        words = ngettext("%(n)s point waits for an answer", "%(n)s points wait for an answer", len(due))
        overdue = ngettext("%(n)s is overdue.", "%(n)s are overdue.", late) % {"n": late} if late else ""
        yield Task(
            title=words % {"n": len(due)},
            text=overdue,
            url=reverse("meetings:points"),
            verb=_("Look at the points"),
            due=due[0],
            kind="points",
        )
    if lacking := untranslated().count():
        words = ngettext("%(n)s answer waits for its translation", "%(n)s answers wait for their translation", lacking)
        yield Task(
            title=words % {"n": lacking},
            text=_("Readers see an answer once it is there in every required language."),
            url=reverse("meetings:points") + "?state=untranslated",
            verb=_("Look at the answers"),
            kind="points",
        )
