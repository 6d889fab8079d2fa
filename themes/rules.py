"""Who may, on the floor of themes."""

from typing import Any

import rules

from forum.rules import is_coordinator, is_staff
from themes.models import capacities_of


@rules.predicate
def speaks(person: Any) -> bool:
    """Has a mandate, a network membership or a staff role in force today."""
    return bool(capacities_of(person))


rules.add_perm("themes.comment", speaks)
rules.add_perm("themes.hide_comment", is_coordinator)
rules.add_perm("themes.see_draft_brief", is_staff)
