"""What may be planned."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from forum import clock
from meetings.models import Meeting
from meetings.services import meetings, planning, rounds
from tests import things

ZONE = ZoneInfo("Europe/Helsinki")


@pytest.fixture(autouse=True)
def autumn():
    """Today is 1 October 2026."""
    with clock.at(datetime(2026, 10, 1, 12, tzinfo=ZONE)):
        yield


def values(day: date, level: str = "officials", start: int = 9, end: int = 15) -> dict:
    """A meeting's values."""
    return {
        "kind": things.kind(level),
        "starts_at": planning.local_moment(day, time(start)),
        "ends_at": planning.local_moment(day, time(end)),
    }


def year(**fields):
    """The year 2027."""
    return things.cycle(
        year=2027, programme=things.programme(valid_from=date(2020, 1, 1), valid_until=date(2030, 12, 31)), **fields
    )


def made(cycle, day: date, level: str = "officials", **more) -> Meeting:
    return meetings.create(
        cycle,
        by=None,
        theme=more.pop("theme", None) or things.theme(programme=cycle.programme),
        **values(day, level),
        **more,
    )


def test_an_hour_that_the_clocks_skip_is_refused_in_words(db):
    with pytest.raises(ValidationError, match="no such time|ei ole"):
        planning.local_moment(date(2027, 3, 28), time(3, 30))


def test_the_hour_that_comes_twice_is_taken_as_the_first(db):
    assert planning.local_moment(date(2027, 10, 31), time(3, 30)).hour == 0


def test_a_meeting_must_end_after_it_starts(db):
    cycle = year()
    with pytest.raises(ValidationError) as refused:
        meetings.create(cycle, by=None, theme=things.theme(), **values(date(2027, 2, 18), start=12, end=9))
    assert "ends_at" in refused.value.error_dict


def test_a_meeting_in_the_past_is_refused(db):
    with pytest.raises(ValidationError) as refused:
        made(year(), date(2026, 9, 1))
    assert refused.value.error_dict["starts_at"][0].code == "past"


def test_the_preparing_meeting_comes_first(db):
    cycle = year()
    prepared = made(cycle, date(2027, 3, 18), "politicians")
    with pytest.raises(ValidationError) as refused:
        made(cycle, date(2027, 3, 25), prepares=prepared)
    assert refused.value.error_dict["starts_at"][0].code == "pairing_order"


def test_a_meeting_is_prepared_by_one_meeting_only(db):
    cycle = year()
    prepared = made(cycle, date(2027, 3, 18), "politicians")
    made(cycle, date(2027, 2, 18), prepares=prepared)
    with pytest.raises(ValidationError) as refused:
        made(cycle, date(2027, 2, 11), prepares=prepared)
    assert "prepares" in refused.value.error_dict


def test_moving_the_prepared_meeting_before_its_preparation_is_refused(cast):
    cycle = year()
    prepared = made(cycle, date(2027, 3, 18), "politicians")
    made(cycle, date(2027, 2, 18), prepares=prepared)
    with pytest.raises(ValidationError) as refused:
        meetings.change(prepared, by=cast.coordinator, revision=1, **values(date(2027, 2, 11), "politicians"))
    prepared.refresh_from_db()
    assert "starts_at" in refused.value.error_dict
    assert prepared.day == date(2027, 3, 18)


def test_the_same_meeting_twice_is_refused(db):
    cycle = year()
    made(cycle, date(2027, 2, 18))
    with pytest.raises(ValidationError) as refused:
        made(cycle, date(2027, 2, 18))
    assert refused.value.error_dict["starts_at"][0].code == "twin"


def test_rounds_that_overlap_are_refused_by_name(db):
    cycle = year()
    theme = things.theme(programme=cycle.programme)
    pair = (values(date(2027, 2, 18)), values(date(2027, 3, 18), "politicians"))
    rounds.add(cycle, theme=theme, by=None, officials=pair[0], politicians=pair[1])
    later = (values(date(2027, 3, 11)), values(date(2027, 4, 8), "politicians"))
    with pytest.raises(ValidationError, match="1"):
        rounds.add(cycle, theme=theme, by=None, officials=later[0], politicians=later[1])
    assert cycle.rounds.count() == 1


def test_moving_a_meeting_into_another_round_is_refused(cast):
    cycle = year()
    theme = things.theme(programme=cycle.programme)
    first = rounds.add(
        cycle,
        theme=theme,
        by=None,
        officials=values(date(2027, 2, 18)),
        politicians=values(date(2027, 3, 18), "politicians"),
    )
    rounds.add(
        cycle,
        theme=theme,
        by=None,
        officials=values(date(2027, 4, 29)),
        politicians=values(date(2027, 5, 27), "politicians"),
    )
    last = first.meetings.get(kind__level="politicians")
    with pytest.raises(ValidationError) as refused:
        meetings.change(last, by=cast.coordinator, revision=1, **values(date(2027, 5, 6), "politicians"))
    assert refused.value.error_dict["starts_at"][0].code == "overlap"


@pytest.mark.parametrize(
    ("day", "word"),
    [
        (date(2027, 2, 20), "viikonloppu"),
        (date(2027, 12, 6), "itsenäisyyspäivä"),
        (date(2027, 7, 8), "heinäkuu"),
        (date(2028, 2, 10), "2027"),
        (date(2028, 1, 4), "joulu"),
    ],
)
def test_a_bad_day_is_warned_of_and_not_refused(db, day, word):
    meeting = made(year(), day)
    assert any(word in warning.lower() for warning in planning.warnings(meeting))


def test_the_election_blocks_politicians_and_not_officials(db):
    assert planning.obstacles(date(2027, 4, 15), "politicians")
    assert not planning.obstacles(date(2027, 4, 15), "officials")


def test_a_day_outside_the_programme_is_warned_of(db):
    cycle = things.cycle(
        year=2027, programme=things.programme(valid_from=date(2020, 3, 19), valid_until=date(2023, 12, 31))
    )
    assert any("2020–2023" in warning for warning in planning.warnings(made(cycle, date(2027, 2, 18))))


@pytest.mark.parametrize(("days", "warned"), [(28, False), (21, False), (20, True)])
def test_a_short_preparation_is_warned_of(db, days, warned):
    cycle = year()
    prepared = made(cycle, date(2027, 3, 18), "politicians")
    meeting = made(cycle, date(2027, 3, 18) - timedelta(days=days), prepares=prepared)
    assert any("28" in warning for warning in planning.warnings(meeting)) is warned


def test_proposed_days_avoid_obstacles(db):
    officials, politicians = rounds.pair_of_days(date(2027, 6, 28))
    assert (politicians - officials).days == 28
    assert not planning.obstacles(officials, "officials")
    assert not planning.obstacles(politicians, "politicians")
