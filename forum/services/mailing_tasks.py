"""What mass letters wait for on the secretariat's desks: a second person, or somebody to see that they were missed."""

from django.db.models import Exists, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from forum.models import Mailing, Person
from forum.rules import is_coordinator, is_staff
from forum.shelves import Task


def waits() -> Exists:
    """Whether any mass letter waits or was missed: asked in the same query as the signed-in person."""
    return Exists(Mailing.objects.filter(state__in=["waiting", "missed"]))


def tasks(person: Person) -> list[Task]:
    """Letters to release as the second person; for coordinators those that were missed. One query, if any wait."""
    if not is_staff(person) or not getattr(person, "mailings_wait", True):
        return []
    for_me = Q(state="waiting") & ~Q(released_by=person)
    if is_coordinator(person):
        for_me |= Q(state="missed")
    return [task(mailing) for mailing in Mailing.objects.filter(for_me).defer("texts", "facts", "audience")]


def task(mailing: Mailing) -> Task:
    """One of them."""
    missed = mailing.state == "missed"
    return Task(
        title=_("A letter to many was not sent") if missed else _("A letter to many waits for a second person"),
        text=str(mailing.name),
        url=reverse("forum:mailing", args=[mailing.public_id]),
        verb=_("Look at it"),
        due=mailing.send_at,
        kind="mailing",
    )
