"""Who may, on the top floor."""

from typing import Any

import rules

from forum.models import Person
from forum.rules import is_coordinator, is_staff
from regions.models import Mandate, Region


@rules.predicate
def acts_for_region(person: Any, region: Region | None) -> bool:
    """Holds a seat or a duty of the region today."""
    if not isinstance(person, Person) or region is None:
        return False
    return Mandate.objects.in_force().of(person).for_region(region).exists()


rules.add_perm("meetings.see_workspace", is_staff)
rules.add_perm("meetings.plan", is_coordinator)
rules.add_perm("meetings.invite", is_coordinator)
rules.add_perm("meetings.answer_on_behalf", is_coordinator)
rules.add_perm("meetings.see_coverage", is_staff)
rules.add_perm("meetings.see_region_answers", is_staff | acts_for_region)
