"""Two save the same notes item at the same moment: no word is lost. The same on SQLite and on PostgreSQL."""

import pytest

from meetings.models import AgendaItem, Notes, NotesRevision, NotesSection, NotesVersion, Point
from meetings.services import carrying, notes, saving
from tests import noted, races, things
from tests.noted import EMPTY
from tests.people import Cast

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 4


@pytest.fixture
def cast(transactional_db, tmp_path):
    """The cast, in a database that threads can share."""
    with races.database_for_threads(tmp_path):
        yield Cast()


@pytest.fixture
def item(cast):
    return noted.first_item(noted.held())


def every_word(item):
    """All that was typed, whether it stands or was set aside."""
    return " ".join(str(one.texts) for one in NotesRevision.objects.filter(section__item=item))


def writer(item, number, part):
    """Somebody who opened the empty form and saves."""
    by = things.person(f"writer{number}")

    def save():
        typed = {**EMPTY, part: f"Sana{number}"}
        seen = saving.read_seen("0", NotesSection(item=item))
        return notes.save(AgendaItem.objects.select_related("meeting").get(pk=item.pk), by=by, typed=typed, seen=seen)

    return save


def test_of_those_who_save_one_text_at_once_one_wins_and_every_word_is_kept(item):
    found = races.together(*(writer(item, number, "background_fi") for number in range(WRITERS)))
    assert sum(saved.wrote for saved in found) == 1 and sum(bool(saved.clashes) for saved in found) == WRITERS - 1
    assert all(f"Sana{number}" in every_word(item) for number in range(WRITERS))
    assert NotesSection.objects.get().background_fi in every_word(item)


def test_those_who_save_different_texts_at_once_all_win(item):
    parts = ["background_fi", "background_sv", "conclusions_fi", "conclusions_sv"]
    found = races.together(*(writer(item, number, part) for number, part in enumerate(parts)))
    assert all(saved.wrote for saved in found)
    section = NotesSection.objects.get()
    assert [getattr(section, part) for part in parts] == ["Sana0", "Sana1", "Sana2", "Sana3"]
    assert section.revision == WRITERS and Notes.objects.count() == 1


def test_two_who_publish_at_once_make_one_version(cast, item):
    noted.write(item, cast, **noted.CONCLUDED)
    noted.checking(item.meeting, cast)
    notes.confirm(item.meeting, by=cast.coordinator, early=True)

    def publish():
        try:
            return notes.publish(item.meeting, by=cast.coordinator)
        except notes.states.IllegalMove:
            return None

    found = races.together(publish, publish)
    assert sum(one is not None for one in found) == 1 and NotesVersion.objects.count() == 1


def test_two_who_carry_the_outcome_at_once_carry_it_once(cast, item):
    point = noted.point(item, cast)
    agenda = things.meeting("politicians", days=20, cycle=item.meeting.cycle)
    item.meeting.prepares = agenda
    item.meeting.save()
    chosen = {"items": [item.public_id], "points": [point.public_id]}

    def carry():
        meeting = type(agenda).objects.with_page().get(pk=agenda.pk)
        return carrying.carry(meeting, by=cast.coordinator, **chosen)

    assert sorted(races.together(carry, carry)) == [(0, 0), (1, 1)]
    assert agenda.agenda_items.count() == 1 and Point.objects.filter(item__meeting=agenda).count() == 1
