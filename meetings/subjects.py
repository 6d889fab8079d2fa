"""Meetings as what people follow: by choice, or because their seat is invited."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum import clock, dates
from forum.following import Event, Ref, Subject, SubjectKind, events, subjects
from forum.models import Rhythm
from meetings.models import Invitation, Meeting
from regions.models import Mandate
from themes.subjects import theme_ref

LISTED_AFTER = timedelta(days=60)
"""How long after a meeting it is still listed among what somebody follows by their seat."""
ROLES = ("holder", "deputy")
WORDS = {
    "meeting_announced": _("Meeting announced"),
    "meeting_moved": _("Meeting changed"),
    "meeting_cancelled": _("Meeting cancelled"),
    "agenda_published": _("Agenda published"),
    "notes_published": _("Notes published"),
    "notes_corrected": _("Public notes corrected"),
}


def fill() -> None:
    """Puts the meetings and what happens to them on the shelves."""
    kind = SubjectKind(_("Meetings"), find, rhythm=Rhythm.DAILY, by_duty=by_duty, of_duty=of_duty)
    subjects.put("meeting", kind, order=30)
    for code in WORDS:
        events.put(code, Event(in_words(code)))


def in_words(code: str) -> Any:
    """The event's words, whatever the number."""
    return lambda number: str(WORDS[code])


def find(ids: Collection[str], person: Any) -> dict[str, Subject]:
    """The meetings that the person may see."""
    rows = Meeting.objects.visible_to(person).filter(public_id__in=ids).select_related("kind")
    return {one.public_id: subject(one) for one in rows}


def subject(meeting: Meeting) -> Subject:
    """A meeting by its kind and day."""
    name = f"{meeting.kind.name} {dates.numeric(meeting.starts_at)}"
    return Subject(name, reverse("meetings:meeting", args=[meeting.public_id]), dates.as_day(meeting.starts_at))


def by_duty(ids: Collection[str]) -> dict[str, set[int]]:
    """Who holds a seat that each meeting has invited, or stands in for it; and its guests."""
    rows = Invitation.objects.standing().filter(meeting__public_id__in=ids).order_by()
    asked = list(rows.values_list("meeting__public_id", "seat", "guest"))
    seats = {seat for _meeting, seat, _guest in asked if seat}
    held = (
        Mandate.objects.in_force().filter(seat__in=seats, role__in=ROLES).order_by()
        if seats
        else Mandate.objects.none()
    )
    people: dict[int, set[int]] = {}
    for seat, person in held.values_list("seat", "person"):
        people.setdefault(seat, set()).add(person)
    found: dict[str, set[int]] = {}
    for meeting, seat, guest in asked:
        found.setdefault(meeting, set()).update({guest} if guest else people.get(seat, ()))
    return found


def of_duty(person: Any) -> list[str]:
    """The meetings that have invited the person's seat, until two months after them."""
    rows = Invitation.objects.open_to(person).filter(meeting__ends_at__gt=clock.now() - LISTED_AFTER)
    return list(rows.order_by("meeting__starts_at").values_list("meeting__public_id", flat=True).distinct())


def ref(meeting: Meeting) -> Ref:
    """How a meeting is named among what is followed."""
    return "meeting", meeting.public_id


def trail(meeting: Meeting) -> tuple[Ref, ...]:
    """What else a meeting concerns: its theme, and the region that hosts it."""
    host = meeting.host_region
    return (theme_ref(meeting.theme), *([("region", host.code)] if host else []))
