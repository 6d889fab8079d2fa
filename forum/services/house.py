"""Furnishing the house: filling a new forum with its profile's data and examples, floor by floor."""

from collections.abc import Callable
from datetime import date

from django.db import connection

from forum import shelves
from forum.models import AuditEntry, Person, StaffRole
from forum.services import audit, verbs

FURNISHED = "portal.furnish"


class InRealUse(Exception):
    """The forum was begun without examples, and none come into it later."""


def furnish(*, today: date, say: Callable[[str], None], examples: bool = True) -> None:
    """Loads every entry of the shelves in order, each in one transaction. Doing it again adds only what is missing,
    and when nothing is, writes nothing.

    Raises InRealUse when examples are asked for in a forum that was begun without them.
    """
    if examples and AuditEntry.objects.filter(verb=FURNISHED, details__examples=False).exists():
        raise InRealUse
    entries = [*shelves.furnishings.entries(), *(shelves.examples.entries() if examples else [])]
    wrote = [load(entry, today=today, say=say) for entry in entries]
    if any(wrote) or not is_furnished():
        verbs.new_edition()
        details = {"today": today.isoformat(), "examples": examples}
        audit.record(FURNISHED, by=None, about=None, details=details)
        count_rows()


def count_rows() -> None:
    """PostgreSQL plans its queries by how many rows it knows of, and has not looked since the tables were empty."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def load(entry: Callable[..., None], *, today: date, say: Callable[[str], None]) -> bool:
    """Loads one entry; tells whether that changed any row."""
    with verbs.deed(public=True) as deed:
        entry(today=today, say=say)
    return deed.wrote


@verbs.verb
def let_in(*, name: str, email: str, language: str) -> Person:
    """Makes the person a coordinator, who can then let in all others. For whoever runs the portal's machine."""
    address = email.strip().lower()
    person = Person.objects.filter(email=address).first()
    person = person or Person.objects.create_user(address, name=name.strip() or address, language=language)
    if not StaffRole.objects.current().filter(person=person, kind="coordinator").exists():
        StaffRole.objects.create(person=person, kind="coordinator", appointed_by="manage.py furnish")
        audit.record("portal.let_in", by=None, about=person, details={"roles": ["", "coordinator"]})
    return person


def is_furnished() -> bool:
    """Whether every floor's furnishing has been completed."""
    return AuditEntry.objects.filter(verb=FURNISHED).exists()
