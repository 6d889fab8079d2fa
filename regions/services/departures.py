"""What follows in the regions when a person leaves the forum for good."""

from django.core.exceptions import ValidationError

from forum import clock
from forum.models import Person
from forum.services import people
from forum.services.verbs import verb
from forum.texts import LANGUAGES
from regions.models import Mandate, Network, NetworkMembership
from regions.services import duties, networks, seats, terms


@verb
def leave_places(*, person: Person, by: Person) -> None:
    """Ends the person's mandates and memberships; what was said under them keeps its stamp, without the name."""
    people.forget_name(Mandate.objects.all(), "appointed_by", person.name)
    for mandate in Mandate.objects.of(person).overlapping(clock.today(), None).with_bodies():
        _end(mandate, by=by)
    for membership in NetworkMembership.objects.filter(person=person, until=None).select_related("network", "person"):
        networks.leave(membership, by=by)
    for network in Network.objects.filter(coordinator=person):
        networks.change(network, by=by, coordinator=None, **_names(network))


def _end(mandate: Mandate, *, by: Person) -> None:
    """Ends yesterday; a term that begins today or later is taken back, or ends on its first day."""
    if mandate.seat and mandate.since >= clock.today():
        try:
            return seats.withdraw(mandate, by=by)
        except ValidationError:
            pass
    until = max(mandate.since, clock.today() - terms.DAY)
    (seats if mandate.seat else duties).end(mandate, by=by, until=until)


def _names(network: Network) -> dict[str, str]:
    return {f"name_{code}": getattr(network, f"name_{code}") for code in LANGUAGES}
