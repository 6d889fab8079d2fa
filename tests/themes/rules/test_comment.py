"""Who may comment, and who may hide."""

import pytest
import rules

from tests import things
from tests.people import KINDS

SPEAK = {kind: kind != "stranger" for kind in KINDS}
HIDE = {kind: kind == "coordinator" for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_with_a_mandate_membership_or_role_may_comment(cast, kind):
    assert rules.has_perm("themes.comment", getattr(cast, kind)) is SPEAK[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_coordinator_hides(cast, kind):
    assert rules.has_perm("themes.hide_comment", getattr(cast, kind)) is HIDE[kind]


def test_a_person_without_any_mandate_may_not_comment(cast):
    assert not things.person().has_perm("themes.comment")
