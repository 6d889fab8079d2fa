"""The alarm clock of the regions' floor."""

from datetime import timedelta

from forum import clock, shelves
from regions.services import seats
from regions.tasks import take_up_mandates
from tests import things


def test_on_the_first_day_of_a_term_what_follows_the_seat_is_told_once(cast):
    person, heard = things.person(), []
    coming = clock.today() + timedelta(days=5)
    seats.appoint(cast.official_seat_a, person=person, role="holder", since=coming, by=cast.coordinator)
    shelves.handovers.put("test", lambda **about: heard.append(about["after"]))
    try:
        take_up_mandates()
        assert heard == []
        with clock.at(clock.now() + timedelta(days=5)):
            take_up_mandates()
            take_up_mandates()
    finally:
        shelves.handovers.take("test")
    assert heard == [person]
