"""Networks: making and changing them, who is in them and in which role."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum import clock
from forum.models import Person
from forum.services import audit
from forum.services.verbs import verb
from forum.texts import LANGUAGES
from regions.models import Network, NetworkMembership, Organisation, Region
from regions.services import terms
from regions.services.races import one_wins


@verb
def create(*, by: Person, **fields: Any) -> Network:
    """A new network."""
    _check_name(fields)
    network = Network.objects.create(**fields)
    audit.record("network.create", by=by, about=network)
    return network


@verb
def change(network: Network, *, by: Person, **fields: Any) -> Network:
    """Changes names and coordinator."""
    _check_name(fields, network)
    details = audit.changes(network, fields)
    for name, value in fields.items():
        setattr(network, name, value)
    network.save()
    if details:
        audit.record("network.change", by=by, about=network, details=details)
    return network


@verb
def close(network: Network, *, by: Person) -> Network:
    """The network has done its work: it stays readable and is no longer invited."""
    if network.closed_on is None:
        network.closed_on = clock.today()
        network.save(update_fields=["closed_on"])
        audit.record("network.close", by=by, about=network)
    return network


@verb
def join(
    network: Network,
    *,
    person: Person,
    role: str,
    by: Person,
    region: Region | None = None,
    organisation: Organisation | None = None,
    since: date | None = None,
) -> NetworkMembership:
    """The person works in the network, for a region or an organisation, as driver, follower or learner."""
    terms.check_person(person)
    if region and organisation:
        raise ValidationError({"organisation": _("Choose a region or an organisation, not both.")})
    with one_wins(_("%(name)s is already in this network.") % {"name": person.name}, "person"):
        membership = NetworkMembership.objects.create(
            network=network,
            person=person,
            role=role,
            region=region,
            organisation=organisation,
            since=since or clock.today(),
        )
    audit.record("network.join", by=by, about=network, details={"person": person, "role": role})
    return membership


@verb
def leave(membership: NetworkMembership, *, by: Person | None) -> None:
    """The person's work in the network ends today; a membership given today is taken back."""
    details = {"person": membership.person, "role": membership.role}
    if membership.since >= clock.today():
        membership.delete()
    elif membership.until is None:
        membership.until = clock.today() - terms.DAY
        membership.save(update_fields=["until"])
    audit.record("network.leave", by=by, about=membership.network, details=details)


def _check_name(fields: dict[str, Any], network: Network | None = None) -> None:
    """Raises ValidationError when it has no name, or another network already has it."""
    names = {f"name_{code}": fields.get(f"name_{code}", "") for code in LANGUAGES}
    if not any(names.values()):
        raise ValidationError({"name_fi": _("Give the network a name.")})
    for field, name in names.items():
        same = Network.objects.filter(**{f"{field}__iexact": name}).exclude(pk=network.pk if network else 0)
        if name and same.exists():
            raise ValidationError({field: _("There is already a network with this name.")})
