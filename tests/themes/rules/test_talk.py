"""Who may write records of discussions, and who sees them in which state: one table."""

import pytest
import rules

from tests.people import KINDS
from tests.talking import talk
from themes.models import Talk

STAFF = {"coordinator", "chair"}
OF_A = {"official_of_a", "politician_of_a"}
SEES = {"draft": STAFF, "checking": STAFF | OF_A, "confirmed": STAFF | OF_A, "public": set(KINDS)}


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_coordinator_writes(cast, kind):
    assert rules.has_perm("themes.write_talks", getattr(cast, kind)) is (kind == "coordinator")


@pytest.mark.parametrize("state", SEES)
def test_who_sees_a_record_of_region_a(cast, state):
    everybody = cast.everybody()
    made = talk(cast, state)
    seen = {kind for kind in KINDS if Talk.objects.visible_to(everybody[kind]).filter(pk=made.pk).exists()}
    assert seen == SEES[state]
