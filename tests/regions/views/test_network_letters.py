"""A network's coordinator writes to its members: looked at first, sent once, answered to the coordinator."""

import pytest

from forum.models import Letter, Mailing
from forum.services import envelopes, mass_sending, rendering
from regions.models import Network, NetworkMembership
from tests import things
from tests.people import KINDS

TEXTS = {"subject_fi": "Verkoston kokous", "body_fi": "Hei {name}.\n\nTulkaa.", "subject_sv": "", "body_sv": ""}


@pytest.fixture
def network(cast):
    """A network that the member coordinates, with an official in it."""
    made = Network.objects.create(name_fi="Ilmastoverkosto", name_sv="Klimatnätverket", coordinator=cast.member)
    NetworkMembership.objects.create(network=made, person=cast.official_of_a)
    return made


def written(client, cast, network, **more):
    """The draft that the coordinator has written."""
    client.force_login(cast.member)
    client.post(f"/fi/networks/{network.public_id}/letters/", {**TEXTS, **more})
    return Mailing.objects.get()


def address(network, mailing, act=""):
    """The letter's page."""
    return f"/fi/networks/{network.public_id}/letters/{mailing.public_id}/{act}"


@pytest.mark.parametrize("kind", KINDS)
def test_only_its_coordinator_writes_to_a_network(client, cast, network, kind):
    if kind != "stranger":
        client.force_login(getattr(cast, kind))
    status = client.get(f"/fi/networks/{network.public_id}/letters/").status_code
    assert status == {"member": 200, "stranger": 302}.get(kind, 403)


def test_nobody_sends_by_opening_the_page(client, cast, network):
    mailing = written(client, cast, network)
    page = client.get(address(network, mailing)).text
    assert "Hei official.a (Esimerkki)" in page and "1 jäsen saa kirjeen" in page
    assert client.get(address(network, mailing, "send/")).status_code == 405
    assert mass_sending.send_due() == 0 and not Letter.objects.exists()


def test_the_members_get_it_and_answer_to_the_coordinator(client, cast, network):
    mailing = written(client, cast, network)
    for _ in range(2):
        client.post(address(network, mailing, "send/"))
        mass_sending.send_due()
    letter = Letter.objects.select_related("mailing").get()
    rendered = rendering.render(letter)
    assert letter.person == cast.official_of_a and "osallistut verkostoon: Ilmastoverkosto" in rendered.text
    assert cast.member.email in str(envelopes.message(letter, rendered)["Reply-To"])


def test_the_secretariat_sees_it_among_its_letters_to_many(client, cast, network):
    mailing = written(client, cast, network)
    client.post(address(network, mailing, "send/"))
    client.force_login(cast.coordinator)
    assert "Verkoston kokous" in client.get("/fi/work/mailings/").text


@pytest.mark.parametrize("lacks", [{"subject_fi": ""}, {"body_fi": ""}, {"subject_sv": "Bara rubrik"}])
def test_a_letter_has_a_subject_and_a_text_in_each_of_its_languages(client, cast, network, lacks):
    client.force_login(cast.member)
    answer = client.post(f"/fi/networks/{network.public_id}/letters/", {**TEXTS, **lacks})
    assert answer.status_code == 422 and not Mailing.objects.exists()


def test_a_draft_is_written_anew_and_a_sent_letter_is_not(client, cast, network):
    mailing = written(client, cast, network)
    client.post(address(network, mailing), {**TEXTS, "subject_fi": "Toinen"})
    client.post(address(network, mailing, "send/"))
    client.post(address(network, mailing), {**TEXTS, "subject_fi": "Kolmas"})
    assert Mailing.objects.get().texts["fi"]["subject"] == "Toinen"


def test_one_networks_coordinator_opens_no_other_networks_letter(client, cast, network):
    other = Network.objects.create(name_fi="Toinen", coordinator=things.person("other"))
    mailing = written(client, cast, network)
    assert client.get(address(other, mailing)).status_code == 403
    client.force_login(other.coordinator)
    assert client.get(address(other, mailing)).status_code == 404


def test_a_closed_network_is_not_written_to(client, cast, network):
    Network.objects.filter(pk=network.pk).update(closed_on="2026-01-01")
    client.force_login(cast.member)
    assert client.get(f"/fi/networks/{network.public_id}/letters/").status_code == 404
