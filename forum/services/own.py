"""What people change about themselves, and what the portal knows about them."""

from typing import Any

from forum import shelves
from forum.models import Letter, Person
from forum.services.verbs import verb


@verb
def change(person: Person, *, name: str, title: str, phone: str, language: str, both_languages: bool = False) -> Person:
    """Changes what a person may change about themselves. The address is changed by the secretariat."""
    person.name, person.title, person.phone, person.language = name, title, phone, language
    person.both_languages = both_languages
    person.save(update_fields=["name", "title", "phone", "language", "both_languages"])
    return person


def data(person: Person) -> dict[str, Any]:
    """Everything that every floor keeps about `person`, as plain JSON."""
    return {name: gather(person) for name, gather in shelves.personal_data.named()}


def ground_data(person: Person) -> dict[str, Any]:
    """This floor's part of a person's own data: who they are, their staff roles, letters sent to them."""
    letters = Letter.objects.filter(person=person).values(
        "kind", "state", "written_at", "sent_at", "to_address", "subject"
    )
    roles = person.staff_roles.values("kind", "since", "until")
    fields = (
        "public_id",
        "email",
        "name",
        "title",
        "phone",
        "language",
        "both_languages",
        "joined_at",
        "last_login",
        "is_example",
    )
    return {
        "person": {field: getattr(person, field) for field in fields},
        "staff_roles": list(roles),
        "letters": list(letters),
    }
