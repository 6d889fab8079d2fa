"""Organisations: made and changed."""

import pytest
from django.core.exceptions import ValidationError

from forum.models import AuditEntry
from regions.models import Organisation
from regions.services import organisations


def made(cast, **fields) -> Organisation:
    return organisations.create(by=cast.coordinator, **{"kind": "agency", "name_fi": "Virasto", **fields})


def test_a_member_gets_one_seat(cast):
    agency = made(cast, forum_member=True)
    organisations.change(agency, by=cast.coordinator, name_fi="Uusi virasto")
    assert [seat.kind for seat in agency.seats.all()] == ["member"]


def test_others_get_no_seat(cast):
    assert not made(cast).seats.exists()


def test_a_name_is_asked_and_used_once(cast):
    made(cast)
    with pytest.raises(ValidationError) as refused:
        made(cast, name_fi="VIRASTO")
    assert "name_fi" in refused.value.error_dict
    with pytest.raises(ValidationError):
        made(cast, name_fi="")


def test_areas_and_changes_are_audited(cast):
    agency = made(cast)
    organisations.change(agency, by=cast.coordinator, name_fi="Uusi", areas=[cast.region_a])
    assert list(agency.areas.all()) == [cast.region_a]
    details = AuditEntry.objects.get(verb="organisation.change").details
    assert details == {"name_fi": ["Virasto", "Uusi"], "areas": ["", "Kainuu"]}
