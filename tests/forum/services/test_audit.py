"""The audit log: what it keeps, in which language, and that the database lets nobody take it back."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import translation

from forum import clock
from forum.models import AuditEntry, Letter, Person
from forum.services import audit, letters, people, sign_in
from meetings.services import answers, invitations
from regions.services import networks, seats
from tests import things

pytestmark = pytest.mark.django_db
NAME, ADDRESS = "Maija Meikäläinen", "maija.meikalainen@example.org"


@pytest.fixture
def maija():
    """Somebody whose name is looked for."""
    person = things.person("maija.meikalainen", title="erityisasiantuntija", phone="+358 40 7654321")
    Person.objects.filter(pk=person.pk).update(name=NAME)
    person.refresh_from_db()
    return person


def lives_a_life(person, cast):
    """The person is appointed, written to, changed and invited, and leaves for good."""
    by, meeting = cast.coordinator, things.meeting(state="invited", invited_at=clock.now())
    seats.appoint(cast.official_seat_a, person=person, role="holder", by=by)
    network = networks.create(by=by, name_fi="Verkosto")
    networks.change(network, by=by, name_fi="Verkosto", coordinator=person)
    networks.join(network, person=person, role="driver", by=by)
    invitation = invitations.add_guest(meeting, name=person.name, email=person.email, language="fi", by=by)
    invitations.send(meeting, by=by)
    invitation.refresh_from_db()
    answers.answer(invitation, reply="decline", reason=f"{NAME} on sairaana", by=by, channel="on_behalf")
    invitations.withdraw(invitation, by=by, reason="muutos")
    letter = Letter.objects.filter(person=person).first()
    Letter.objects.filter(pk=letter.pk).update(state="failed", server_words=f"550 5.1.1 <{ADDRESS}> no such user")
    letter.refresh_from_db()
    people.change(person, by=by, phone="+358 40 1234567", email=f"uusi.{ADDRESS}")
    letters.resend(letter, by=by)
    sign_in.note_failure(person, reason="wrong_code", ip="192.0.2.77")


def refuses(statement):
    """Whether the database refuses it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(statement)
    except DatabaseError as error:
        return "only added to" in str(error)
    return False


def test_the_database_refuses_to_change_or_empty_the_audit_log(cast):
    audit.record("seat.appoint", by=None, about=cast.member)
    assert refuses("UPDATE forum_auditentry SET verb = 'seat.end'")
    assert refuses("DELETE FROM forum_auditentry")
    if connection.vendor == "postgresql":
        assert refuses("TRUNCATE forum_auditentry")
        assert refuses("TRUNCATE forum_person CASCADE")
    assert AuditEntry.objects.get().verb == "seat.appoint"


def test_nor_by_the_way_of_its_rows(cast):
    entry = audit.record("seat.appoint", by=None, about=cast.member)
    entry.verb = "seat.end"
    for deed in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            deed()


def test_the_log_keeps_nobody_s_name_or_address(maija, cast):
    lives_a_life(maija, cast)
    people.anonymise(maija, by=cast.coordinator)
    said = str(list(AuditEntry.objects.values_list("about_name", "about_id", "details")))
    assert maija.public_id in said and "550 5.1.1 <[…]> no such user" in said
    for secret in ("Maija", "Meikäläinen", "maija.", "erityisasiantuntija", "1234567", "7654321", "192.0.2.77"):
        assert secret not in said, secret


def test_what_somebody_is_called_is_in_the_language_they_wrote_in(cast):
    with translation.override("sv"):
        in_swedish = audit.record("seat.change", by=cast.coordinator, about=cast.official_seat_b)
        of_finnish = audit.record("agenda.change", by=None, about=things.agenda_item(things.meeting(), title_fi="Alku"))
    assert (in_swedish.language, in_swedish.about_name) == ("sv", "Österbotten, tjänsteinnehavare")
    assert (of_finnish.language, of_finnish.about_name) == ("fi", "Alku")


def test_an_entry_without_a_language_is_refused():
    with pytest.raises(IntegrityError):
        AuditEntry.objects.create(verb="seat.appoint")


def test_of_deadlines_only_those_that_moved_are_kept():
    cycle = things.cycle(offsets={"invitation": -42, "call_list": -11})
    moved = audit.changes(cycle, {"offsets": {"invitation": -49, "call_list": -11}})
    assert moved == {"offsets": {"invitation": [-42, -49]}}


@pytest.mark.parametrize(
    ("ip", "network"), [("192.0.2.77", "192.0.2.0/24"), ("2001:db8:1:2::7", "2001:db8:1::/48"), ("nowhere", "")]
)
def test_of_a_machine_only_its_network_is_kept(ip, network):
    assert sign_in.network(ip) == network
