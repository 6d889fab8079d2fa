"""Two who write the same notes: each part is whoever changed it; nothing typed is lost."""

import pytest

from meetings.models import NotesRevision
from meetings.services import notes, points, saving
from tests import noted, things
from tests.noted import EMPTY


@pytest.fixture
def item(cast):
    return noted.first_item(noted.held())


@pytest.fixture
def other(cast):
    """Another coordinator."""
    return things.person("other")


def save(item, by, seen, over=-1, **texts):
    return notes.save(
        item, by=by, typed={**EMPTY, **texts}, seen=saving.read_seen(seen, notes.section_of(item)), over=over
    )


def texts_kept(item):
    """Every text that anybody has typed."""
    return " ".join(str(one.texts) for one in NotesRevision.objects.filter(section__item=item))


def test_the_first_saving_begins_the_notes_and_each_saving_is_kept(item, cast):
    saved = save(item, cast.coordinator, "0", background_fi="Yksi")
    again = save(item, cast.coordinator, saving.write_seen(saved.seen), background_fi="Yksi kaksi")
    assert again.row.background_fi == "Yksi kaksi" and again.row.revision == 2
    assert list(again.row.revisions.order_by("number").values_list("number", flat=True)) == [0, 1, 2]


def test_the_background_starts_from_the_items_summary(cast):
    item = things.agenda_item(noted.held(), summary_fi="Mistä on kyse")
    assert notes.section_of(item).background_fi == "Mistä on kyse"
    assert NotesRevision.objects.count() == 0


def test_saving_the_same_twice_changes_nothing(item, cast):
    save(item, cast.coordinator, "0", background_fi="Yksi")
    saved = save(item, cast.coordinator, "0", background_fi="Yksi")
    assert not saved.wrote and not saved.clashes and saved.row.revision == 1


def test_two_who_write_different_parts_do_not_disturb_each_other(item, cast, other):
    first = save(item, cast.coordinator, "0", background_fi="Tausta")
    second = save(item, other, "0", conclusions_sv="Slutsats")
    assert second.wrote and not second.clashes
    assert (second.row.background_fi, second.row.conclusions_sv) == ("Tausta", "Slutsats")
    assert second.kept == ["background_fi"] and second.others == [cast.coordinator.name]
    third = save(item, cast.coordinator, saving.write_seen(first.seen), background_fi="Tausta ja lisää")
    assert (third.row.background_fi, third.row.conclusions_sv) == ("Tausta ja lisää", "Slutsats")


def test_whoever_did_not_load_the_others_part_again_does_not_put_the_old_one_back(item, cast, other):
    save(item, cast.coordinator, "0", background_fi="Tausta")
    second = save(item, other, "0", conclusions_sv="Slutsats")
    third = save(item, other, saving.write_seen(second.seen), conclusions_sv="Slutsatser")
    assert (third.row.background_fi, third.row.conclusions_sv) == ("Tausta", "Slutsatser")


def test_of_two_who_change_one_text_the_second_is_set_aside_and_both_are_kept(item, cast, other):
    save(item, cast.coordinator, "0", background_fi="Minun sanani")
    second = save(item, other, "0", background_fi="Toisen sanat")
    assert second.clashes == ["background_fi"] and not second.wrote
    assert notes.section_of(item).background_fi == "Minun sanani"
    assert "Toisen sanat" in texts_kept(item) and "Minun sanani" in texts_kept(item)


def test_after_both_texts_were_shown_the_second_may_replace_the_first(item, cast, other):
    save(item, cast.coordinator, "0", background_fi="Minun sanani")
    shown = save(item, other, "0", background_fi="Toisen sanat").row.revision
    saved = save(item, other, "0", over=shown, background_fi="Toisen sanat")
    assert saved.wrote and saved.row.background_fi == "Toisen sanat"
    assert "Minun sanani" in texts_kept(item)


def test_what_was_shown_is_not_replaced_when_the_first_went_on_writing(item, cast, other):
    first = save(item, cast.coordinator, "0", background_fi="Minun")
    shown = save(item, other, "0", background_fi="Toisen sanat").row.revision
    save(item, cast.coordinator, saving.write_seen(first.seen), background_fi="Minun uudet sanani")
    saved = save(item, other, "0", over=shown, background_fi="Toisen sanat")
    assert saved.clashes and notes.section_of(item).background_fi == "Minun uudet sanani"


def test_a_clash_does_not_undo_what_the_other_wrote_elsewhere(item, cast, other):
    save(item, cast.coordinator, "0", background_fi="Minun", conclusions_fi="Johtopäätös")
    shown = save(item, other, "0", background_fi="Toisen").row.revision
    saved = save(item, other, "0", over=shown, background_fi="Toisen")
    assert (saved.row.background_fi, saved.row.conclusions_fi) == ("Toisen", "Johtopäätös")


@pytest.mark.parametrize("seen", ["", "x", "-1", "999", "0 background_fi:x", "²"])
def test_a_form_that_does_not_say_what_it_saw_overwrites_nothing(item, cast, other, seen):
    save(item, cast.coordinator, "0", background_fi="Minun sanani")
    assert save(item, other, seen, background_fi="Toisen").clashes
    assert notes.section_of(item).background_fi == "Minun sanani"


def test_what_a_form_has_seen_is_read_as_it_was_written(item):
    section = notes.section_of(item)
    seen = {**saving.seen_all(section), "background_sv": 3, "contact": 2}
    assert saving.read_seen(saving.write_seen(seen), section) == seen


def test_a_point_has_the_same_care(item, cast, other):
    point = noted.point(item, cast)
    typed = {name: getattr(point, name) for columns in saving.POINT_PARTS.values() for name in columns[:3]}
    typed = {name: value for name, value in typed.items() if not name.startswith("answer_")} | {
        "answers_by": None,
        "answer_due": None,
    }
    seen = saving.seen_all(point)
    points.change(point, by=cast.coordinator, typed={**typed, "text_fi": "Minun"}, seen=seen)
    in_swedish = points.change(point, by=other, typed={**typed, "text_sv": "Svenska"}, seen=seen)
    assert (in_swedish.row.text_fi, in_swedish.row.text_sv) == ("Minun", "Svenska")
    clash = points.change(point, by=other, typed={**typed, "text_fi": "Toisen"}, seen=seen)
    assert clash.clashes == ["text_fi"]
    assert point.revisions.filter(set_aside=True, texts__text_fi="Toisen").exists()
