"""The agenda editor: who presents is typed, items are placed and copied, all without scripts."""

import pytest

from forum.models import Person
from meetings.models import AgendaItem
from meetings.services import agenda
from tests import things


@pytest.fixture
def desk(client, cast):
    """The coordinator at the agenda of a meeting with two items."""
    meeting = things.meeting()
    for title in ("Eka", "Toka"):
        agenda.add(meeting, by=cast.coordinator, title_fi=title, title_sv=title, minutes=10)
    client.force_login(cast.coordinator)
    return meeting, f"/fi/work/meetings/{meeting.public_id}/agenda/"


def somebody(address: str, name: str, **fields) -> Person:
    """A person of that name."""
    made = things.person(address, **fields)
    made.name = name
    made.save()
    return made


def add(client, address: str, who: str):
    """Adds an item with this presenter."""
    return client.post(address, {"title_fi": "Kolmas", "title_sv": "Tredje", "minutes": 10, "presented_by": who})


@pytest.mark.parametrize(
    ("typed", "person", "words"),
    [
        ("Kaisa Korhonen", True, ""),
        ("  kaisa   KORHONEN ", True, ""),
        ("Kaisa Korhonen <kaisa@example.org>", True, ""),
        ("Kaisa Korhonen ja Liisa Lahti", False, "Kaisa Korhonen ja Liisa Lahti"),
        ("Business Finland", False, "Business Finland"),
        ("", False, ""),
    ],
)
def test_a_typed_name_means_the_person_and_other_words_stay_words(client, desk, typed, person, words):
    _meeting, address = desk
    kaisa = somebody("kaisa", "Kaisa Korhonen", title="aluekehitysjohtaja")
    assert (
        '<option value="Kaisa Korhonen" lang="fi">aluekehitysjohtaja</option>' in client.get(address).content.decode()
    )
    assert add(client, address, typed).status_code == 302
    item = AgendaItem.objects.get(title_fi="Kolmas")
    assert (item.presenter, item.presenter_text) == (kaisa if person else None, words)


def test_two_people_of_one_name_are_told_apart(client, desk):
    _meeting, address = desk
    for name in ("kaisa.1", "kaisa.2"):
        somebody(name, "Kaisa Korhonen")
    answer = add(client, address, "Kaisa Korhonen")
    page = answer.content.decode()
    assert answer.status_code == 422 and "useita" in page and "Kaisa Korhonen &lt;kaisa.2@example.org&gt;" in page
    add(client, address, "Kaisa Korhonen <kaisa.2@example.org>")
    assert AgendaItem.objects.get(title_fi="Kolmas").presenter.email == "kaisa.2@example.org"


def test_saving_an_item_again_keeps_its_presenter_also_one_who_has_left(client, desk):
    meeting, _address = desk
    gone = somebody("gone", "Entinen Esittelijä", is_active=False)
    item = meeting.agenda_items.get(title_fi="Eka")
    AgendaItem.objects.filter(pk=item.pk).update(presenter=gone)
    item.refresh_from_db()
    own = f"/fi/work/agenda-items/{item.public_id}/"
    assert 'value="Entinen Esittelijä"' in client.get(own).content.decode()
    data = {"title_fi": "Eka", "title_sv": "Eka", "minutes": 20, "presented_by": "Entinen Esittelijä"}
    assert client.post(own, {**data, "seen": agenda.mark(item)}).status_code == 302
    item.refresh_from_db()
    assert (item.presenter, item.minutes) == (gone, 20)


def test_items_are_placed_duplicated_and_copied_with_plain_forms(client, desk):
    meeting, address = desk
    second = meeting.agenda_items.get(title_fi="Toka")
    own = f"/fi/work/agenda-items/{second.public_id}/"
    client.post(f"{own}move/", {"to": "1"})
    assert [row.item.title_fi for row in agenda.timed(meeting)] == ["Toka", "Eka"]
    for nonsense in ("x", "", "999999", "-1", "²"):
        assert client.post(f"{own}move/", {"to": nonsense}).status_code == 302
    assert client.post(f"{own}duplicate/", follow=True).status_code == 200
    assert [row.item.title_fi for row in agenda.timed(meeting)] == ["Toka", "Toka", "Eka"]
    other = things.meeting()
    client.post(f"/fi/work/meetings/{other.public_id}/agenda/copy/", {"source": meeting.public_id})
    assert [row.item.title_fi for row in agenda.timed(other)] == ["Toka", "Toka", "Eka"]
    assert client.post(f"{address}copy/", {"source": "nonsense"}).status_code == 422


def test_the_editor_tells_of_odd_times(client, desk, cast):
    meeting, address = desk
    agenda.add(meeting, by=cast.coordinator, title_fi="Tauko", title_sv="Paus", minutes=15, is_break=True)
    assert "Esityslista päättyy taukoon" in client.get(address).content.decode()
