"""A file of figures on its way in: received, read, shown, taken in or dropped; nothing is lost and nothing twice."""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from forum import clock, states
from forum.models import AuditEntry
from forum.services import workers
from regions.models import DataVersion, FigureContent, FigureImport, FigureTable, Observation
from regions.services import figure_imports, figure_reading, series
from regions.services.figure_words import words
from tests import things
from tests.regions.figure_files import json_stat, means, received, staged, two_regions
from tests.regions.figures import FILE, import_real, real_regions

pytestmark = pytest.mark.django_db
TIDY = "indicator,region,period,value,source,note\n"


@pytest.fixture
def people():
    two_regions()
    return things.indicator(slug="people")


def tidy(*lines):
    return received(TIDY + "\n".join(lines) + "\n", "own.csv")


def standing():
    """{(region, period): value} as the figures stand now."""
    rows = Observation.objects.live().select_related("region")
    return {(row.region.code if row.region else "SSS", row.period): row.value for row in rows}


def test_nothing_changes_until_it_is_taken_in(people, cast):
    given = tidy("people,01,2020,1,s,", "people,18,2020,2,s,")
    assert given.counts == {"new": 2} and not standing() and not DataVersion.objects.exists()
    version = figure_imports.take_in(given, by=cast.coordinator)
    given.refresh_from_db()
    assert given.state == "taken_in" and given.version == version
    assert standing() == {("01", "2020"): 1, ("18", "2020"): 2}
    assert not given.chunks.exists() and not given.changes.exists()
    assert AuditEntry.objects.get(verb="figures.import").details == {"figures": 2, "file": "own.csv"}


def test_a_revision_writes_only_what_changed_and_the_old_version_stays(people):
    first = figure_imports.take_in(tidy("people,01,2020,1,s,", "people,18,2020,2,s,"), by=None)
    given = tidy("people,01,2020,1,s,", "people,18,2020,3,s,", "people,18,2021,4,s,", "people,99,2021,4,s,")
    assert given.counts == {"same": 1, "changed": 1, "new": 1, "rejected": 1}
    second = figure_imports.take_in(given, by=None)
    assert standing() == {("01", "2020"): 1, ("18", "2020"): 3, ("18", "2021"): 4}
    assert series.load([people], first) != series.load([people], second)
    assert Observation.objects.at(first).count() == 2 and second.observations.count() == 2


def test_the_same_again_is_nothing_new(people):
    figure_imports.take_in(tidy("people,01,2020,1,s,"), by=None)
    given = tidy("people,01,2020,1,s,")
    assert given.counts == {"same": 1}
    with pytest.raises(states.IllegalMove):
        figure_imports.take_in(given, by=None)
    given.refresh_from_db()
    assert given.state == "previewed" and DataVersion.objects.count() == 1


def test_the_real_figures_again_are_all_the_same():
    real_regions()
    import_real()
    given = received(FILE.read_bytes(), FILE.name)
    assert given.counts == {"same": 3778} and given.total == 3778 and not given.changes.exists()


def test_taking_in_and_dropping_happen_once(people):
    given = tidy("people,01,2020,1,s,")
    figure_imports.take_in(given, by=None)
    for again in (figure_imports.take_in, figure_imports.drop):
        with pytest.raises(states.IllegalMove):
            again(FigureImport.objects.get(), by=None)
    assert DataVersion.objects.count() == 1


def test_a_preview_that_is_out_of_date_is_made_anew(people):
    late, early = tidy("people,01,2020,1,s,"), tidy("people,01,2020,2,s,")
    figure_imports.take_in(early, by=None)
    with pytest.raises(figure_imports.Changed):
        figure_imports.take_in(late, by=None)
    late.refresh_from_db()
    assert late.state == "received" and standing() == {("01", "2020"): 2}
    figure_reading.read_due()
    late.refresh_from_db()
    assert late.state == "previewed" and late.counts == {"changed": 1}
    figure_imports.take_in(late, by=None)
    assert standing() == {("01", "2020"): 1}


def test_a_dropped_file_leaves_nothing(people):
    given = tidy("people,01,2020,1,s,")
    figure_imports.drop(given, by=None)
    assert not given.chunks.exists() and not given.changes.exists() and not standing()


def test_reading_twice_is_harmless(people):
    given = tidy("people,01,2020,1,s,")
    figure_reading.read(FigureImport.objects.get())
    assert FigureImport.objects.get().tries == 1 and given.changes.count() == 1


def test_a_file_of_a_killed_worker_is_read_by_another(people, monkeypatch):
    given = figure_imports.receive(file_name="own.csv", pieces=[f"{TIDY}people,01,2020,1,s,\n".encode()], by=None)
    figure_imports.begin(given)
    assert figure_imports.sweep() == 0
    monkeypatch.setattr(workers, "is_dead", lambda name: True)
    assert figure_reading.read_due() == 1
    given.refresh_from_db()
    assert given.state == "previewed" and given.tries == 2


def test_a_file_that_kills_its_workers_is_given_up(people):
    given = figure_imports.receive(file_name="own.csv", pieces=[b"x"], by=None)
    for _ in range(3):
        figure_imports.begin(given)
        FigureImport.objects.update(beat_at=clock.now() - timedelta(hours=1))
        assert figure_imports.sweep() == 1
        given.refresh_from_db()
    assert given.state == "failed" and words(given.error)


def test_dropping_while_it_is_read_stops_the_reading(people, monkeypatch):
    given = figure_imports.receive(file_name="own.csv", pieces=[f"{TIDY}people,01,2020,1,s,\n".encode()], by=None)
    beat = figure_reading.Progress.__call__

    def dropped_meanwhile(progress, done, *, now=False):
        if FigureImport.objects.get().state == "reading":
            figure_imports.drop(FigureImport.objects.get(), by=None)
        beat(progress, done, now=now)

    monkeypatch.setattr(figure_reading.Progress, "__call__", dropped_meanwhile)
    figure_reading.read(given)
    given.refresh_from_db()
    assert given.state == "dropped" and not given.changes.exists()


def test_what_a_table_means_is_asked_once_and_remembered(people, cast):
    given = received(json_stat())
    assert given.state == "asks" and [one["code"] for one in given.outline["dimensions"]][1] == "contentscode"
    contents = {"vaesto": people, "tulot": None}
    figure_imports.answer(given, contents=contents, picks={}, by=cast.coordinator)
    figure_reading.read_due()
    given.refresh_from_db()
    assert given.state == "previewed" and len(staged(given)) == 6
    assert FigureTable.objects.get().code == "11ra" and FigureContent.objects.count() == 2
    assert received(json_stat()).state == "previewed"


def test_answering_anew_replaces_the_answer(people, cast):
    given, other = received(json_stat()), things.indicator(slug="income")
    for meaning in ({"vaesto": people, "tulot": other}, {"vaesto": other, "tulot": people}):
        figure_imports.answer(given, contents=meaning, picks={}, by=cast.coordinator)
        figure_reading.read_due()
        given.refresh_from_db()
    assert staged(given)["income", "SSS", "2020"] == 1 and staged(given)["people", "SSS", "2020"] == 3


def test_a_table_keeps_what_is_known_of_breaks(people):
    lines = [f"people,18,{year},1,Statistics Finland,base; break in series 2021" for year in (2021, 2022)]
    figure_imports.take_in(tidy("people,18,2020,1,Statistics Finland,base", *lines), by=None)
    means(vaesto=people)
    given = received(json_stat(years=["2020", "2021", "2023"]))
    notes = dict(given.changes.filter(region__code="18").values_list("period", "note"))
    assert notes == {"2020": "", "2021": "break in series 2021", "2023": "break in series 2021"}


def test_a_table_with_the_same_values_from_elsewhere_is_the_same(people):
    figure_imports.take_in(tidy("people,SSS,2020,1,Another office,a note"), by=None)
    means(vaesto=people)
    assert received(json_stat(years=["2020"])).counts == {"same": 1, "new": 2}


def test_what_waits_too_long_is_dropped(people):
    given = tidy("people,01,2020,1,s,")
    assert figure_imports.drop_old() == 0
    FigureImport.objects.update(made_at=clock.now() - timedelta(days=31))
    assert figure_imports.drop_old() == 1
    given.refresh_from_db()
    assert given.state == "dropped"


def test_only_so_many_rejected_lines_are_kept_and_all_are_counted(people, monkeypatch):
    monkeypatch.setattr("regions.services.figure_diff.MOST_REJECTED", 3)
    given = tidy(*(f"people,99,2020,{n},s," for n in range(10)))
    assert given.counts == {"rejected": 10} and given.rejections.count() == 3


def test_the_file_is_put_together_from_its_pieces(people, monkeypatch):
    monkeypatch.setattr("regions.services.figure_files.PIECE", 7)
    content = f"{TIDY}people,01,2020,1,s,\n".encode()
    given = figure_imports.receive(file_name="own.csv", pieces=[content[:5], content[5:]], by=None)
    assert (given.size, given.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert given.chunks.count() > 5
    figure_reading.read(given)
    given.refresh_from_db()
    assert given.counts == {"new": 1}


def test_the_database_knows_the_states(people):
    given = tidy("people,01,2020,1,s,")
    for wrong in ({"state": "strange"}, {"state": "taken_in"}, {"state": "dropped"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FigureImport.objects.filter(pk=given.pk).update(**wrong)
