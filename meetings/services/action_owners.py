"""Who answers for action points: whose they are on the desk, and who gets letters about them."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from forum.models import Person
from meetings.models import ActionPoint
from meetings.rules import organisations_of
from meetings.services.receivers import whom_to_write
from regions.models import Mandate, Organisation, Seat


def own(person: Person) -> list[ActionPoint]:
    """The unfinished public action points that the person answers for, by day. One query, and one for the mandates.

    Asked once for each loaded person.
    """
    if not hasattr(person, "_action_points"):
        theirs = Q(owner__in=organisations_of(person)) | Q(contact=person)
        found = ActionPoint.objects.public().unfinished().filter(theirs).with_row().order_by("due", "pk")
        person._action_points = list(found)  # type: ignore[attr-defined]
    known: list[ActionPoint] = person._action_points  # type: ignore[attr-defined]
    return known


def spoken_for(action: ActionPoint, person: Person) -> Organisation | None:
    """The organisation for which the person speaks of the action point; None: for the secretariat."""
    owns = action.contact_id == person.pk or action.owner_id in organisations_of(person)
    return action.owner if owns else None


def receivers(actions: Iterable[ActionPoint]) -> dict[int, list[Person]]:
    """Whom letters about each action point go to, by its pk; nobody when nobody can be reached. Three queries.

    The contact person, the holder of each seat of the owner (its deputy, when the holder cannot be reached) and its
    members; for a regional council the holder of the official's seat and the region's contact.
    """
    listed = list(actions)
    people = people_of({action.owner_id for action in listed}) if listed else {}
    found: dict[int, list[Person]] = {}
    for action in listed:
        named = [action.contact] if action.contact and action.contact.reachable else []
        found[action.pk] = list({person.pk: person for person in [*named, *people.get(action.owner_id, [])]}.values())
    return found


def people_of(organisations: set[int]) -> dict[int, list[Person]]:
    """The reachable people who act for each of the organisations."""
    found: dict[int, list[Person]] = defaultdict(list)
    wanted = Q(kind="member", organisation__in=organisations) | Q(kind="official", region__council__in=organisations)
    for seat in Seat.objects.in_use().with_people().filter(wanted):
        person, _role, _problem = whom_to_write(seat)
        body = seat.region.council_id if seat.region else seat.organisation_id
        if person and body:
            found[body].append(person)
    duties = Q(role="member", organisation__in=organisations) | Q(role="contact", region__council__in=organisations)
    for mandate in Mandate.objects.in_force().filter(duties).select_related("person", "region"):
        body = mandate.region.council_id if mandate.region else mandate.organisation_id
        if body and mandate.person.reachable:
            found[body].append(mandate.person)
    return found
