"""Two who take figures in at the same moment, and two workers at one file."""

import pytest

from regions.models import DataVersion, FigureImport, Observation
from regions.services import figure_imports, figure_reading
from tests import people, races, things
from tests.regions.figure_files import received, two_regions

TIDY = "indicator,region,period,value,source\n"


@pytest.fixture
def cast(transactional_db, tmp_path):
    """The cast, in a database that threads can share."""
    with races.database_for_threads(tmp_path):
        two_regions()
        things.indicator(slug="people")
        yield people.Cast()


def tried(given, by):
    """Taken in, or why not."""
    try:
        return figure_imports.take_in(FigureImport.objects.get(pk=given.pk), by=by)
    except Exception as error:
        return type(error).__name__


def test_of_two_files_taken_in_at_once_one_is_looked_at_again(cast):
    by = cast.coordinator
    first, second = (received(f"{TIDY}people,01,2020,{n},s\n", f"{n}.csv") for n in (1, 2))
    outcomes = races.together(lambda: tried(first, by), lambda: tried(second, by))
    assert [one for one in outcomes if isinstance(one, str)] == ["Changed"]
    assert DataVersion.objects.count() == Observation.objects.count() == 1
    assert sorted(FigureImport.objects.values_list("state", flat=True)) == ["received", "taken_in"]


def test_one_file_taken_in_twice_at_once_is_taken_in_once(cast):
    by = cast.coordinator
    figure_imports.take_in(received(f"{TIDY}people,18,2020,1,s\n", "a.csv"), by=by)
    given = received(f"{TIDY}people,01,2020,1,s\n", "b.csv")
    outcomes = races.together(*[lambda: tried(given, by)] * 2)
    assert [one for one in outcomes if isinstance(one, str)] == ["IllegalMove"]
    assert DataVersion.objects.count() == Observation.objects.count() == 2


def test_two_workers_read_a_file_once(cast):
    figure_imports.receive(file_name="a.csv", pieces=[f"{TIDY}people,01,2020,1,s\n".encode()], by=None)
    races.together(*[figure_reading.read_due] * 2)
    given = FigureImport.objects.get()
    assert (given.state, given.tries, given.changes.count()) == ("previewed", 1, 1)
