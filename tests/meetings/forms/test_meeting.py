"""The coordinator's forms of meetings and rounds: bad input gets a clear word and nothing typed is lost."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from forum import clock
from meetings.forms.cycle import RoundForm
from meetings.forms.meeting import MeetingForm
from regions.models import Seat
from tests import things


@pytest.fixture(autouse=True)
def autumn():
    """Today is 1 October 2026."""
    with clock.at(datetime(2026, 10, 1, 12, tzinfo=ZoneInfo("Europe/Helsinki"))):
        yield


@pytest.fixture
def cycle(db):
    """The year 2027 with one theme and both kinds of meeting."""
    things.kind("officials")
    things.kind("politicians")
    programme = things.programme(valid_from=date(2020, 1, 1), valid_until=date(2030, 12, 31))
    things.theme(programme=programme, number=1)
    return things.cycle(year=2027, programme=programme)


def typed(cycle, **more):
    """What a coordinator types."""
    theme = cycle.programme.themes.get()
    kind = things.kind("officials")
    return {"kind": kind.pk, "theme": theme.pk, "day": "18.2.2027", "starts": "9.00", "ends": "15.00", **more}


def form(cycle, **more) -> MeetingForm:
    return MeetingForm(typed(cycle, **more), cycle=cycle)


def test_a_good_day_is_taken_without_questions(cycle):
    filled = form(cycle)
    assert filled.is_valid(), filled.errors
    assert filled.values()["starts_at"].hour == 7


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends": "8.00"}, "ends"),
        ({"day": "18.2.2026"}, "day"),
        ({"day": "28.3.2027", "starts": "3.30"}, "starts"),
        ({"day": "31.2.2027"}, "day"),
        ({"theme": "999999"}, "theme"),
        ({"host_region": "999999"}, "host_region"),
        ({"remote_link": "javascript:alert(1)"}, "remote_link"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_kept(cycle, wrong, field):
    filled = form(cycle, **wrong)
    assert not filled.is_valid()
    assert field in filled.errors
    assert filled["day"].value() == wrong.get("day", "18.2.2027")


def test_a_warning_asks_first_and_takes_the_tick(cycle):
    first = form(cycle, day="8.7.2027")
    assert not first.is_valid()
    assert first.warnings
    ticked = form(cycle, day="8.7.2027", warned=first["warned"].value(), confirm="on")
    assert ticked.is_valid(), ticked.errors


def test_a_tick_counts_only_for_the_warnings_that_were_shown(cycle):
    first = form(cycle, day="8.7.2027")
    first.is_valid()
    other = form(cycle, day="6.12.2027", warned=first["warned"].value(), confirm="on")
    assert not other.is_valid()
    assert other.warnings != first.warnings


def round_form(cycle, **more) -> RoundForm:
    data = {
        "theme": cycle.programme.themes.get().pk,
        "officials_day": "18.2.2027",
        "officials_starts": "9.00",
        "officials_ends": "15.00",
        "politicians_day": "18.3.2027",
        "politicians_starts": "10.00",
        "politicians_ends": "12.30",
    }
    return RoundForm({**data, **more}, cycle=cycle)


def test_an_empty_officials_day_becomes_28_days_before(cycle):
    filled = round_form(cycle, officials_day="")
    assert filled.is_valid(), filled.errors
    assert filled.cleaned_data["officials_day"] == date(2027, 2, 18)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"officials_day": "25.3.2027"}, "politicians_day"),
        ({"officials_ends": "8.00"}, "officials_ends"),
        ({"politicians_day": "18.3.2025", "officials_day": "18.2.2025"}, "politicians_day"),
        ({"officials_day": "28.3.2027", "officials_starts": "3.15", "politicians_day": "6.5.2027"}, "officials_starts"),
    ],
)
def test_a_bad_round_is_refused_at_its_field(cycle, wrong, field):
    filled = round_form(cycle, **wrong)
    assert not filled.is_valid()
    assert field in filled.errors


def test_a_short_preparation_asks_first(cycle):
    filled = round_form(cycle, officials_day="4.3.2027")
    assert not filled.is_valid()
    assert any("14" in warning for warning in filled.warnings)


def test_a_chair_can_be_chosen_for_one_meeting(cycle):
    seat = Seat.objects.create(kind="chair", organisation=things.organisation())
    filled = form(cycle, chair_seat=str(seat.pk))
    assert filled.is_valid(), filled.errors
    assert filled.values()["chair_seat"] == seat
    other = things.seat(things.region())
    assert "chair_seat" in form(cycle, chair_seat=str(other.pk)).errors


def test_the_examples_of_start_and_end_differ(cycle):
    empty = MeetingForm(cycle=cycle)
    assert empty.fields["starts"].help_text != empty.fields["ends"].help_text
