"""Rules of the regions: each kind of person, in one table."""

import pytest

from regions import rules
from regions.models import Mandate
from tests.people import KINDS

ABOUT_A = {
    "holds_seat_of": {"official_of_a", "politician_of_a"},
    "official_of_region": {"official_of_a"},
    "contact_of": set(),
    "approver_of": set(),
    "acts_for": {"official_of_a", "politician_of_a"},
}
PERMISSIONS = {
    "regions.see_seats": {"coordinator", "chair"},
    "regions.manage_seats": {"coordinator"},
    "regions.see_bounces": {"coordinator"},
    "regions.manage_organisations": {"coordinator"},
    "regions.manage_networks": {"coordinator"},
    "regions.manage_figures": {"coordinator"},
    "forum.change_person": {"coordinator"},
}


def who(cast, ask) -> set[str]:
    people = cast.everybody()
    return {kind for kind in KINDS if ask(people[kind])}


@pytest.mark.parametrize("predicate", ABOUT_A)
def test_who_acts_for_region_a(cast, predicate):
    assert who(cast, lambda person: getattr(rules, predicate)(person, cast.region_a)) == ABOUT_A[predicate]


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_who_may(cast, permission):
    assert who(cast, lambda person: person.has_perm(permission)) == PERMISSIONS[permission]


def test_the_regions_own_seats_are_seen_by_staff_and_those_who_act_for_it(cast):
    seen = who(cast, lambda person: person.has_perm("regions.see_region_seats", cast.region_a))
    assert seen == {"coordinator", "chair", "official_of_a", "politician_of_a"}


def test_a_deputy_is_named_by_the_coordinator_and_the_regions_contact(cast):
    Mandate.objects.create(person=cast.member, region=cast.region_a, role="contact", since="2020-01-01")
    may = "regions.name_deputy"
    assert who(cast, lambda person: person.has_perm(may, cast.region_a)) == {"coordinator", "member"}
    assert who(cast, lambda person: person.has_perm(may, cast.region_b)) == {"coordinator"}


def test_politicians_and_members_are_told_by_their_seats(cast):
    assert who(cast, rules.politician) == {"politician_of_a"}
    assert who(cast, rules.member) == {"member"}


@pytest.mark.parametrize("role", ["contact", "approver"])
def test_a_duty_of_the_region_is_an_officials(cast, role):
    person = cast.member
    Mandate.objects.create(person=person, region=cast.region_a, role=role, since="2020-01-01")
    assert getattr(rules, f"{role}_of")(person, cast.region_a)
    assert rules.official_of_region(person, cast.region_a)
    assert not rules.official_of_region(person, cast.region_b)


def test_an_ended_mandate_gives_nothing(cast):
    Mandate.objects.filter(person=cast.official_of_a).update(until="2020-12-31")
    assert not rules.holds_seat_of(cast.official_of_a, cast.region_a)
    assert rules.may_speak_for(cast.official_of_a) == []


def test_an_approver_speaks_by_the_seat_not_by_the_duty(cast):
    person = cast.official_of_a
    Mandate.objects.create(person=person, region=cast.region_a, role="approver", since="2020-01-01")
    assert [mandate.role for mandate in rules.may_speak_for(person)] == ["holder"]


def test_mandates_are_asked_once_for_each_loaded_person(cast, django_assert_num_queries):
    person = cast.official_of_a
    with django_assert_num_queries(1):
        rules.person_regions(person)
        rules.official_of_region(person, cast.region_a)
        assert [rules.region_of(mandate).code for mandate in rules.mandates_of(person)] == ["18"]
