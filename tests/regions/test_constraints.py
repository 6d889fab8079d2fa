"""The database refuses nonsense."""

import pytest
from django.db import IntegrityError, transaction

from regions.models import Mandate, Network, NetworkMembership, Organisation, Seat
from tests import things

pytestmark = pytest.mark.django_db


def refused(make) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_a_seat_belongs_to_a_region_or_an_organisation_and_not_to_both(cast):
    refused(lambda: Seat.objects.create(kind="official"))
    refused(lambda: Seat.objects.create(kind="member", region=cast.region_a))
    refused(lambda: Seat.objects.create(kind="official", region=cast.region_a, organisation=cast.agency))


def test_a_region_has_each_seat_once(cast):
    refused(lambda: Seat.objects.create(kind="official", region=cast.official_seat_a.region))


def test_a_seat_has_one_holder_until_further(cast):
    assert cast.official_of_a
    refused(lambda: Mandate.objects.create(seat=cast.official_seat_a, person=things.person(), role="holder"))


def test_a_mandate_ends_after_it_begins(cast):
    days = {"since": "2026-02-01", "until": "2026-01-01"}
    refused(lambda: Mandate.objects.create(seat=cast.official_seat_a, person=things.person(), role="holder", **days))


def test_a_contact_is_of_a_region_and_a_holder_of_a_seat(cast):
    person = things.person()
    refused(lambda: Mandate.objects.create(person=person, role="contact", seat=cast.official_seat_a))
    refused(lambda: Mandate.objects.create(person=person, role="holder", region=cast.region_a))
    refused(lambda: Mandate.objects.create(person=person, role="member"))


def test_nobody_is_the_same_members_member_twice(cast):
    person = things.person()
    Mandate.objects.create(person=person, role="member", organisation=cast.agency)
    refused(lambda: Mandate.objects.create(person=person, role="member", organisation=cast.agency))


def test_names_are_asked_and_keys_are_used_once():
    refused(lambda: Organisation.objects.create(kind="other"))
    refused(lambda: Network.objects.create())
    Organisation.objects.create(kind="other", name_fi="A", key="a")
    refused(lambda: Organisation.objects.create(kind="other", name_fi="B", key="a"))


def test_there_is_one_secretariat():
    Organisation.objects.create(kind="other", name_fi="A", is_secretariat=True)
    refused(lambda: Organisation.objects.create(kind="other", name_fi="B", is_secretariat=True))


def test_nobody_is_in_a_network_twice():
    network, person = Network.objects.create(name_fi="V"), things.person()
    NetworkMembership.objects.create(network=network, person=person)
    refused(lambda: NetworkMembership.objects.create(network=network, person=person))
