"""People who come to the forum because somebody gave their address: guests, and deputies whom a region names."""

from django.db import IntegrityError, transaction

from forum.models import Person
from forum.services import audit


def person_at(email: str, *, name: str, language: str, by: Person) -> Person:
    """Who has the address already, or a new person."""
    address = email.strip().lower()
    found = Person.objects.filter(email=address).first()
    if found:
        return found
    try:
        with transaction.atomic():
            person = Person.objects.create_user(address, name=name.strip() or address, language=language)
    except IntegrityError:  # somebody made the same person at the same moment
        return Person.objects.get(email=address)
    audit.record("person.create", by=by, about=person)
    return person
