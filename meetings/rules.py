"""Who may, on the top floor.

Coverage is who comes and who has declined. Answers in full are also the reasons, the silence and the bounces, which are
for the coordinator and the region itself (rule 4): the chair sees the first, not the second.
"""

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
rules.add_perm("meetings.see_answers_in_full", is_coordinator)
rules.add_perm("meetings.see_region_answers", is_coordinator | acts_for_region)
