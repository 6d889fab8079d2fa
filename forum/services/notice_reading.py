"""Notices as one person may see them today: each with its thing, grouped by meeting or theme, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forum import following
from forum.following import Known, Latest, Ref, Subject
from forum.models import Notice


@dataclass(frozen=True)
class Shown:
    """A notice with its thing, in the active language. `followed` is what the person follows, if it is another."""

    notice: Notice
    subject: Subject
    latest: Latest
    followed: Subject | None = None

    @property
    def words(self) -> str:
        """What has happened: "3 new comments"."""
        return following.words(self.notice.event, self.latest.number)

    @property
    def url(self) -> str:
        """Where the newest of it is."""
        return self.latest.url or self.subject.url


@dataclass(frozen=True)
class Group:
    """What is new about one meeting or theme."""

    ref: Ref
    subject: Subject
    items: list[Shown] = field(default_factory=list)

    @property
    def day(self) -> date | None:
        """The meeting's day."""
        return self.subject.day

    @property
    def unread(self) -> bool:
        """Whether anything in it is unread."""
        return any(one.notice.read_at is None for one in self.items)

    @property
    def speaks_of_itself(self) -> bool:
        """Whether all of it is about the group's own thing."""
        return all(one.notice.subject == self.ref for one in self.items)


def visible(notices: Iterable[Notice], person: Any) -> list[Shown]:
    """Those that the person may see and that still say something, in the same order. Queries: one or two a kind."""
    rows = list(notices)
    known = following.find({ref for one in rows for ref in (one.subject, one.followed)}, person)
    latest = standing([one for one in rows if known.get(one.subject)], person)
    return [shown(one, known, latest[one.pk]) for one in rows if one.pk in latest]


def shown(notice: Notice, known: Known, latest: Latest) -> Shown:
    """One notice whose thing is known."""
    subject = known.get(notice.subject)
    assert subject
    return Shown(notice, subject, latest, known.get(notice.followed))


def standing(notices: list[Notice], person: Any) -> dict[int, Latest]:
    """What still stands of each notice; those of which nothing does are left out."""
    found: dict[int, Latest] = {}
    for event, about in following.events.named():
        of_event = [one for one in notices if one.event == event]
        if of_event and about.latest:
            found |= about.latest(of_event, person)
        else:
            found |= {one.pk: Latest(one.number) for one in of_event}
    return found


def grouped(items: Iterable[Shown], person: Any) -> list[Group]:
    """By meeting or theme, in the order of each group's first item; a group that may not be seen is the thing's own."""
    listed = list(items)
    known = following.find({one.notice.group for one in listed}, person)
    groups: dict[Ref, Group] = {}
    for one in listed:
        head = known.get(one.notice.group)
        ref = one.notice.group if head else one.notice.subject
        groups.setdefault(ref, Group(ref, head or one.subject)).items.append(one)
    return list(groups.values())


def by_deadline(groups: Iterable[Group], today: date) -> list[Group]:
    """For letters: first the meetings to come, soonest first; then everything else in its order."""

    def place(group: Group) -> tuple[bool, date]:
        coming = group.day is not None and group.day >= today
        return not coming, group.day if coming and group.day else date.max

    return sorted(groups, key=place)


def newest(person: Any, number: int) -> list[Shown]:
    """The person's newest unread notices."""
    return visible(Notice.objects.filter(person=person).unread().newest_first()[:number], person)
