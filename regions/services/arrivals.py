"""Giving a seat or a duty to somebody who is made in the same breath: both or neither."""

from typing import Any

from forum.models import Person
from forum.services import people
from forum.services.newcomers import person_at
from forum.services.verbs import verb
from regions.models import Mandate, Organisation, Region, Seat
from regions.services import duties, seats


@verb
def appoint(seat: Seat, *, person: Person | None, new: dict[str, Any] | None, by: Person, **term: Any) -> Mandate:
    """`seats.appoint` for the person, or for a new one made of `new`."""
    return seats.appoint(seat, person=person or people.create(by=by, **(new or {})), by=by, **term)


@verb
def give(
    to_act_for: Region | Organisation,
    *,
    person: Person | None,
    new: dict[str, Any] | None,
    by: Person,
    **term: Any,
) -> Mandate:
    """`duties.give` to the person, or to a new one made of `new`."""
    return duties.give(to_act_for, person=person or people.create(by=by, **(new or {})), by=by, **term)


@verb
def name_deputy(seat: Seat, *, name: str, email: str, language: str, by: Person, **term: Any) -> Mandate:
    """`seats.appoint` as deputy for whoever has the address, or for a new person: whoever names one sees no list."""
    person = person_at(email, name=name, language=language, by=by)
    return seats.appoint(seat, person=person, role="deputy", by=by, **term)
