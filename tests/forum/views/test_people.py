"""The coordinator's pages for people."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from forum import clock
from forum.models import Person
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
    person = cast.official_of_a
    if kind != "stranger":
        client.force_login(cast.everybody()[kind])
    expected = {"coordinator": 200, "stranger": 302}.get(kind, 403)
    for name, args in (("people", []), ("person_new", []), ("person", [person.public_id])):
        assert client.get(reverse(f"forum:{name}", args=args)).status_code == expected


def listed(client, **search) -> str:
    return client.get(reverse("forum:people"), search).content.decode()


def test_people_are_found_by_name_region_role_and_reach(client, cast, coordinator):
    lost = things.person("lost", unreachable_since=clock.now())
    assert cast.official_of_a.name in listed(client, q="official A@")
    of_b = listed(client, region=cast.official_of_b and "15")
    assert cast.official_of_b.name in of_b
    assert cast.official_of_a.name not in of_b
    assert cast.official_of_a.name in listed(client, mandate="official")
    assert lost.name in listed(client, reach="bounced")
    assert cast.official_of_a.name not in listed(client, reach="bounced")
    assert coordinator.name in listed(client, role="coordinator")


def test_nonsense_in_the_search_shows_everybody(client, cast, coordinator):
    assert cast.official_of_a.name in listed(client, region="zz", role="king", page="x")


def test_the_file_holds_what_is_shown_and_no_formulas(client, coordinator):
    Person.objects.filter(pk=things.person("evil").pk).update(name="=1+1")
    things.person("other")
    file = client.get(reverse("forum:people"), {"q": "evil", "format": "csv"}).content.decode()
    assert "'=1+1" in file
    assert "other@" not in file


def test_a_person_is_made_and_made_once(client, coordinator):
    said = {"name": "Uusi", "email": "Uusi@example.org", "language": "sv"}
    address = reverse("forum:person_new")
    assert client.post(address, said).status_code == 302
    again = client.post(address, said)
    assert "already has this address" in again.content.decode()
    assert Person.objects.filter(email="uusi@example.org").count() == 1


def test_what_was_typed_stays_when_it_is_refused(client, coordinator):
    page = client.post(reverse("forum:person_new"), {"name": "Uusi", "email": "no address"}).content.decode()
    assert 'value="Uusi"' in page
    assert 'value="no address"' in page


def test_a_person_is_changed_with_roles(client, coordinator):
    person = things.person()
    said = {"name": "Toinen", "email": person.email, "language": "fi", "roles": ["chair"], "is_active": "on"}
    client.post(reverse("forum:person", args=[person.public_id]), said)
    changed = Person.objects.get(pk=person.pk)
    assert changed.name == "Toinen"
    assert changed.has_perm("forum.work_as_staff")


def test_anonymising_asks_first(client, cast, coordinator):
    address = reverse("forum:person_anonymise", args=[cast.official_of_a.public_id])
    client.get(address)
    assert Person.objects.get(pk=cast.official_of_a.pk).anonymised_at is None
    client.post(address)
    assert Person.objects.get(pk=cast.official_of_a.pk).anonymised_at


def test_a_coordinator_cannot_anonymise_themselves(client, coordinator):
    answer = client.post(reverse("forum:person_anonymise", args=[coordinator.public_id]), follow=True)
    assert "your own access" in answer.content.decode()


def test_a_persons_page_lists_the_mandates(client, cast, coordinator):
    page = client.get(reverse("forum:person", args=[cast.official_of_a.public_id])).content.decode()
    assert "Kainuu: official" in page


def test_a_title_says_in_which_language_it_is(client, cast, coordinator):
    """Titles are free text in the person's own language, whoever's page they stand on."""
    assert cast.official_seat_b
    Person.objects.filter(pk=cast.official_of_b.pk).update(title="utvecklingschef")
    own = {"en": '<span lang="sv">utvecklingschef</span>', "sv": "utvecklingschef<"}
    for path in ("work/people/", f"work/people/{cast.official_of_b.public_id}/", "regions/15/"):
        for language, said in own.items():
            assert said in client.get(f"/{language}/{path}").content.decode(), path
    assert 'lang="sv">utvecklingschef' not in client.get("/sv/work/people/").content.decode()


def test_the_list_costs_the_same_for_few_and_many(client, cast, coordinator):
    costs = []
    for _ in range(3):
        things.person()
        with CaptureQueriesContext(connection) as found:
            listed(client)
        costs.append(len(found))
    assert costs[0] == costs[2]
