"""Following: chosen with a button, begun by taking part, or by a seat; how often one is written to about it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum import clock, following
from forum.following import Ref, Subject
from forum.models import Follow, FollowRhythm, Person
from forum.models.follow import Rhythm
from forum.services.verbs import quiet_verb


class NotFollowed(Exception):
    """There is no such thing, this person may not see it, or it cannot be followed."""


@quiet_verb
def follow(person: Person, ref: Ref) -> Subject:
    """The person wants to hear of it. Gives what it is. Raises NotFollowed."""
    found = seen(person, ref)
    kind, public_id = ref
    chosen = {"wanted": True, "chosen": True, "since": clock.now()}
    Follow.objects.update_or_create(person=person, kind=kind, public_id=public_id, defaults=chosen)
    forget_known(person)
    return found


@quiet_verb
def stop(person: Person, ref: Ref) -> None:
    """The person does not want to hear of it any more, whatever their seat says. Stopping twice is harmless."""
    kind, public_id = ref
    if not following.subjects.has(kind) or not following.subjects.get(kind).followed:
        raise NotFollowed(ref)
    known = Follow.objects.filter(person=person, kind=kind, public_id=public_id)
    if known.exists() or person.pk in by_duty([ref]).get(ref, ()):
        refused = {"wanted": False, "since": clock.now()}
        Follow.objects.update_or_create(person=person, kind=kind, public_id=public_id, defaults=refused)
    forget_known(person)


@quiet_verb
def begin(person: Person, ref: Ref) -> None:
    """Who takes part hears of it, unless they have said that they do not want to."""
    kind, public_id = ref
    Follow.objects.get_or_create(person=person, kind=kind, public_id=public_id, defaults={"chosen": False})
    forget_known(person)


@quiet_verb
def choose(person: Person, rhythms: Mapping[str, str]) -> None:
    """Keeps how often the person is written to, for those kinds only that are named. Raises ValidationError."""
    for kind, rhythm in rhythms.items():
        if kind not in followed_kinds() or rhythm not in Rhythm.values:
            raise ValidationError(_("Choose one of the choices."))
        FollowRhythm.objects.update_or_create(person=person, kind=kind, defaults={"rhythm": rhythm})


def followed_kinds() -> dict[str, following.SubjectKind]:
    """The kinds that can be followed, in order."""
    return {kind: about for kind, about in following.subjects.named() if about.followed}


def seen(person: Person, ref: Ref) -> Subject:
    """The thing, if it can be followed and the person may see it. Raises NotFollowed."""
    found = following.find([ref], person).get(ref) if ref[0] in followed_kinds() else None
    if found is None:
        raise NotFollowed(ref)
    return found


def rhythms_of(people: Collection[int]) -> dict[tuple[int, str], str]:
    """What they have chosen: {(person's primary key, kind): rhythm}. One query."""
    rows = FollowRhythm.objects.filter(person__in=people).values_list("person_id", "kind", "rhythm")
    return {(person, kind): rhythm for person, kind, rhythm in rows}


def rhythms(person: Person) -> dict[str, str]:
    """How often the person is written to, for each kind that can be followed. One query."""
    chosen = rhythms_of([person.pk])
    return {kind: chosen.get((person.pk, kind), about.rhythm) for kind, about in followed_kinds().items()}


def by_duty(refs: Iterable[Ref]) -> dict[Ref, set[int]]:
    """Who hears of the things by a seat, whatever they have chosen."""
    ids: dict[str, list[str]] = {}
    for kind, public_id in refs:
        ids.setdefault(kind, []).append(public_id)
    found: dict[Ref, set[int]] = {}
    for kind, wanted in ids.items():
        about = followed_kinds().get(kind)
        if about and about.by_duty:
            found |= {(kind, public_id): set(people) for public_id, people in about.by_duty(wanted).items()}
    return found


def followers(refs: Iterable[Ref]) -> dict[int, list[Ref]]:
    """Who follows any of the things, by seat or by choice, and which: by the person's primary key."""
    refs = list(refs)
    people: dict[Ref, set[int]] = by_duty(refs)
    for row in Follow.objects.of(*refs).values_list("kind", "public_id", "person_id", "wanted"):
        them = people.setdefault(row[:2], set())
        (them.add if row[3] else them.discard)(row[2])
    found: dict[int, list[Ref]] = {}
    for ref in refs:
        for person in people.get(ref, ()):
            found.setdefault(person, []).append(ref)
    return found


def known(person: Any) -> dict[Ref, bool]:
    """All that the person has said of following; from what was loaded with them, or else one query."""
    if not isinstance(person, Person):
        return {}
    if not hasattr(person, "_follows"):
        rows = said(person) if hasattr(person, "follows") else asked(person)
        person._follows = rows  # type: ignore[attr-defined]
    found: dict[Ref, bool] = person._follows  # type: ignore[attr-defined]
    return found


def said(person: Any) -> dict[Ref, bool]:
    """From the text that came with the person: "theme:alke/climate:1 meeting:x2b4:0"."""
    parts = [word.split(":") for word in (person.follows or "").split()]
    return {(kind, public_id): wanted in ("1", "true") for kind, public_id, wanted in parts}


def asked(person: Person) -> dict[Ref, bool]:
    """From the database."""
    rows = Follow.objects.filter(person=person).values_list("kind", "public_id", "wanted")
    return {(kind, public_id): wanted for kind, public_id, wanted in rows}


def forget_known(person: Person) -> None:
    """After a change the loaded person knows nothing any more."""
    for name in ("_follows", "follows"):
        person.__dict__.pop(name, None)


@dataclass(frozen=True)
class Followed:
    """One thing that a person follows; `chosen`, or because of what they did or whose seat they hold (`by_seat`)."""

    kind: str
    public_id: str
    subject: Subject
    chosen: bool = True
    by_seat: bool = False


@dataclass(frozen=True)
class OfKind:
    """All that a person follows of one kind, and how often they are written to about it."""

    kind: str
    label: Any
    rhythm: str
    things: list[Followed]


def own(person: Person) -> list[OfKind]:
    """What the person follows, kind by kind; only what they may see."""
    rows = {(one.kind, one.public_id): one for one in Follow.objects.filter(person=person)}
    duties = {
        (kind, public_id) for kind, of in followed_kinds().items() if of.of_duty for public_id in of.of_duty(person)
    }
    refs = [ref for ref, row in rows.items() if row.wanted] + sorted(duties - rows.keys())
    visible, chosen = following.find(refs, person), rhythms(person)
    found = []
    for kind, about in followed_kinds().items():
        things = [
            Followed(kind, ref[1], subject, ref in rows and rows[ref].chosen, ref not in rows)
            for ref in refs
            if ref[0] == kind and (subject := visible.get(ref))
        ]
        things.sort(key=lambda one: (one.subject.day is None, one.subject.day, str(one.subject.name)))
        found.append(OfKind(kind, about.label, chosen[kind], things))
    return found
