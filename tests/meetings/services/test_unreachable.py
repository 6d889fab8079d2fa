"""Once a day coordinators hear of addresses that do not work any more."""

from datetime import timedelta

import pytest

from forum import clock
from forum.models import Letter
from forum.services import rendering
from meetings.services import invitations, unreachable
from tests import things


@pytest.fixture
def noon(cast):
    assert cast.coordinator
    return clock.now().replace(hour=12, minute=0)


def lost(person, moment):
    type(person).objects.filter(pk=person.pk).update(unreachable_since=moment)


def told(moment):
    with clock.at(moment):
        return len(unreachable.tell())


def test_nothing_is_written_when_nobody_is_new(noon):
    assert told(noon) == 0 and not Letter.objects.exists()


def test_one_letter_a_day_names_seats_and_unanswered_meetings(cast, noon):
    assert cast.official_of_a
    invitations.send(things.meeting(), by=cast.coordinator)
    lost(cast.official_of_a, noon - timedelta(hours=1))
    assert (told(noon), told(noon), told(noon + timedelta(hours=2))) == (1, 0, 0)
    text = rendering.render(Letter.objects.get(kind=unreachable.KIND)).text
    assert cast.official_of_a.name in text and "Kainuu" in text and "officials fi" in text


def test_who_is_lost_after_todays_letter_stands_in_tomorrows(cast, noon):
    lost(cast.official_of_a, noon - timedelta(hours=1))
    told(noon)
    lost(cast.official_of_b, noon + timedelta(hours=1))
    assert told(noon + timedelta(hours=2)) == 0 and told(noon + timedelta(days=1)) == 1
    newest = Letter.objects.filter(kind=unreachable.KIND).latest("pk")
    assert [one["name"] for one in newest.facts["people"]] == [cast.official_of_b.name]


def test_nobody_is_missed_when_the_clock_stood_for_days(cast, noon):
    lost(cast.official_of_a, noon)
    told(noon + timedelta(hours=1))
    lost(cast.official_of_b, noon + timedelta(days=1))
    assert told(noon + timedelta(days=9)) == 1


def test_it_waits_for_the_morning(cast, noon):
    lost(cast.official_of_a, noon - timedelta(days=1))
    assert told(noon.replace(hour=3)) == 0
