"""Who may tell how an action point goes: the coordinator, and whoever answers for its owner today."""

import pytest
import rules

from regions.models import Mandate
from tests import things
from tests.actions import action
from tests.people import KINDS, hold

COORDINATOR = {"coordinator"}


def may_tell(cast, one):
    """The kinds of people who may."""
    everybody = cast.everybody()
    return {kind for kind in KINDS if rules.has_perm("meetings.tell_of_action", everybody[kind], one)}


@pytest.mark.parametrize("state", ["open", "under_way", "done", "dropped"])
def test_a_members_action_point(cast, state):
    assert cast.member
    assert may_tell(cast, action(owner=cast.agency, state=state)) == COORDINATOR | {"member"}


def test_a_regional_councils_action_point_is_its_officials_not_its_politicians(cast):
    assert cast.official_of_a and cast.politician_of_a
    assert may_tell(cast, action(owner=cast.region_a.council)) == COORDINATOR | {"official_of_a"}


def test_the_regions_contact_answers_too_and_its_approver_does_not(cast):
    Mandate.objects.create(person=cast.official_of_b, role="contact", region=cast.region_a, since="2020-01-01")
    Mandate.objects.create(person=cast.politician_of_a, role="approver", region=cast.region_a, since="2020-01-01")
    assert may_tell(cast, action(owner=cast.region_a.council)) == COORDINATOR | {"official_of_a", "official_of_b"}


def test_the_contact_person_may_whatever_their_seat(cast):
    assert may_tell(cast, action(contact=cast.politician_of_a)) == COORDINATOR | {"politician_of_a"}


def test_a_deputy_and_an_organisations_member_may(cast):
    deputy = hold(cast.member_seat, things.person("deputy"), "deputy").person
    person = things.person("works-there")
    Mandate.objects.create(person=person, role="member", organisation=cast.agency, since="2020-01-01")
    one = action(owner=cast.agency)
    assert rules.has_perm("meetings.tell_of_action", deputy, one)
    assert rules.has_perm("meetings.tell_of_action", person, one)


def test_who_has_left_the_seat_may_not(cast):
    cast.member.mandates.update(until="2021-01-01")
    assert may_tell(cast, action(owner=cast.agency)) == COORDINATOR


def test_before_it_is_public_only_the_coordinator_may(cast):
    assert cast.member
    assert may_tell(cast, action(owner=cast.agency, public=False)) == COORDINATOR
