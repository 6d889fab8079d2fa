"""The public pages of regions and networks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from regions.models import Network, NetworkMembership
from tests import things
from tests.people import KINDS, hold


def read(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_reads_them(client, cast, kind):
    network = Network.objects.create(name_fi="Verkosto")
    assert cast.region_a
    if kind != "stranger":
        client.force_login(cast.everybody()[kind])
    for address in ("/fi/regions/", "/sv/regions/18/", "/fi/networks/", f"/sv/networks/{network.public_id}/"):
        read(client, address)


def test_names_are_in_the_pages_language(client, cast):
    assert cast.region_a
    assert "Kajanaland" in read(client, "/sv/regions/")
    assert "<h1>Kainuu</h1>" in read(client, "/fi/regions/18/")


def test_a_region_names_its_council_neighbours_and_holders_without_addresses(client, cast):
    cast.region_a.neighbours.add(cast.region_b)
    holder = cast.official_of_a
    page = read(client, "/fi/regions/18/")
    assert "Kainuu liitto" in page
    assert 'href="/fi/regions/15/"' in page
    assert holder.name in page
    assert holder.email not in page


def test_deputies_are_not_public(client, cast):
    deputy = hold(cast.official_seat_a, things.person("deputy"), "deputy").person
    assert deputy.name not in read(client, "/fi/regions/18/")


def test_an_unknown_region_is_not_found(client, db):
    assert client.get("/fi/regions/99/").status_code == 404


def test_a_network_shows_regions_by_role_and_no_members_names(client, cast):
    network, person = Network.objects.create(name_fi="Verkosto"), things.person("worker")
    NetworkMembership.objects.create(network=network, person=person, region=cast.region_a, role="driver")
    page = read(client, f"/fi/networks/{network.public_id}/")
    assert "Kainuu" in page
    assert person.name not in page
    assert "Verkosto" in read(client, "/fi/regions/18/")


def cost(client, address) -> int:
    with translation.override("fi"), CaptureQueriesContext(connection) as found:
        read(client, address)
    return len(found)


def test_lists_cost_the_same_for_one_row_and_three(client, db):
    costs = []
    for _ in range(3):
        region = things.region()
        network = Network.objects.create(name_fi=f"V {region.code}")
        NetworkMembership.objects.create(network=network, person=things.person(), region=region)
        costs.append((cost(client, "/fi/regions/"), cost(client, "/fi/networks/")))
    assert costs[0] == costs[2]


def test_ones_own_seats_are_on_the_desk(client, cast):
    hold(cast.official_seat_a, things.person("deputy"), "deputy")
    client.force_login(cast.official_of_a)
    page = read(client, "/en/desk/")
    assert "Kainuu: seats" in page
    assert "deputy (Esimerkki)" in page
    assert "Ostrobothnia" not in page
