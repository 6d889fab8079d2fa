"""The alarm clock of the regions' floor."""

from datetime import timedelta

from forum import clock, shelves
from regions.models import FigureSource
from regions.services import figure_imports, seats
from regions.tasks import drop_old_imports, read_figures, refresh_figures, take_up_mandates
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


def test_files_of_figures_are_read_and_old_ones_dropped(cast):
    given = figure_imports.receive(file_name="a.csv", pieces=[b"x"], by=None)
    read_figures()
    given.refresh_from_db()
    assert given.state == "failed"
    with clock.at(clock.now() + timedelta(days=40)):
        drop_old_imports()
    given.refresh_from_db()
    assert given.state == "dropped"


def test_live_tables_are_asked_for_when_their_time_has_come(cast):
    source = FigureSource.objects.create(address="https://example.org/x.px", rhythm="week", next_at=clock.now())
    refresh_figures()
    refresh_figures()
    source.refresh_from_db()
    assert source.next_at > clock.now() and source.imports.count() == 1
