"""What a person's own calendar feed holds: the meetings they are invited to, and what waits for them by a day."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language_from_path

from forum import clock
from forum.dates import as_day
from forum.models import Person
from forum.services import desk
from forum.shelves import Task
from meetings.models import Invitation
from meetings.services import own_meetings

FEED = "my-meetings"
PAST = timedelta(days=366)


@dataclass(frozen=True)
class Deadline:
    """A task of the person's desk on its day; `uid` stays while the task does."""

    day: date
    task: Task
    uid: str


def invitations(person: Person) -> list[Invitation]:
    """The person's meetings by time, cancelled ones too, from a year ago on. At most two queries.

    Of coming ones those of seats they hold today, of seats they have been asked to stand in for, and as a guest; of
    past ones those that asked them last. Whoever leaves a seat thus loses its coming meetings at once.
    """
    held = own_meetings.seats_held(person)
    turn = Q(seat__in=held) | Q(guest=person) | Q(person=person, seat__in=own_meetings.seats_of(person))
    now = clock.now()
    coming = Q(meeting__ends_at__gt=now) & turn
    past = Q(meeting__ends_at__lte=now, meeting__ends_at__gte=now - PAST, person=person)
    found = Invitation.objects.standing().exclude(sent_at=None).exclude(state="lapsed").filter(coming | past)
    return list(found.with_board().order_by("meeting__starts_at", "pk"))


def deadlines(person: Person) -> Iterator[Deadline]:
    """What waits on the person's desk by a day. The desk's queries."""
    seen: Counter[str] = Counter()
    for task in desk.tasks_of(person):
        if task.due:
            known = f"{task.kind}:{without_language(task.url)}"
            seen[known] += 1
            yield Deadline(as_day(task.due), task, uid(f"{person.public_id}:{known}:{seen[known]}"))


def without_language(path: str) -> str:
    """The page's address without its language: the same task has one name in all of them."""
    return path[len(f"/{code}") :] if (code := get_language_from_path(path)) else path


def uid(known: str) -> str:
    """A name that tells nothing of the task's address."""
    return f"{sha256(known.encode()).hexdigest()[:32]}@{settings.MAIL_DOMAIN}"
