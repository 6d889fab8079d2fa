"""How the signed-in person is loaded: in one query, with the facts that every page asks of everybody."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from forum import shelves
from forum.models import Person


class PeopleBackend(AuthenticationBackend):  # type: ignore[misc]
    """Signing in is allauth's; only loading is ours."""

    def get_user(self, user_id: Any) -> Person | None:
        """The living person of a session, with the `person_facts` of all floors; None ends the session."""
        facts = {name: ask() for name, ask in shelves.person_facts.named()}
        person: Person | None = Person.objects.filter(pk=user_id).annotate(**facts).first()
        return person if person and self.user_can_authenticate(person) else None
