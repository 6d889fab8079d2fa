"""The coordinator's pages for organisations and networks."""

import pytest
from django.urls import reverse
from django.utils import translation

from regions.models import Network, Organisation
from tests import things
from tests.people import KINDS


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.coordinator)
    return cast.coordinator


@pytest.mark.parametrize("kind", KINDS)
def test_only_coordinators_get_in(client, cast, kind):
    network = Network.objects.create(name_fi="V")
    if kind != "stranger":
        client.force_login(cast.everybody()[kind])
    expected = {"coordinator": 200, "stranger": 302}.get(kind, 403)
    pages = [("organisations", []), ("organisation_new", []), ("organisation", [cast.agency.public_id])]
    pages += [("member_new", [cast.agency.public_id]), ("networks_staff", []), ("network_new", [])]
    pages += [(name, [network.public_id]) for name in ("network_edit", "network_join", "network_close")]
    for name, args in pages:
        assert client.get(reverse(f"regions:{name}", args=args)).status_code == expected, name


def test_an_organisation_is_added_once(client, coordinator):
    said = {"kind": "agency", "name_fi": "Virasto", "name_sv": "Ämbetsverk", "forum_member": "on"}
    assert client.post(reverse("regions:organisation_new"), said).status_code == 302
    again = client.post(reverse("regions:organisation_new"), said)
    assert "already an organisation with this name" in again.content.decode()
    assert Organisation.objects.get(name_fi="Virasto").seats.count() == 1


def test_the_required_languages_are_asked(client, coordinator):
    client.post(reverse("regions:organisation_new"), {"kind": "agency", "name_fi": "Virasto"})
    assert not Organisation.objects.filter(name_fi="Virasto").exists()


def test_an_unknown_area_is_refused(client, cast, coordinator):
    said = {"kind": "agency", "name_fi": "Uusi", "name_sv": "Ny", "areas": ["99999"]}
    answer = client.post(reverse("regions:organisation", args=[cast.agency.public_id]), said)
    assert answer.status_code == 200
    cast.agency.refresh_from_db()
    assert cast.agency.name_fi != "Uusi"


def test_a_network_gets_members_and_lets_them_go(client, cast, coordinator):
    network, person = Network.objects.create(name_fi="V", name_sv="N"), things.person()
    said = {"person": person.pk, "role": "driver", "region": cast.region_a.pk}
    client.post(reverse("regions:network_join", args=[network.public_id]), said)
    row = network.memberships.get()
    assert row.region == cast.region_a
    leave = reverse("regions:network_leave", args=[network.public_id, row.pk])
    client.get(leave)
    assert network.memberships.exists()
    client.post(leave)
    assert not network.memberships.exists()


def test_a_network_is_closed_after_a_question(client, coordinator):
    network = Network.objects.create(name_fi="V")
    client.post(reverse("regions:network_close", args=[network.public_id]))
    assert not Network.objects.active().exists()
