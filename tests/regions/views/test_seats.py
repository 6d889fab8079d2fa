"""The coordinator's pages for seats."""

import pytest
from django.urls import reverse
from django.utils import translation

from forum import clock
from forum.models import Person
from regions.models import Mandate
from tests import things
from tests.people import KINDS, hold


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def sign_in(client, person) -> None:
    client.force_login(person)


def status(client, cast, kind, address) -> int:
    client.logout()
    if kind != "stranger":
        sign_in(client, cast.everybody()[kind])
    return client.get(address).status_code


def pages(cast) -> dict[str, str]:
    seat = cast.official_seat_a
    assert cast.official_of_a
    return {
        "list": reverse("regions:seats"),
        "seat": reverse("regions:seat", args=[seat.public_id]),
        "appoint": reverse("regions:appoint", args=[seat.public_id, "holder"]),
        "ground": reverse("regions:seat_ground", args=[seat.public_id]),
        "end": reverse("regions:mandate_end", args=[seat.mandate("holder").public_id]),
        "duties": reverse("regions:duties", args=["18"]),
        "duty": reverse("regions:duty_new", args=["18", "contact"]),
    }


READ = {"list", "seat", "duties"}


@pytest.mark.parametrize("kind", KINDS)
def test_coordinators_change_chairs_read_others_stay_out(client, cast, kind):
    for name, address in pages(cast).items():
        expected = {"coordinator": 200, "chair": 200 if name in READ else 403, "stranger": 302}.get(kind, 403)
        assert status(client, cast, kind, address) == expected, name


def post(client, cast, **values):
    """Asks for a new holder of the official's seat of region A."""
    sign_in(client, cast.coordinator)
    seat = cast.official_seat_a
    now = seat.mandate("holder")
    address = reverse("regions:appoint", args=[seat.public_id, "holder"])
    given = {"since": clock.today().isoformat(), "instead_of": now.public_id if now else "", "language": "fi"}
    return client.post(address, {**given, **values})


def test_somebody_is_appointed_from_the_list(client, cast):
    person = things.person()
    answer = post(client, cast, person=person.pk)
    assert answer.status_code == 302
    assert cast.official_seat_a.holder == person


def test_a_new_person_is_made_in_the_same_breath(client, cast):
    post(client, cast, name="Uusi johtaja", email="uusi@example.org")
    assert cast.official_seat_a.holder.email == "uusi@example.org"


def test_a_refused_appointment_makes_no_person_and_keeps_what_was_typed(client, cast):
    answer = post(client, cast, name="Uusi johtaja", email="uusi@example.org", until="2020-01-01")
    page = answer.content.decode()
    assert "cannot end before it begins" in page
    assert 'value="Uusi johtaja"' in page
    assert not Person.objects.filter(email="uusi@example.org").exists()


def test_a_taken_address_is_told_at_its_field(client, cast):
    things.person("taken")
    answer = post(client, cast, name="Toinen", email="TAKEN@example.org")
    assert "Somebody else already has this address" in answer.content.decode()


def test_nobody_and_two_at_once_are_refused(client, cast):
    assert "Choose a person above" in post(client, cast).content.decode()
    both = post(client, cast, person=things.person().pk, name="A", email="a@example.org")
    assert "not both" in both.content.decode()


def test_the_second_coordinator_is_told_that_somebody_was_quicker(client, cast):
    assert cast.official_of_a
    seen = cast.official_seat_a.mandate("holder").public_id
    post(client, cast, person=things.person().pk, instead_of=seen)
    answer = post(client, cast, person=things.person().pk, instead_of=seen)
    assert "Somebody else has just appointed" in answer.content.decode()


def test_the_same_form_twice_appoints_once(client, cast):
    assert cast.official_of_a
    seen, person = cast.official_seat_a.mandate("holder").public_id, things.person()
    for _ in range(2):
        assert post(client, cast, person=person.pk, instead_of=seen).status_code == 302
    assert Mandate.objects.filter(person=person).count() == 1


def test_looking_at_the_question_ends_nothing(client, cast):
    address = pages(cast)["end"]
    sign_in(client, cast.coordinator)
    client.get(address)
    assert cast.official_seat_a.holder == cast.official_of_a
    client.post(address, {"until": (clock.today()).isoformat()})
    assert cast.official_seat_a.mandate("holder").until == clock.today()


def test_the_filtered_list_shows_only_seats_without_a_living_holder(client, cast):
    assert cast.official_of_a
    things.seat(cast.region_b, "politician", 2)
    sign_in(client, cast.coordinator)
    page = client.get(reverse("regions:seats") + "?show=empty").content.decode()
    assert "Ostrobothnia" in page
    assert "Kainuu" not in page


def test_the_desk_says_how_many_seats_have_no_holder(client, cast):
    things.seat(cast.region_b, "politician", 2)
    sign_in(client, cast.coordinator)
    assert "1 seat has no holder" in client.get(reverse("forum:desk")).content.decode()


@pytest.mark.parametrize("role", ["contact", "approver"])
def test_a_region_gets_a_contact_and_an_approver(client, cast, role):
    assert cast.region_a
    sign_in(client, cast.coordinator)
    address = reverse("regions:duty_new", args=["18", role])
    client.post(address, {"person": things.person("helper").pk, "since": clock.today().isoformat()})
    assert Mandate.objects.get(role=role, region=cast.region_a).person.email == "helper@example.org"


def test_an_unknown_region_seat_or_role_is_not_found(client, cast):
    sign_in(client, cast.coordinator)
    assert client.get(reverse("regions:duties", args=["99"])).status_code == 404
    assert client.get(reverse("regions:seat", args=["nothing"])).status_code == 404
    odd = reverse("regions:appoint", args=[cast.official_seat_a.public_id, "king"])
    assert client.get(odd).status_code == 404


def test_the_board_costs_the_same_for_one_seat_and_three(client, cast):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    sign_in(client, cast.coordinator)
    costs = []
    for _ in range(3):
        hold(things.seat(things.region(), "official"), things.person())
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("regions:seats"))
        costs.append(len(found))
    assert costs[0] == costs[2] <= 9


@pytest.mark.parametrize("kind", ["coordinator", "chair"])
def test_whose_letters_come_back_is_for_the_coordinator(client, cast, kind):
    cast.official_of_a.unreachable_since = clock.now()
    cast.official_of_a.save()
    sign_in(client, getattr(cast, kind))
    read = [reverse("regions:seats"), reverse("regions:seats") + "?show=empty", pages(cast)["seat"]]
    seen = ["letters do not arrive" in client.get(address).content.decode() for address in read]
    assert seen == [kind == "coordinator"] * 3
