"""Periods without meetings: by hand, and from a calendar file that comes again."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import signing
from django.core.exceptions import ValidationError

from forum import clock
from forum.models import AuditEntry
from meetings.models import BlockedPeriod
from meetings.services import blocked_periods, planning
from meetings.services.blocked_periods import Import
from meetings.services.calendar_reading import Entry
from tests import things

RECESS = Entry("recess", "Kesätauko", date(2027, 6, 21), date(2027, 9, 3))
ELECTION = Entry("election", "Aluevaalit", date(2027, 4, 5), date(2027, 4, 18))


@pytest.fixture(autouse=True)
def autumn():
    """Today is 1 October 2026."""
    with clock.at(datetime(2026, 10, 1, 12, tzinfo=ZoneInfo("Europe/Helsinki"))):
        yield


def file(*entries: Entry, level: str = "") -> Import:
    return Import("Eduskunta", "fi", level, entries)


def take_in(given: Import, cast, *chosen: str) -> dict[str, int]:
    return blocked_periods.take_in(given, chosen=chosen, by=cast.coordinator)


def test_an_entered_period_is_an_obstacle_for_its_level(cast):
    days = {"first_day": date(2027, 9, 6), "last_day": date(2027, 9, 10)}
    names = {"name_fi": "Valtuustoviikko", "name_sv": "", "name_en": ""}
    blocked_periods.add(by=cast.coordinator, level="politicians", **days, **names)
    assert planning.obstacles(date(2027, 9, 8), "politicians") == ["Valtuustoviikko"]
    assert planning.obstacles(date(2027, 9, 8), "officials") == []
    assert planning.good_day(date(2027, 9, 6), "politicians") > date(2027, 9, 10)


def test_a_period_must_have_a_name_and_end_after_it_begins(cast):
    nameless = {"name_fi": "", "name_sv": "", "name_en": ""}
    for values in (
        {**nameless, "first_day": date(2027, 9, 6), "last_day": date(2027, 9, 10)},
        {**nameless, "name_sv": "x", "first_day": date(2027, 9, 6), "last_day": date(2027, 9, 5)},
    ):
        with pytest.raises(ValidationError):
            blocked_periods.add(by=cast.coordinator, level="", **values)


def test_only_what_was_ticked_is_taken_in(cast):
    given = file(RECESS, ELECTION)
    assert [row.what for row in blocked_periods.preview(given)] == ["new", "new"]
    assert take_in(given, cast, "recess") == {"new": 1, "changed": 0, "gone": 0}
    assert str(BlockedPeriod.objects.get()) == "Kesätauko"


def test_taking_in_twice_is_harmless(cast):
    given = file(RECESS)
    take_in(given, cast, "recess")
    assert [row.what for row in blocked_periods.preview(given)] == ["same"]
    assert take_in(given, cast, "recess") == {"new": 0, "changed": 0, "gone": 0}
    assert BlockedPeriod.objects.count() == 1


def test_the_same_calendar_tells_next_time_what_changed_and_what_is_gone(cast):
    take_in(file(RECESS, ELECTION), cast, "recess", "election")
    moved = Entry("recess", "Kesätauko", date(2027, 6, 28), date(2027, 9, 3))
    found = {row.uid: row.what for row in blocked_periods.preview(file(moved))}
    assert found == {"recess": "changed", "election": "gone"}
    take_in(file(moved), cast, "recess", "election")
    assert BlockedPeriod.objects.get().first_day == date(2027, 6, 28)


def test_periods_entered_by_hand_are_left_alone(cast):
    things.blocked_period(source="Eduskunta")
    assert [row.what for row in blocked_periods.preview(file(RECESS))] == ["new"]


def test_the_preview_comes_back_as_it_was_or_not_at_all(cast):
    given = file(RECESS, ELECTION, level="politicians")
    sealed = given.sealed()
    back = blocked_periods.unsealed(sealed)
    assert (back.source, back.level, list(back.entries)) == ("Eduskunta", "politicians", [RECESS, ELECTION])
    with pytest.raises(signing.BadSignature):
        blocked_periods.unsealed(sealed[:-3] + "xxx")


def test_every_deed_is_in_the_log(cast):
    period = things.blocked_period()
    values = {"name_fi": "Muu", "first_day": period.first_day, "last_day": period.last_day, "level": ""}
    blocked_periods.change(period, by=cast.coordinator, name_sv="", name_en="", **values)
    blocked_periods.remove(period, by=cast.coordinator)
    take_in(file(RECESS), cast, "recess")
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert verbs == {"blocked_periods.change", "blocked_periods.remove", "blocked_periods.take_in"}
