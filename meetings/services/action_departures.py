"""What follows for action points when a person is anonymised."""

from forum.models import Person
from forum.services import audit
from forum.services.verbs import verb
from meetings.models import ActionPoint


@verb
def leave_actions(*, person: Person, by: Person | None) -> None:
    """Nobody who has gone is a contact person; what they told stays, for the organisation."""
    for action in ActionPoint.objects.filter(contact=person):
        ActionPoint.objects.filter(pk=action.pk).update(contact=None)
        audit.record("actions.forget_contact", by=by, about=action)
