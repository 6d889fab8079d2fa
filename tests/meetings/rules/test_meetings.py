"""Rules of meetings: each kind of person, in one table."""

import pytest
import rules

from meetings.models import Meeting
from regions.models import Mandate
from tests import things
from tests.people import KINDS

STAFF = {"coordinator", "chair"}
PERMISSIONS = {
    "meetings.see_workspace": STAFF,
    "meetings.plan": {"coordinator"},
    "meetings.invite": {"coordinator"},
    "meetings.answer_on_behalf": {"coordinator"},
    "meetings.see_coverage": STAFF,
    "meetings.see_answers_in_full": {"coordinator"},
    "themes.see_draft_brief": STAFF,
    "forum.work_as_staff": STAFF,
    "forum.coordinate": {"coordinator"},
    "forum.see_letters": {"coordinator"},
    "forum.see_audit": {"coordinator"},
}


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_who_may(cast, permission):
    people = cast.everybody()
    assert {kind for kind in KINDS if rules.has_perm(permission, people[kind])} == PERMISSIONS[permission]


def test_whoever_has_left_may_nothing(cast):
    cast.coordinator.is_active = False
    assert not [permission for permission in PERMISSIONS if cast.coordinator.has_perm(permission)]


def test_a_regions_answers_are_for_the_coordinator_and_the_region_while_the_mandate_lasts(cast):
    def who():
        people = {kind: person for kind, person in cast.everybody().items()}
        return {kind for kind in KINDS if rules.has_perm("meetings.see_region_answers", people[kind], cast.region_a)}

    assert who() == {"coordinator", "official_of_a", "politician_of_a"}
    Mandate.objects.filter(person=cast.official_of_a).update(until="2020-12-31")
    assert who() == {"coordinator", "politician_of_a"}


@pytest.mark.parametrize("public_year", [True, False])
@pytest.mark.parametrize("state", Meeting.State.values)
def test_who_sees_a_meeting_in_each_of_its_states(cast, state, public_year):
    meeting = things.meeting(state=state, cycle=things.cycle(is_public=public_year))
    if state == "planned":
        Meeting.objects.filter(pk=meeting.pk).update(announced_at=None)
    people = cast.everybody()
    seen = {kind for kind in KINDS if Meeting.objects.visible_to(people[kind]).filter(pk=meeting.pk).exists()}
    assert seen == (set(KINDS) if public_year and state != "planned" else STAFF)
