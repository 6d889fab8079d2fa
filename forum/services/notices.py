"""Notices: told of by the service that does a deed, read on the page "What is new"."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce, Greatest

from forum import clock
from forum.following import Ref
from forum.models import Notice, Person
from forum.models.follow import Rhythm
from forum.services import follows, wake_up
from forum.services.verbs import quiet_verb

QUICKEST = (Rhythm.AT_ONCE, Rhythm.DAILY, Rhythm.WEEKLY, Rhythm.NEVER)
AT_ONCE = 500
WRITE = "forum.write_notices"


@quiet_verb
def tell(
    event: str,
    *,
    about: Ref,
    trail: Iterable[Ref] = (),
    by: Person | None,
    group: Ref | None = None,
    facts: dict[str, Any] | None = None,
    not_to: Collection[int] = (),
    only_to: Collection[int] | None = None,
    have_letters: Collection[int] = (),
    at: datetime | None = None,
) -> int:
    """Makes or raises the notice of everybody who follows `about` or anything in `trail`; never that of `by`.

    `group` is the meeting or theme it is listed under (itself when not said). `not_to`, `only_to` and `have_letters`
    are primary keys of people; the last see the notice and are not written to: they have another letter about the
    same. Who may see the thing is asked when the notice is shown and when a letter is written. `at` is when it happened
    (now when not said). Gives how many.
    """
    found = follows.followers([about, *trail])
    leave_out = {*not_to, by.pk if by else 0}
    found = {pk: refs for pk, refs in found.items() if pk not in leave_out and (only_to is None or pk in only_to)}
    living = Person.objects.living().filter(pk__in=found).order_by("pk").values_list("pk", flat=True)
    rhythms = follows.rhythms_of(found) if found else {}
    why = {pk: quickest(pk, found[pk], rhythms) for pk in (living if found else ())}
    if not why:
        return 0
    listed, at = group or about, at or clock.now()
    rows = [_row(event, about, listed, pk, followed, facts or {}, at) for pk, followed in why.items()]
    Notice.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)
    for followed in sorted(set(why.values())):
        people = [pk for pk, ref in why.items() if ref == followed]
        for start in range(0, len(people), AT_ONCE):
            _raise(event, about, people[start : start + AT_ONCE], followed, facts or {}, {*have_letters}, at)
    wake_up.ask_after_commit(WRITE)
    return len(why)


def quickest(person: int, refs: list[Ref], rhythms: dict[tuple[int, str], str]) -> Ref:
    """Of several things that a person follows, the one about which they want to hear soonest."""
    kinds = follows.followed_kinds()
    return min(refs, key=lambda ref: QUICKEST.index(Rhythm(rhythms.get((person, ref[0]), kinds[ref[0]].rhythm))))


def _row(
    event: str, about: Ref, listed: Ref, person: int, followed: Ref, facts: dict[str, Any], at: datetime
) -> Notice:
    """A notice of nothing yet: the event is counted afterwards, once, whether the row is new or not."""
    return Notice(
        person_id=person,
        event=event,
        kind=about[0],
        thing_id=about[1],
        followed_kind=followed[0],
        followed_id=followed[1],
        group_kind=listed[0],
        group_id=listed[1],
        facts=facts,
        first_at=at,
        newest_at=at,
    )


def _raise(
    event: str,
    about: Ref,
    people: list[int],
    followed: Ref,
    facts: dict[str, Any],
    have_letters: set[int],
    at: datetime,
) -> None:
    """Counts the event on each row: of two at once both are counted. A notice that was read begins anew."""
    rows = Notice.objects.filter(event=event, kind=about[0], thing_id=about[1], person__in=people)
    pks = list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))
    was_read = When(read_at__isnull=False, then=Value(at))
    Notice.objects.filter(pk__in=pks).update(
        number=Case(When(read_at__isnull=False, then=Value(1)), default=F("number") + 1),
        first_at=Case(was_read, default=F("first_at")),
        told_at=Case(When(read_at__isnull=False, then=Value(None)), default=F("told_at")),
        untold_since=Case(
            When(person__in=have_letters, then=F("untold_since")), default=Coalesce(F("untold_since"), Value(at))
        ),
        followed_kind=followed[0],
        followed_id=followed[1],
        newest_at=Greatest(F("newest_at"), Value(at)),
        read_at=None,
        facts=facts,
    )


@quiet_verb
def read(person: Person, *, only: Collection[str] | None = None, until: Any = None) -> int:
    """Marks the person's notices as read: those of the public ids, or all whose newest event is not after `until`."""
    rows = Notice.objects.filter(person=person).unread()
    if only is not None:
        rows = rows.filter(public_id__in=only)
    if until is not None:
        rows = rows.filter(newest_at__lte=until)
    return rows.update(read_at=clock.now(), untold_since=None, told_at=None)


@quiet_verb
def seen(person: Person, ref: Ref) -> None:
    """Who does something in a place has read what was new there."""
    rows = Notice.objects.filter(person=person, kind=ref[0], thing_id=ref[1]).unread()
    rows.update(read_at=clock.now(), untold_since=None, told_at=None)


def unread_of(person: Any) -> int:
    """How many the person has not read; from what was loaded with them, or else one query."""
    if not isinstance(person, Person):
        return 0
    if hasattr(person, "unread_notices"):
        return int(person.unread_notices or 0)
    return Notice.objects.filter(person=person).unread().count()
