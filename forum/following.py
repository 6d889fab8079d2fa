"""What can be followed, and what happens to it: two shelves that the floors fill from `AppConfig.ready()`.

A thing is named by its reference, (kind, public id): ("theme", "alke-2020/climate"). Its floor puts the kind on
`subjects`, and each event on `events`; a service that does the deed tells of it (`forum.services.notices.tell`)::

    subjects.put("theme", SubjectKind(_("Themes"), find))
    events.put("brief_published", Event(brief_words))
    notices.tell("brief_published", about=("brief", "x2b4…"), trail=[("theme", "alke-2020/climate")], by=person)
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forum.models.follow import Rhythm
from forum.models.notice import Notice
from forum.shelves import Shelf

Ref = tuple[str, str]


@dataclass(frozen=True)
class Subject:
    """A thing as one person may see it, in the active language. `day` is a meeting's: digests are ordered by it."""

    name: Any
    url: str
    day: date | None = None


@dataclass(frozen=True)
class SubjectKind:
    """A kind of things. `find(ids, person)` gives those of the ids that the person may see, at a constant cost.

    `by_duty(ids)` says who hears of them by a seat: {public id: primary keys of people}; `of_duty(person)` which of
    them that are, to be listed. Kinds that are not `followed` only have notices about them.
    """

    label: Any
    find: Callable[[Collection[str], Any], dict[str, Subject]]
    rhythm: str = Rhythm.WEEKLY
    followed: bool = True
    by_duty: Callable[[Collection[str]], Mapping[str, Collection[int]]] | None = None
    of_duty: Callable[[Any], list[str]] | None = None


@dataclass(frozen=True)
class Latest:
    """What a notice has to show today: how many events still stand, where the newest is, who said what in it.

    `who` and `said` are somebody's own words, in the language `lang`.
    """

    number: int
    url: str = ""
    who: str = ""
    said: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Event:
    """Something that happens. `words(number)` says it, in the active language: "3 new comments".

    `latest(notices, person)` gives by the notice's primary key what still stands; a notice that it leaves out (the only
    comment has been hidden) is not shown. Without it a notice stands as it was.
    """

    words: Callable[[int], Any]
    latest: Callable[[Collection[Notice], Any], dict[int, Latest]] | None = None


subjects: Shelf[SubjectKind] = Shelf("what can be followed or told of, by kind")
events: Shelf[Event] = Shelf("what happens to what is followed, by its code")


@dataclass(frozen=True)
class Known:
    """Things by reference, as one person may see them."""

    things: Mapping[Ref, Subject] = field(default_factory=dict)

    def get(self, ref: Ref) -> Subject | None:
        """The thing, or None when this person may not see it, or it is gone."""
        return self.things.get(ref)


def find(refs: Collection[Ref], person: Any) -> Known:
    """Those of the things that `person` may see: as many questions as there are kinds among them."""
    ids: dict[str, set[str]] = {}
    for kind, public_id in refs:
        ids.setdefault(kind, set()).add(public_id)
    found: dict[Ref, Subject] = {}
    for kind, wanted in ids.items():
        if subjects.has(kind):
            found |= {(kind, public_id): one for public_id, one in subjects.get(kind).find(wanted, person).items()}
    return Known(found)


def kinds_by_default(rhythm: str) -> list[str]:
    """The kinds whose followers are written to so often until they choose otherwise."""
    return [kind for kind, about in subjects.named() if about.rhythm == rhythm]


def words(event: str, number: int) -> str:
    """The event in words, in the active language; its code where no floor knows it any more."""
    return str(events.get(event).words(number)) if events.has(event) else event
