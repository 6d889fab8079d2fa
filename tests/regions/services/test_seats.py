"""Seats: appointing, ending, taking back, and what follows."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from forum import clock, shelves
from forum.models import AuditEntry, Letter
from regions.models import Mandate
from regions.services import seats
from tests import things

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def in_english():
    """Messages are compared in the language of the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def told():
    """What the shelf of hand-overs was told."""
    heard = []
    shelves.handovers.put("test", lambda **about: heard.append(about))
    yield heard
    shelves.handovers.take("test")


@pytest.fixture
def seat(cast):
    assert cast.official_of_a
    return cast.official_seat_a


def appoint(seat, cast, **about):
    return seats.appoint(seat, **{"person": things.person(), "role": "holder", "by": cast.coordinator, **about})


def test_a_new_holder_ends_the_predecessors_term_the_day_before(cast, seat):
    before = seat.mandate("holder")
    after = appoint(seat, cast, since=clock.today())
    before.refresh_from_db()
    assert before.until == clock.today() - DAY
    assert seat.holder == after.person


def test_the_shelf_hears_who_left_and_who_came(cast, seat, told):
    after = appoint(seat, cast)
    assert told == [
        {"seat": seat, "role": "holder", "before": cast.official_of_a, "after": after.person, "by": cast.coordinator}
    ]


def test_a_later_appointment_changes_nothing_today_and_is_told_on_its_day(cast, seat, told):
    coming = appoint(seat, cast, since=clock.today() + 10 * DAY)
    assert told == []
    assert seat.holder == cast.official_of_a
    with clock.at(clock.now() + 10 * DAY):
        for mandate in Mandate.objects.not_taken_up():
            seats.take_up(mandate)
            seats.take_up(mandate)
    assert [about["after"] for about in told] == [coming.person]


def test_the_new_holder_is_welcomed_once_in_their_language(cast, seat):
    mandate = appoint(seat, cast, person=things.person(language="sv"), appointed_by="styrelsen")
    letter = Letter.objects.get(kind="seat_appointment")
    assert (letter.person, letter.language) == (mandate.person, "sv")
    assert letter.facts["body"]["sv"] == "Kajanaland"


def test_nobody_writes_to_an_address_that_bounces(cast, seat):
    appoint(seat, cast, person=things.person(unreachable_since=clock.now()))
    assert not Letter.objects.exists()


def test_every_appointment_and_end_is_audited(cast, seat):
    appoint(seat, cast)
    verbs = set(AuditEntry.objects.values_list("verb", "actor"))
    assert verbs == {("seat.end", cast.coordinator.pk), ("seat.appoint", cast.coordinator.pk)}


def test_it_refuses_days_that_belong_to_a_later_term(cast, seat):
    later = appoint(seat, cast, since=clock.today() + 30 * DAY)
    with pytest.raises(ValidationError, match="overlap") as refused:
        appoint(seat, cast, since=clock.today() + 5 * DAY)
    assert "since" in refused.value.error_dict
    assert later.person.name in str(refused.value)


def test_a_term_that_ends_before_a_later_one_fits_between(cast, seat):
    appoint(seat, cast, since=clock.today() + 30 * DAY)
    appoint(seat, cast, since=clock.today() + 5 * DAY, until=clock.today() + 29 * DAY)
    assert Mandate.objects.filter(seat=seat).count() == 3


def test_it_refuses_days_of_a_term_that_is_over(cast, seat):
    seats.end(seat.mandate("holder"), by=cast.coordinator)
    with pytest.raises(ValidationError, match="overlap"):
        appoint(seat, cast, since=clock.today() - 10 * DAY)


def test_it_refuses_an_end_before_the_start(cast, seat):
    with pytest.raises(ValidationError) as refused:
        appoint(seat, cast, until=clock.today() - DAY)
    assert "until" in refused.value.error_dict


def test_it_refuses_somebody_who_has_left(cast, seat):
    with pytest.raises(ValidationError, match="has left"):
        appoint(seat, cast, person=things.person(is_active=False))


def test_nobody_is_their_own_deputy(cast, seat):
    with pytest.raises(ValidationError, match="other role"):
        appoint(seat, cast, person=cast.official_of_a, role="deputy")


def test_who_comes_second_is_told_that_somebody_was_quicker(cast, seat):
    seen = seat.mandate("holder").public_id
    first = appoint(seat, cast, instead_of=seen)
    with pytest.raises(ValidationError, match="Somebody else has just appointed"):
        appoint(seat, cast, instead_of=seen)
    assert seat.holder == first.person


def test_the_same_appointment_twice_is_one(cast, seat):
    seen, person = seat.mandate("holder").public_id, things.person()
    first = appoint(seat, cast, person=person, instead_of=seen)
    assert appoint(seat, cast, person=person, instead_of=seen) == first
    assert Letter.objects.count() == 1


def test_a_refused_appointment_leaves_the_predecessor_in_place(cast, seat):
    with pytest.raises(ValidationError):
        appoint(seat, cast, until=clock.today() - DAY)
    assert seat.mandate("holder").until is None


def test_somebody_chosen_again_begins_a_new_term_and_nothing_is_handed_over(cast, seat, told):
    appoint(seat, cast, person=cast.official_of_a)
    assert Mandate.objects.filter(seat=seat, person=cast.official_of_a).count() == 2
    assert told == []


def test_ending_leaves_the_seat_without_a_holder_and_tells(cast, seat, told):
    seats.end(seat.mandate("holder"), by=cast.coordinator)
    assert seat.holder is None
    assert [(about["before"], about["after"]) for about in told] == [(cast.official_of_a, None)]


def test_a_term_cannot_end_before_it_began(cast, seat):
    mandate = appoint(seat, cast)
    with pytest.raises(ValidationError, match="cannot end before"):
        seats.end(mandate, by=cast.coordinator)


def test_an_error_of_today_can_be_taken_back(cast, seat, told):
    mandate = appoint(seat, cast)
    seats.withdraw(mandate, by=cast.coordinator)
    assert seat.holder is None
    assert Letter.objects.get().state == "cancelled"
    assert AuditEntry.objects.filter(verb="seat.withdraw").exists()
    assert len(told) == 2


def test_an_old_term_cannot_be_taken_back(cast, seat):
    with pytest.raises(ValidationError, match="end it instead"):
        seats.withdraw(seat.mandate("holder"), by=cast.coordinator)


def test_the_ground_is_kept_and_audited_once(cast, seat):
    for _ in range(2):
        seats.change(seat, by=cast.coordinator, ground="suurin ryhmä")
    assert AuditEntry.objects.filter(verb="seat.change").count() == 1


def test_when_the_database_refuses_the_second_of_two_it_is_told_in_words(cast, seat, monkeypatch):
    monkeypatch.setattr(seats, "_end_predecessor", lambda *args, **about: None)
    with pytest.raises(ValidationError, match="Somebody else has just appointed"):
        appoint(seat, cast)
    assert seat.holder == cast.official_of_a
