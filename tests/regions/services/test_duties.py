"""Contacts, approvers and members."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from forum import clock
from forum.models import AuditEntry, Letter
from regions.models import Mandate
from regions.services import duties
from tests import things


def test_a_contact_is_named_welcomed_and_audited(cast):
    person = things.person()
    mandate = duties.give(cast.region_a, person=person, role="contact", by=cast.coordinator)
    assert mandate.region == cast.region_a
    assert Letter.objects.get(kind="seat_appointment").facts["role"] == "contact"
    assert AuditEntry.objects.get(verb="duty.give").actor == cast.coordinator


def test_an_organisation_gets_a_member(cast):
    duties.give(cast.agency, person=things.person(), role="member", by=cast.coordinator)
    assert Mandate.objects.get(role="member").organisation == cast.agency


def test_nobody_has_the_same_duty_twice_at_once(cast):
    person = things.person()
    duties.give(cast.region_a, person=person, role="contact", by=cast.coordinator)
    with translation.override("en"), pytest.raises(ValidationError, match="overlap"):
        duties.give(cast.region_a, person=person, role="contact", by=cast.coordinator)


def test_a_region_may_have_two_contacts(cast):
    for _ in range(2):
        duties.give(cast.region_a, person=things.person(), role="contact", by=cast.coordinator)
    assert Mandate.objects.in_force().filter(role="contact").count() == 2


def test_a_duty_ends_on_the_day_said(cast):
    mandate = Mandate.objects.create(person=things.person(), region=cast.region_a, role="contact", since="2020-01-01")
    mandate.refresh_from_db()
    duties.end(mandate, by=cast.coordinator, until=clock.today() - timedelta(days=1))
    assert not Mandate.objects.in_force().exists()


def test_a_duty_of_today_is_taken_back(cast):
    mandate = duties.give(cast.region_a, person=things.person(), role="approver", by=cast.coordinator)
    duties.end(mandate, by=cast.coordinator)
    assert not Mandate.objects.exists()
