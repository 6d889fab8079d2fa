"""The pages of mass letters, with plain forms: from a new draft to its release and its end."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.models import Letter, Mailing
from forum.services import mailings, mass_sending
from tests import mailings as mass
from tests import things

LIST = "/fi/work/mailings/"


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.coordinator)
    return client


@pytest.fixture
def draft(cast):
    return mass.drafted(cast.coordinator, cast.official_of_a, cast.official_of_b)


def page(client, mailing, rest=""):
    return client.get(f"{LIST}{mailing.public_id}/{rest}")


def texts(**changed):
    said = {f"{field}_{code}": text for code, one in mass.TEXTS.items() for field, text in one.items()}
    return {"title": "Kirje", **said, **changed}


def test_a_letter_is_written_tried_out_released_and_sent_with_plain_forms(coordinator, cast):
    assert cast.official_of_a and cast.official_of_b
    answer = coordinator.post(f"{LIST}new/", {"kind": "free_letter", "title": "Syksyn kirje"})
    address = answer["Location"]
    coordinator.post(address, texts())
    coordinator.post(f"{address}audience/?audience=seats", {"kinds": ["official"], "how": "add"})
    checked = coordinator.post(f"{address}try/", follow=True).content.decode()
    assert "2 saajaa saa tämän kirjeen" in checked and "paikan haltija (Kainuu, viranhaltija)" in checked
    coordinator.post(f"{address}check/", {"when": "now"})
    mass_sending.send_due()
    assert "Lähdössä" in coordinator.get(address).content.decode()
    assert sorted(Letter.objects.values_list("language", flat=True)) == ["fi", "sv"]


def test_the_preview_shows_what_is_being_typed_as_the_chosen_receiver_and_saves_nothing(coordinator, draft, cast):
    typed = texts(subject_sv="Hälsning, {name}", body_sv="Bra, {region}.")
    shown = coordinator.post(f"{LIST}{draft.public_id}/preview/", {**typed, "as": cast.official_of_b.public_id})
    assert f"Hälsning, {cast.official_of_b.name}" in shown.content.decode()
    draft.refresh_from_db()
    assert draft.texts == mass.TEXTS


@pytest.mark.parametrize("body", ["Hei {x}", "Hei {name", "https://example.org/{name}"])
def test_a_wrong_placeholder_is_refused_with_its_place(coordinator, draft, body):
    answer = coordinator.post(f"{LIST}{draft.public_id}/", texts(body_fi=f"Ensin\n{body}"))
    assert answer.status_code == 422 and "Rivi 2, merkki" in answer.content.decode()


def test_a_placeholder_is_put_in_by_its_button_without_scripts(coordinator, draft):
    coordinator.post(f"{LIST}{draft.public_id}/", texts(insert="fi:region"))
    draft.refresh_from_db()
    assert draft.texts["fi"]["body"].endswith("{region}")


def test_a_part_of_the_receivers_is_taken_away_again(coordinator, draft):
    coordinator.post(f"{LIST}{draft.public_id}/audience/0/remove/")
    draft.refresh_from_db()
    assert draft.audience == []


def test_the_frozen_list_can_be_taken_away(coordinator, cast):
    mailing = mass.tried(cast.coordinator, cast.official_of_a)
    rows = page(coordinator, mailing, "receivers/?format=csv").content.decode()
    assert cast.official_of_a.email in rows and "sihteeristön valitsema" in rows


def test_an_example_is_framed_and_has_no_scripts(coordinator, cast):
    mailing = mass.tried(cast.coordinator, cast.official_of_a)
    answer = page(coordinator, mailing, f"example/?as={cast.official_of_a.public_id}")
    assert cast.official_of_a.name in answer.content.decode() and "sandbox" in answer["Content-Security-Policy"]


def test_the_second_person_finds_it_on_the_desk_and_the_first_does_not(client, cast, settings):
    settings.SECOND_PERSON = True
    mailing = mass.released(cast.coordinator, cast.official_of_a)
    client.force_login(cast.chair)
    assert "Joukkokirje odottaa toista henkilöä" in client.get("/fi/desk/").content.decode()
    client.post(f"{LIST}{mailing.public_id}/confirm/")
    mailing.refresh_from_db()
    assert (mailing.state, mailing.confirmed_by) == ("scheduled", cast.chair)


def test_a_missed_letter_is_on_the_coordinators_desk(coordinator, cast):
    mailing = mass.released(cast.coordinator, cast.official_of_a)
    Mailing.objects.filter(pk=mailing.pk).update(state="missed")
    assert "Joukkokirjettä ei lähetetty" in coordinator.get("/fi/desk/").content.decode()


@pytest.mark.parametrize(("deed", "state"), [("take-back", "draft"), ("cancel", "cancelled")])
def test_a_released_letter_is_taken_back_or_cancelled(coordinator, cast, deed, state):
    mailing = mass.released(cast.coordinator, cast.official_of_a)
    coordinator.post(f"{LIST}{mailing.public_id}/{deed}/")
    mailing.refresh_from_db()
    assert mailing.state == state


def test_sending_is_stopped_and_a_late_stop_says_so(coordinator, cast):
    mailing = mass.released(cast.coordinator, cast.official_of_a)
    mass_sending.send_due()
    coordinator.post(f"{LIST}{mailing.public_id}/stop/")
    assert Letter.objects.get().state == "cancelled"
    late = coordinator.post(f"{LIST}{mailing.public_id}/stop/", follow=True)
    assert "notice--error" in late.content.decode()


def test_a_new_letter_is_begun_from_an_old_one(coordinator, cast):
    mailing = mass.released(cast.coordinator, cast.official_of_a)
    coordinator.post(f"{LIST}{mailing.public_id}/copy/")
    made = Mailing.objects.first()
    assert (made.state, made.texts, made.audience) == ("draft", mailing.texts, mailing.audience)


def cost(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("rest", ["", "check/", "receivers/"])
def test_the_pages_cost_the_same_for_one_receiver_and_for_many(coordinator, cast, rest):
    few = mass.tried(cast.coordinator, things.person())
    many = mass.tried(cast.coordinator, *(things.person() for _ in range(5)))
    costs = [cost(coordinator, f"{LIST}{one.public_id}/{rest}") for one in (few, many)]
    assert costs[0] == costs[1]


def test_the_list_costs_the_same_for_one_and_for_three(coordinator, cast):
    mass.drafted(cast.coordinator)
    first = cost(coordinator, LIST)
    for _ in range(2):
        mailings.copy(mass.drafted(cast.coordinator), by=cast.coordinator)
    assert cost(coordinator, LIST) == first


def test_whoever_is_anonymised_is_named_in_no_list(cast):
    from forum.services import people

    person = things.person()
    mailing = mass.tried(cast.coordinator, person)
    people.anonymise(person, by=cast.coordinator)
    row = mailing.receivers.get()
    assert (row.name, row.address) == ("–", "")
