"""Furnishing: in order, each floor whole or not at all, and harmless when repeated."""

import pytest
from django.core.management import CommandError, call_command

from forum import clock, furnishing, shelves
from forum.management.commands import prepare
from forum.models import AuditEntry, Person, StaffRole
from forum.services import house


@pytest.fixture
def shelf(monkeypatch):
    """A shelf of examples that holds only the ground floor's, and nothing else."""
    shelf = shelves.Shelf("examples")
    shelf.put("forum", furnishing.furnish, order=0)
    monkeypatch.setattr(shelves, "furnishings", shelves.Shelf("furniture"))
    monkeypatch.setattr(shelves, "examples", shelf)
    return shelf


def test_the_secretariat_moves_in(db, shelf):
    call_command("furnish", verbosity=0)
    coordinator = Person.objects.get(email="koordinaattori@example.org")
    assert coordinator.is_example
    assert coordinator.has_perm("forum.coordinate")
    assert Person.objects.get(email="puheenjohtaja@example.org").has_perm("forum.work_as_staff")


def test_twice_is_once(db, shelf):
    call_command("furnish")
    call_command("furnish")
    assert (Person.objects.count(), StaffRole.objects.count()) == (2, 2)


def test_it_is_done_only_when_every_floor_is(db, shelf):
    def fails(**_: object) -> None:
        raise LookupError

    shelf.put("upstairs", fails)
    with pytest.raises(LookupError):
        call_command("furnish")
    assert Person.objects.exists()
    assert not house.is_furnished()
    shelf.take("upstairs")
    call_command("furnish")
    assert house.is_furnished()


def test_if_needed_does_nothing_the_second_time(db, shelf):
    call_command("furnish")
    shelf.put("upstairs", lambda **_: pytest.fail("furnished again"))
    call_command("furnish", "--if-needed")


def test_today_is_the_day_one_says(db, shelf):
    seen = []
    shelf.put("upstairs", lambda today, say: seen.append((today, clock.today())))
    call_command("furnish", "--today", "2031-05-06")
    assert [day.isoformat() for day in seen[0]] == ["2031-05-06", "2031-05-06"]


ANNA = "Anna Aalto <Anna.Aalto@ministry.example>"


def test_a_real_forum_begins_with_real_data_and_one_coordinator(db):
    from meetings.models import Invitation, Meeting, MeetingKind
    from regions.models import Mandate, Network, Organisation, Region, Seat
    from themes.models import Brief, Programme

    for _ in range(2):
        call_command("furnish", "--without-examples", "--coordinator", ANNA, verbosity=0)
    only = Person.objects.get()
    assert (only.name, only.email, only.is_example) == ("Anna Aalto", "anna.aalto@ministry.example", False)
    assert only.has_perm("forum.coordinate") and StaffRole.objects.count() == 1
    assert (Region.objects.count(), Seat.objects.filter(region__isnull=False).count()) == (19, 57)
    assert Organisation.objects.exists() and Programme.objects.count() == 3 and Brief.objects.public().count() == 5
    assert MeetingKind.objects.exists() and house.is_furnished()
    assert not [model for model in (Mandate, Network, Meeting, Invitation) if model.objects.exists()]


def test_examples_never_come_into_a_real_forum(db, shelf):
    shelf.take("forum")
    call_command("furnish", "--without-examples")
    with pytest.raises(CommandError, match="--without-examples"):
        call_command("furnish")
    assert not Person.objects.exists()


def test_a_coordinator_is_let_in_again_and_the_audit_log_keeps_it(db, shelf):
    call_command("furnish", "--without-examples", "--coordinator", ANNA)
    StaffRole.objects.update(since="2020-01-01", until="2020-12-31")
    call_command("furnish", "--without-examples", "--if-needed", "--coordinator", ANNA)
    assert Person.objects.get().has_perm("forum.coordinate")
    assert AuditEntry.objects.filter(verb="portal.let_in").count() == 2


@pytest.mark.parametrize("words", ["Anna", "Anna <anna>", "<>"])
def test_an_address_that_is_none_is_refused(db, shelf, words):
    with pytest.raises(CommandError, match="Name <address>"):
        call_command("furnish", "--without-examples", "--coordinator", words)


def test_the_first_start_of_a_real_portal_furnishes_it(db, shelf, settings, monkeypatch):
    settings.DEMO, settings.COORDINATOR = False, ANNA
    quiet = ("translations", "migrate", "createcachetable", "collectstatic")
    real = prepare.call_command
    monkeypatch.setattr(prepare, "call_command", lambda name, **more: None if name in quiet else real(name, **more))
    call_command("prepare")
    assert Person.objects.get().has_perm("forum.coordinate")
