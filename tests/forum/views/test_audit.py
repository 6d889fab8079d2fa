"""The coordinator's page of the audit log."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.models import AuditEntry
from forum.services import audit, people
from meetings.services import invitations
from tests import things

pytestmark = pytest.mark.django_db
PAGE = "/fi/work/audit/"


@pytest.fixture
def coordinator(client, cast):
    """The coordinator's browser."""
    client.force_login(cast.coordinator)
    return client


def read(browser, query="", page=PAGE):
    """The page's table, as it is written."""
    return browser.get(f"{page}?{query}").content.decode().partition("<tbody")[2].partition("</tbody>")[0]


def test_an_entry_is_read_in_words_in_every_language(coordinator, cast):
    details = {"role": "holder", "person": cast.member, "until": ["", "2027-01-31"]}
    audit.record("seat.appoint", by=cast.coordinator, about=cast.official_seat_a, details=details)
    for page, words in [
        (PAGE, ["Nimetty paikalle", "paikka", "Tehtävä: ", "Paikan haltija", "Päättyen: ", "31.1.2027"]),
        ("/sv/work/audit/", ["Utsedd till en plats", "plats", "Uppgift: ", "Ordinarie representant", "31.1.2027"]),
        ("/en/work/audit/", ["Appointed to a seat", "seat", "Duty: ", "Holder", "31 January 2027"]),
    ]:
        table = read(coordinator, page=page)
        for said in [*words, cast.member.name, "<code>seat.appoint</code>"]:
            assert said in table, said


def test_names_and_details_say_in_which_language_they_are(coordinator, cast):
    item = things.agenda_item(things.meeting(), title_fi="Alku")
    changes = {"title_sv": ["", "Början"], "presenter_text": ["", "Ylijohtaja"], "is_break": [False, True]}
    audit.record("agenda.change", by=cast.coordinator, about=item, details=changes)
    table = read(coordinator, page="/sv/work/audit/")
    assert 'lang="fi">Alku</a>' in table
    assert '<span lang="sv">Början</span>' in table and '<span lang="fi">Ylijohtaja</span>' in table
    assert "<span>ja</span>" in table and "Rubrik (sv): " in table


def test_what_is_not_kept_is_said_to_have_changed(coordinator, cast):
    people.change(cast.member, by=cast.coordinator, title="johtaja")
    assert "<p>Tehtävänimike: muuttui</p>" in read(coordinator)


def test_an_unknown_deed_is_read_by_its_code(coordinator):
    AuditEntry.objects.create(verb="old.deed", about_kind="fossil", about_id="x", language="fi", details={"some_n": 3})
    table = read(coordinator)
    assert "old.deed" in table and "fossil" in table and "some n: " in table


def test_it_is_narrowed_by_deed_person_code_and_day(coordinator, cast):
    seat = cast.official_seat_a
    audit.record("seat.appoint", by=cast.chair, about=seat, details={"person": cast.official_of_b})
    audit.record("person.create", by=None, about=cast.member)
    appointed = cast.official_of_b.public_id
    seen = {
        "verb=seat.appoint": 1,
        "words=seat.app": 1,
        "words=chair": 1,
        "words=official.b": 1,
        f"words={cast.member.name[:6]}": 1,
        "words=Kainuu": 1,
        "words=nobody": 0,
        f"about={cast.member.public_id}": 1,
        f"about={appointed}": 1,
        "since=1.1.2099": 0,
        "until=1.1.2099": 2,
        "": 2,
    }
    assert {query: read(coordinator, query).count("<code>") for query in seen} == seen


def test_the_deeds_to_choose_from_are_in_words(coordinator, cast):
    audit.record("seat.appoint", by=None, about=cast.official_seat_a)
    assert '<option value="seat.appoint">Nimetty paikalle</option>' in coordinator.get(PAGE).content.decode()


def test_whoever_is_anonymised_is_no_longer_named_there(coordinator, cast):
    guest, other = things.person("maija"), things.person("matti")
    invitation = invitations.add_guest(things.meeting(), name="", email=guest.email, language="fi", by=cast.coordinator)
    invitations.withdraw(invitation, by=cast.coordinator)
    people.change(guest, by=cast.coordinator, name="Maija Meikäläinen-Virtanen")
    audit.record("seat.appoint", by=guest, about=cast.official_seat_a, details={"person": [other, guest]})
    assert read(coordinator).count("Maija Meikäläinen-Virtanen") == 5
    people.anonymise(guest, by=cast.coordinator)
    table = read(coordinator)
    assert "Maija" not in table and other.name in table
    assert table.count("Anonymisoitu henkilö") == 6
    assert read(coordinator, "words=Maija") == ""


def test_people_in_the_log_cost_the_same_for_one_entry_and_for_three(coordinator, cast):
    costs = []
    for more in (1, 2):
        for _ in range(more):
            details = {"person": [things.person(), things.person()]}
            audit.record("seat.appoint", by=things.person(), about=things.person(), details=details)
        with CaptureQueriesContext(connection) as queries:
            coordinator.get(PAGE)
        costs.append(len(queries))
    assert costs[0] == costs[1]
