"""People: made, changed, let go."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from forum import clock
from forum.models import AuditEntry, Letter, Person, StaffRole
from forum.services import letters, people
from regions.models import Mandate, Network, NetworkMembership
from tests import things
from tests.people import hold


@pytest.fixture(autouse=True)
def in_english():
    """Messages are compared in the language of the source."""
    with translation.override("en"):
        yield


def test_a_new_person_can_be_a_coordinator_from_today(cast):
    made = people.create(by=cast.coordinator, name="Uusi", email="Uusi@Example.org ", roles=["coordinator"])
    assert made.email == "uusi@example.org"
    assert made.has_perm("forum.coordinate")
    assert AuditEntry.objects.filter(verb="person.create", actor=cast.coordinator).exists()


def test_an_address_is_used_once_in_any_case_of_letters(cast):
    things.person("same")
    with pytest.raises(ValidationError) as refused:
        people.create(by=cast.coordinator, name="Toinen", email="SAME@example.ORG")
    assert "email" in refused.value.error_dict


def test_a_new_address_counts_as_reachable(cast):
    person = things.person(unreachable_since=clock.now())
    people.change(person, by=cast.coordinator, email="new@example.org")
    person.refresh_from_db()
    assert person.reachable


def test_a_change_is_audited_and_what_tells_who_it_is_without_its_values(cast):
    person = things.person(title="suunnittelija", language="fi")
    people.change(person, by=cast.coordinator, title="johtaja", language="sv")
    assert AuditEntry.objects.get(verb="person.change").details == {"title": None, "language": ["fi", "sv"]}


def test_nobody_takes_away_their_own_access(cast):
    for deed in (people.deactivate, people.anonymise):
        with pytest.raises(ValidationError, match="your own access"):
            deed(cast.coordinator, by=cast.coordinator)


def test_the_forum_keeps_one_coordinator(cast):
    assert cast.coordinator
    with pytest.raises(ValidationError, match="at least one coordinator"):
        people.set_roles(cast.coordinator, by=cast.chair, roles=[])


def test_a_role_taken_away_ended_yesterday(cast):
    people.set_roles(cast.chair, by=cast.coordinator, roles=[])
    assert StaffRole.objects.get(person=cast.chair).until < clock.today()
    assert not Person.objects.get(pk=cast.chair.pk).has_perm("forum.work_as_staff")


def test_anonymising_takes_the_name_and_address_and_ends_everything(cast):
    person, seat = cast.official_of_a, cast.official_seat_a
    network = Network.objects.create(name_fi="V", coordinator=person)
    NetworkMembership.objects.create(network=network, person=person, since="2020-01-01")
    people.anonymise(person, by=cast.coordinator)
    person.refresh_from_db()
    network.refresh_from_db()
    assert (person.name, person.title, person.phone) == ("Anonymisoitu henkilö", "", "")
    assert person.email.endswith("@example.invalid")
    assert seat.holder is None
    assert network.coordinator is None
    assert not network.memberships.filter(until=None).exists()


def test_anonymising_keeps_that_a_letter_was_sent_and_forgets_to_whom(cast):
    person = things.person("secret.name")
    letters.write(key="a", kind="invitation", person=person, facts={})
    people.anonymise(person, by=cast.coordinator)
    letter = Letter.objects.get(key="a")
    assert letter.state == "cancelled"
    assert "secret" not in letter.to_address + letter.to_name


def test_nothing_says_who_was_appointed_by_the_anonymised(cast):
    role = StaffRole.objects.create(person=things.person(), kind="chair", appointed_by="Hallitus, Maija Meikäläinen")
    mandate = hold(cast.official_seat_a, things.person())
    Mandate.objects.filter(pk=mandate.pk).update(appointed_by="Maija Meikäläinen")
    maija = people.create(by=cast.coordinator, name="Maija Meikäläinen", email="maija@example.org")
    people.anonymise(maija, by=cast.coordinator)
    role.refresh_from_db()
    mandate.refresh_from_db()
    assert (role.appointed_by, mandate.appointed_by) == ("Hallitus", "")


def test_a_role_names_nobody_who_gave_it(cast):
    people.set_roles(cast.member, by=cast.coordinator, roles=["chair"])
    assert StaffRole.objects.get(person=cast.member).appointed_by == ""


def test_an_anonymised_person_stays_as_they_are(cast):
    person = people.anonymise(things.person(), by=cast.coordinator)
    with pytest.raises(ValidationError, match="cannot be changed"):
        people.change(person, by=cast.coordinator, name="X")


def test_a_mandate_that_began_today_does_not_stop_anonymising(cast):
    from regions.services import seats

    person = things.person()
    seats.appoint(cast.official_seat_a, person=person, role="holder", by=cast.coordinator)
    people.anonymise(person, by=cast.coordinator)
    assert cast.official_seat_a.holder is None


def test_anonymising_forgets_what_the_letters_said(cast):
    person = things.person("secret.name")
    facts = {"name": "secret", "reason": "secret"}
    letters.write(key="a", kind="invitation", person=person, facts=facts)
    Letter.objects.update(subject="secret", text="secret", html="secret", calendar="secret", server_words="secret")
    people.anonymise(person, by=cast.coordinator)
    letter = Letter.objects.get(key="a")
    kept = (letter.subject, letter.text, letter.html, letter.calendar, letter.facts, letter.server_words)
    assert "secret" not in str(kept)
