"""The region's contact names and ends deputies for the region's own seats."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from forum import clock
from forum.models import AuditEntry, Letter, Person
from regions.models import Mandate
from tests import things
from tests.people import KINDS, hold

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def contact(cast):
    """Region A's contact, who holds no seat."""
    person = things.person("contact")
    Mandate.objects.create(person=person, region=cast.region_a, role="contact", since="2020-01-01")
    return person


@pytest.fixture
def seat(cast):
    assert cast.official_of_a
    return cast.official_seat_a


def address(seat, page="deputy"):
    return reverse(f"regions:{page}", args=[seat.region.code, seat.public_id])


def name(client, seat, **said):
    """Sends the form as it was drawn."""
    now = seat.mandate("deputy")
    drawn = {"since": clock.today().isoformat(), "instead_of": now.public_id if now else "", "language": "fi"}
    typed = {"name": "Varalla (Esimerkki)", "email": "varalla@example.org"}
    return client.post(address(seat), {**drawn, **typed, **said})


def test_the_contact_finds_the_way_from_the_desk(client, contact, seat):
    client.force_login(contact)
    assert address(seat) in client.get(reverse("forum:desk")).content.decode()


def test_who_only_holds_a_seat_finds_no_such_way(client, cast, contact, seat):
    client.force_login(cast.official_of_a)
    assert address(seat) not in client.get(reverse("forum:desk")).content.decode()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("page", ["deputy", "deputy_end"])
def test_of_others_only_the_coordinator_may(client, cast, seat, kind, page):
    hold(seat, things.person("deputy"), "deputy")
    if kind != "stranger":
        client.force_login(getattr(cast, kind))
    expected = {"coordinator": 200, "stranger": 302}.get(kind, 403)
    assert client.get(address(seat, page)).status_code == expected


def test_another_regions_seats_are_not_the_contacts(client, cast, contact):
    assert cast.official_of_b
    client.force_login(contact)
    assert client.get(address(cast.official_seat_b)).status_code == 403
    assert name(client, cast.official_seat_b).status_code == 403
    borrowed = reverse("regions:deputy", args=[cast.region_a.code, cast.official_seat_b.public_id])
    assert client.get(borrowed).status_code == 404


def test_a_new_person_becomes_deputy_is_written_to_and_it_is_kept_who_did_it(client, cast, contact, seat):
    client.force_login(contact)
    assert name(client, seat).status_code == 302
    deputy = seat.mandate("deputy").person
    assert (deputy.name, deputy.email) == ("Varalla (Esimerkki)", "varalla@example.org")
    assert Letter.objects.get(kind="seat_appointment").person == deputy
    assert AuditEntry.objects.get(verb="seat.appoint").actor == contact


def test_somebody_known_is_found_by_address_and_keeps_the_name(client, cast, contact, seat):
    client.force_login(contact)
    name(client, seat, name="Aivan muu", email=cast.member.email.upper())
    assert seat.mandate("deputy").person == cast.member
    assert Person.objects.get(pk=cast.member.pk).name == "member (Esimerkki)"


def test_the_page_shows_the_contact_no_list_of_people(client, cast, contact, seat):
    client.force_login(contact)
    assert cast.member.email not in client.get(address(seat)).content.decode()


def test_the_one_before_ends_the_day_before(client, contact, seat):
    before = hold(seat, things.person("before"), "deputy")
    client.force_login(contact)
    name(client, seat)
    before.refresh_from_db()
    assert before.until == clock.today() - DAY


def test_the_holder_cannot_be_the_own_deputy_and_the_form_says_so(client, cast, contact, seat):
    client.force_login(contact)
    page = name(client, seat, email=cast.official_of_a.email).content.decode()
    assert "already acts for this seat" in page and seat.mandate("deputy") is None


def test_whoever_saw_another_deputy_is_told_and_nobody_is_made(client, contact, seat):
    client.force_login(contact)
    name(client, seat, email="first@example.org")
    page = name(client, seat, instead_of="").content.decode()
    assert "Somebody else has just appointed" in page
    assert not Person.objects.filter(email="varalla@example.org").exists()


def test_a_term_is_ended_on_a_day(client, contact, seat):
    mandate = hold(seat, things.person("deputy"), "deputy")
    client.force_login(contact)
    client.get(address(seat, "deputy_end"))
    assert seat.mandate("deputy")
    client.post(address(seat, "deputy_end"), {"until": (clock.today() - DAY).isoformat()})
    mandate.refresh_from_db()
    assert mandate.until == clock.today() - DAY
    assert AuditEntry.objects.get(verb="seat.end").actor == contact


def test_an_error_of_today_is_taken_back(client, contact, seat):
    client.force_login(contact)
    name(client, seat)
    client.post(address(seat, "deputy_end"))
    assert not Mandate.objects.filter(role="deputy").exists()


def test_where_nobody_stands_in_there_is_nothing_to_end(client, contact, seat):
    client.force_login(contact)
    assert client.get(address(seat, "deputy_end")).status_code == 404


def test_after_the_contacts_term_the_pages_are_closed(client, contact, seat):
    Mandate.objects.filter(person=contact).update(until=clock.today() - DAY)
    client.force_login(contact)
    assert name(client, seat).status_code == 403
