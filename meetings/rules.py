"""Who may, on the top floor.

Coverage is who comes and who has declined. Answers in full are also the reasons, the silence and the bounces, which are
for the coordinator and the region itself (rule 4): the chair sees the first, not the second.
"""

from typing import Any

import rules

from forum.models import Person
from forum.rules import is_coordinator, is_staff
from meetings.models import ActionPoint, Point
from regions.models import Mandate, Region
from regions.rules import mandates_of


@rules.predicate
def acts_for_region(person: Any, region: Region | None) -> bool:
    """Holds a seat or a duty of the region today."""
    if not isinstance(person, Person) or region is None:
        return False
    return Mandate.objects.in_force().of(person).for_region(region).exists()


def organisation_of(mandate: Mandate) -> int | None:
    """The organisation, by id, whose action points one answers for by the mandate: the seat's or the membership's own.

    A region's official and contact answer for its council; its politicians and its approver do not.
    """
    if mandate.role in {Mandate.Role.CONTACT, Mandate.Role.MEMBER}:
        return mandate.region.council_id if mandate.region else mandate.organisation_id
    seat = mandate.seat
    if seat is None or seat.region is None:
        return seat.organisation_id if seat else None
    return seat.region.council_id if seat.kind == "official" else None


def organisations_of(person: Any) -> set[int]:
    """The organisations, by id, whose action points the person answers for today."""
    return {pk for mandate in mandates_of(person) if (pk := organisation_of(mandate))}


@rules.predicate
def answers_for_action(person: Any, action: ActionPoint | None) -> bool:
    """Acts for the owner of a public action point today, or is its contact."""
    if action is None or not action.is_public or not isinstance(person, Person) or not person.is_active:
        return False
    return action.contact_id == person.pk or action.owner_id in organisations_of(person)


@rules.predicate
def answers_for_ministry(person: Any, point: Point | None) -> bool:
    """Acts today for the organisation that answers the point: by one of its seats, or as its member."""
    return point is not None and point.to_ministry and point.answers_by_id in organisations_of(person)


rules.add_perm("meetings.see_workspace", is_staff)
rules.add_perm("meetings.lead", is_staff)
rules.add_perm("meetings.plan", is_coordinator)
rules.add_perm("meetings.invite", is_coordinator)
rules.add_perm("meetings.answer_on_behalf", is_coordinator)
rules.add_perm("meetings.see_coverage", is_staff)
rules.add_perm("meetings.see_participants", is_staff)
rules.add_perm("meetings.see_answers_in_full", is_coordinator)
rules.add_perm("meetings.see_region_answers", is_coordinator | acts_for_region)
rules.add_perm("meetings.tell_of_action", is_coordinator | answers_for_action)
rules.add_perm("meetings.write_notes", is_coordinator)
rules.add_perm("meetings.answer_point", is_coordinator | answers_for_ministry)
rules.add_perm("meetings.spread", is_coordinator)
