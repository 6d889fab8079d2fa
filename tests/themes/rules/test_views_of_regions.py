"""Who may read, write, approve, open again and record a region's view: every kind of people in every state."""

import pytest
import rules

from tests import viewed
from tests.people import KINDS
from themes.services import region_views, view_rounds

OWN = {"official_of_a", "politician_of_a"}
STAFF = {"coordinator", "chair"}
NOBODY: set[str] = set()
STATES = ("requested", "draft", "approved", "frozen", "never sent", "called off")
READ = {
    "requested": OWN,
    "draft": OWN,
    "approved": OWN | STAFF,
    "frozen": set(KINDS),
    "never sent": OWN,
    "called off": OWN,
}
MAY = {
    "read_view": READ,
    "draft_view": {"requested": {"official_of_a"}, "draft": {"official_of_a"}},
    "approve_view": {"requested": {"official_of_a"}, "draft": {"official_of_a"}},
    "reopen_view": {"approved": {"official_of_a", "coordinator"}},
    "record_view": {"requested": {"coordinator"}, "draft": {"coordinator"}},
    "see_view_history": dict.fromkeys(STATES, {"official_of_a"}),
}


def in_state(state, cast):
    """The view of region A, whose official is its approver too."""
    by = viewed.approver(cast)
    round = viewed.asked(cast)
    view = viewed.view_of(round, cast.region_a)
    if state in {"draft", "approved", "frozen", "never sent"}:
        view = viewed.written(view, by)
    if state in {"approved", "frozen"}:
        region_views.approve(view, by=by, revision=view.revision)
    if state in {"frozen", "never sent"}:
        view_rounds.close(round, by=cast.coordinator)
    if state == "called off":
        view_rounds.call_off(round, by=cast.coordinator, reason="Ei enää tarpeen")
    return viewed.view_of(round, cast.region_a)


@pytest.mark.parametrize("state", STATES)
def test_each_kind_of_people_may_what_the_table_says(cast, state):
    everybody = cast.everybody()
    view = in_state(state, cast)
    for permission, table in MAY.items():
        may = {kind for kind in KINDS if rules.has_perm(f"themes.{permission}", everybody[kind], view)}
        assert may == table.get(state, NOBODY), permission


@pytest.mark.parametrize("state", STATES)
def test_what_is_visible_is_what_may_be_read(cast, state):
    everybody = cast.everybody()
    view = in_state(state, cast)
    seen = {kind for kind in KINDS if type(view).objects.visible_to(everybody[kind]).filter(pk=view.pk).exists()}
    assert seen == READ[state]


def test_an_official_who_is_not_the_approver_drafts_and_does_not_approve(cast):
    view = viewed.view_of(viewed.asked(cast), cast.region_a)
    assert rules.has_perm("themes.draft_view", cast.official_of_a, view)
    assert not rules.has_perm("themes.approve_view", cast.official_of_a, view)


@pytest.mark.parametrize(("permission", "may"), [("manage_view_rounds", {"coordinator"}), ("see_view_rounds", STAFF)])
def test_rounds_are_the_staffs(cast, permission, may):
    everybody = cast.everybody()
    assert {kind for kind in KINDS if rules.has_perm(f"themes.{permission}", everybody[kind])} == may
