"""Feedback from anybody: delivered to the coordinators as a letter, and on their desk until it has been answered."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Subquery, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum import clock
from forum.models import Feedback, Person, StaffRole
from forum.rules import is_coordinator
from forum.services import audit, letters
from forum.services.verbs import quiet_verb
from forum.shelves import Task

ANSWER_WITHIN = timedelta(days=14)


class NobodyToRead(Exception):
    """There is no coordinator whom a letter could reach."""


def readers() -> list[Person]:
    """The coordinators in office whom a letter can reach."""
    in_office = StaffRole.objects.current().filter(kind="coordinator").values("person")
    return list(Person.objects.reachable().filter(pk__in=in_office))


@quiet_verb
def give(*, about: str, message: str, page: str, email: str, language: str) -> str:
    """Writes to every coordinator and returns the reference number. Raises NobodyToRead."""
    coordinators = readers()
    if not coordinators:
        raise NobodyToRead
    answer_by = clock.today() + ANSWER_WITHIN
    given = Feedback.objects.create(
        about=about, message=message, page=page, email=email, language=language, answer_by=answer_by
    )
    reference = given.public_id
    facts = {
        "reference": reference,
        "about": about,
        "message": message,
        "page": page,
        "email": email,
        "language_of_feedback": language,
        "answer_by": answer_by.isoformat(),
    }
    for person in coordinators:
        letters.write(key=f"feedback:{reference}:{person.public_id}", kind="feedback", person=person, facts=facts)
    return reference


@quiet_verb
def mark_answered(given: Feedback, *, by: Person) -> None:
    """Says that the feedback has been answered; of two who say so at once the first counts."""
    open_ones = Feedback.objects.filter(pk=given.pk, answered_at=None)
    if open_ones.update(answered_at=clock.now(), answered_by=by):
        audit.record("feedback.answered", by=by, about=given)
    given.refresh_from_db()


FACTS = ("feedback_waiting", "feedback_due")


def fact(name: str) -> Subquery:
    """How much waits for an answer, or until when: asked in the same query as the signed-in person."""
    waiting = Feedback.objects.waiting()
    if name == "feedback_due":
        return Subquery(waiting.values("answer_by")[:1])
    return Subquery(waiting.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n"))


def tasks(person: Any) -> list[Task]:
    """What waits for an answer is the coordinators' to give; overdue it says so."""
    if not is_coordinator(person):
        return []
    count, due = known_of(person)
    if not count or due is None:
        return []
    late = due < clock.today()
    title = ngettext(
        "%(count)s feedback waits for an answer", "%(count)s pieces of feedback wait for an answer", count
    ) % {"count": count}
    return [
        Task(
            title=title,
            text=_("It is overdue: an answer is due within fourteen days.")
            if late
            else _("Answer within fourteen days."),
            url=reverse("forum:feedback_list"),
            verb=_("Look at the feedback"),
            due=due,
            kind="feedback",
        )
    ]


def known_of(person: Any) -> tuple[int, date | None]:
    """How much waits and until when: from the facts that came with the person, or else from the database."""
    if hasattr(person, "feedback_due"):
        return person.feedback_waiting or 0, person.feedback_due
    waiting = list(Feedback.objects.waiting())
    return len(waiting), waiting[0].answer_by if waiting else None
