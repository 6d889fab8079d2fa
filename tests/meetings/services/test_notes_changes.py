"""What has changed, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from forum.services import word_diff
from forum.services.word_diff import GONE, NEW, SAME
from meetings.services import notes_changes, notes_content, notes_history, notes_reading, points
from tests import noted
from tests.noted import CONCLUDED


def pieces(before, after):
    return [(piece.kind, piece.text) for piece in word_diff.of(before, after)]


def test_words_that_stayed_left_and_came_are_told_apart():
    assert pieces("yksi kaksi kolme", "yksi neljä kolme") == [
        (SAME, "yksi "),
        (GONE, "kaksi"),
        (NEW, "neljä"),
        (SAME, " kolme"),
    ]


def test_neighbouring_changes_are_one_change():
    assert pieces("a b c", "a d e") == [(SAME, "a "), (GONE, "b c"), (NEW, "d e")]


def test_a_comma_is_no_part_of_the_word_before_it():
    assert pieces("samoilla luvuilla", "samoilla, avoimilla luvuilla") == [
        (SAME, "samoilla"),
        (NEW, ", avoimilla"),
        (SAME, " luvuilla"),
    ]


def test_a_very_long_text_is_told_as_a_whole():
    assert [kind for kind, _text in pieces("a " * 5000, "b " * 5000)] == [GONE, NEW]


@given(some.text(alphabet="ab \n", max_size=40), some.text(alphabet="ab \n", max_size=40))
def test_the_pieces_make_both_texts(before, after):
    found = word_diff.of(before, after)
    assert "".join(piece.text for piece in found if piece.kind != NEW) == before
    assert "".join(piece.text for piece in found if piece.kind != GONE) == after


@pytest.fixture
def meeting(cast):
    found = noted.held()
    item = noted.first_item(found)
    noted.write(item, cast, **CONCLUDED)
    noted.point(item, cast)
    noted.public(found, cast)
    return found


def test_changes_name_the_item_the_part_and_the_language(meeting, cast):
    before = notes_content.of(meeting)
    noted.write(noted.first_item(meeting), cast, conclusions_sv="En annan slutsats")
    (change,) = notes_changes.between(before, notes_content.of(meeting))
    assert (change.number, change.part, change.language) == (1, "Johtopäätökset", "sv")


def test_added_and_removed_points_are_changes(meeting, cast):
    before = notes_content.of(meeting)
    point = noted.to_ministry(noted.first_item(meeting), cast, text_fi="Uusi asia")
    added = notes_changes.between(before, notes_content.of(meeting))
    assert any(change.pieces == [word_diff.Piece(NEW, "Uusi asia")] for change in added)
    after = notes_content.of(meeting)
    points.remove(point, by=cast.coordinator)
    removed = notes_changes.between(after, notes_content.of(meeting))
    assert any(change.pieces == [word_diff.Piece(GONE, "Uusi asia")] for change in removed)


def test_nothing_changed_is_no_change(meeting):
    content = notes_content.of(meeting)
    assert notes_changes.between(content, content) == []


def test_what_one_person_saves_in_one_go_is_one_saving_in_the_history(meeting, cast):
    item = noted.first_item(meeting)
    for text in ("Y", "Yk", "Yksi"):
        noted.write(item, cast, background_fi=text)
    section = notes_reading.NotesVersion.objects.get().notes.sections.get()
    assert len(notes_history.of(section)) == 1
    assert len(notes_history.of(section, every=True)) == 4
