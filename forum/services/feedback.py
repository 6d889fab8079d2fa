"""Feedback from anybody, delivered to the coordinators as a letter."""

from datetime import timedelta

from forum import clock
from forum.models import Person, StaffRole
from forum.models.public_id import new_public_id
from forum.services import letters
from forum.services.verbs import quiet_verb

ANSWER_WITHIN = timedelta(days=14)


class NobodyToRead(Exception):
    """There is no coordinator whom a letter could reach."""


def readers() -> list[Person]:
    """The coordinators in office whom a letter can reach."""
    in_office = StaffRole.objects.current().filter(kind="coordinator").values("person")
    return list(Person.objects.reachable().filter(pk__in=in_office))


@quiet_verb
def give(*, about: str, message: str, page: str, email: str, language: str) -> str:
    """Writes to every coordinator and returns the reference number. Raises NobodyToRead."""
    reference = new_public_id()
    coordinators = readers()
    if not coordinators:
        raise NobodyToRead
    facts = {
        "reference": reference,
        "about": about,
        "message": message,
        "page": page,
        "email": email,
        "language_of_feedback": language,
        "answer_by": (clock.today() + ANSWER_WITHIN).isoformat(),
    }
    for person in coordinators:
        letters.write(key=f"feedback:{reference}:{person.public_id}", kind="feedback", person=person, facts=facts)
    return reference
