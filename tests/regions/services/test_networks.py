"""Networks: made, changed, joined and left."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from forum import clock
from forum.models import AuditEntry
from regions.models import Network
from regions.services import networks
from tests import things


@pytest.fixture
def network(cast) -> Network:
    return networks.create(by=cast.coordinator, name_fi="Verkosto")


def test_a_name_is_used_once(cast, network):
    with pytest.raises(ValidationError):
        networks.create(by=cast.coordinator, name_fi="verkosto")


def test_somebody_joins_for_a_region_in_a_role(cast, network):
    row = networks.join(network, person=things.person(), role="driver", region=cast.region_a, by=cast.coordinator)
    assert (row.role, row.region, row.since) == ("driver", cast.region_a, clock.today())
    assert AuditEntry.objects.filter(verb="network.join").exists()


def test_nobody_joins_twice(cast, network):
    person = things.person()
    networks.join(network, person=person, role="driver", by=cast.coordinator)
    with translation.override("en"), pytest.raises(ValidationError, match="already in this network"):
        networks.join(network, person=person, role="learner", by=cast.coordinator)


def test_for_a_region_or_an_organisation_not_both(cast, network):
    both = {"region": cast.region_a, "organisation": cast.agency}
    with translation.override("en"), pytest.raises(ValidationError, match="not both"):
        networks.join(network, person=things.person(), role="driver", by=cast.coordinator, **both)


def test_leaving_keeps_the_years_that_were(cast, network):
    row = networks.join(network, person=things.person(), role="driver", by=cast.coordinator, since="2020-01-01")
    row.refresh_from_db()
    networks.leave(row, by=cast.coordinator)
    row.refresh_from_db()
    assert row.until < clock.today()


def test_a_closed_network_is_no_longer_active(cast, network):
    networks.close(network, by=cast.coordinator)
    assert not Network.objects.active().exists()
