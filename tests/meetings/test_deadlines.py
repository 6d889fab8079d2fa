"""Deadlines hang on the meeting's day: in days, in working days by the profile's holidays, in months."""

from datetime import date, timedelta

import pytest
from django.conf import settings

from meetings import deadlines, working_days
from meetings.deadlines import DEFAULT_OFFSETS
from tests import things

SPRING = date(2027, 3, 18)
"""A Thursday a week before Easter."""


@pytest.fixture
def meeting(db):
    """A meeting on the Thursday a week before Easter 2027."""
    made = things.meeting()
    made.starts_at = made.starts_at.replace(year=2027, month=3, day=18)
    return made


@pytest.fixture
def in_sweden(settings):
    settings.PROFILE = {**settings.PROFILE, "holidays_country": "SE"}


def test_the_days_of_the_forums_rule(meeting):
    before = {key: days for key, days in DEFAULT_OFFSETS.items() if days < 0}
    assert len(before) == 10
    for key, days in before.items():
        assert meeting.deadline(key) == SPRING + timedelta(days=days)


def test_the_notes_are_counted_in_working_days_around_easter(meeting):
    assert meeting.deadline("draft_notes") == date(2027, 3, 25)
    assert meeting.deadline("checking_ends") == date(2027, 4, 5)
    assert meeting.deadline("notes_published") == date(2027, 4, 7)


def test_notes_are_published_some_days_after_checking_ends_whenever_that_is(meeting):
    meeting.offsets = {"checking_ends": 5}
    assert meeting.deadline("notes_published") == date(2027, 3, 31)


def test_reminders_come_each_month(meeting):
    assert meeting.deadline("action_reminders") == date(2027, 4, 18)
    assert deadlines.months_after(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert deadlines.next_monthly(date(2027, 1, 31), 1, date(2027, 3, 5)) == date(2027, 3, 31)
    assert deadlines.next_monthly(date(2027, 1, 31), 1, date(2027, 1, 1)) == date(2027, 1, 31)


def test_a_meetings_own_offset_goes_before_the_years_and_that_before_the_forums(meeting):
    assert meeting.offset("invitation") == -42
    meeting.cycle.offsets = {"invitation": -35}
    assert meeting.offset("invitation") == -35
    meeting.offsets = {"invitation": -28}
    assert meeting.offset("invitation") == -28


@pytest.mark.parametrize(
    ("country", "day", "works"),
    [
        ("FI", date(2026, 12, 24), False),
        ("FI", date(2026, 6, 19), False),
        ("FI", date(2027, 1, 6), False),
        ("FI", date(2027, 1, 9), False),
        ("FI", date(2027, 6, 6), False),
        ("FI", date(2028, 6, 6), True),
        ("SE", date(2028, 6, 6), False),
        ("SE", date(2026, 6, 19), False),
        ("SE", date(2026, 12, 31), False),
        ("FI", date(2026, 12, 31), True),
    ],
)
def test_each_country_rests_on_its_own_days(settings, country, day, works):
    settings.PROFILE = {**settings.PROFILE, "holidays_country": country}
    assert working_days.is_working_day(day) is works


def test_sweden_counts_by_its_own_calendar(meeting, in_sweden):
    meeting.starts_at = meeting.starts_at.replace(year=2028, month=6, day=1)
    assert settings.PROFILE["holidays_country"] == "SE"
    assert meeting.deadline("draft_notes") == date(2028, 6, 9)
