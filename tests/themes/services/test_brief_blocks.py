"""Blocks of a brief's working copy."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from forum import clock
from tests import things
from themes.models import BriefBlock
from themes.services import brief_blocks, brief_writing, briefs

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return things.brief(state="draft")


def order(brief):
    return [(block.position, block.headline_fi) for block in brief.blocks.all()]


def added(brief, *names, **facts):
    return [brief_blocks.add(brief, kind="text", by=None, headline_fi=name, **facts) for name in names]


def test_blocks_are_added_moved_and_removed_in_order(draft):
    first, second, third = added(draft, "a", "b", "c")
    brief_blocks.add(draft, kind="text", by=None, after=first, headline_fi="x")
    assert order(draft) == [(1, "a"), (2, "x"), (3, "b"), (4, "c")]
    assert brief_blocks.move(third, up=True, by=None) and not brief_blocks.move(first, up=True, by=None)
    brief_blocks.remove(second, by=None)
    assert order(draft) == [(1, "a"), (2, "x"), (3, "c")]


def test_a_seventh_message_is_refused(draft, indicator):
    for _number in range(6):
        brief_blocks.add(draft, kind="message", by=None, indicator=indicator)
    with pytest.raises(ValidationError, match="6"):
        brief_blocks.add(draft, kind="message", by=None, indicator=indicator)
    brief_blocks.remove(draft.blocks.get(slot=3), by=None)
    assert brief_blocks.add(draft, kind="message", by=None, indicator=indicator).slot == 3


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("text", {"chart": "auto"}),
        ("message", {"chart": "pie"}),
        ("chart", {"chart": "none"}),
        ("table", {"indicators": []}),
        ("table", {"indicators": ["nonsense"]}),
        ("table", {"indicators": "share"}),
        ("questions", {"questions": [{"fi": f"{n}?"} for n in range(4)]}),
        ("questions", {"questions": [{"fi": "x" * 301}]}),
    ],
)
def test_options_that_make_no_sense_are_refused(draft, indicator, kind, options):
    about = {"indicator": indicator} if kind in BriefBlock.WITH_INDICATOR else {}
    with pytest.raises(ValidationError):
        brief_blocks.add(draft, kind=kind, by=None, options=options, **about)


def test_a_figure_without_an_indicator_is_refused(draft, indicator):
    with pytest.raises(ValidationError) as refused:
        brief_blocks.add(draft, kind="chart", by=None)
    assert "indicator" in refused.value.error_dict
    block = brief_blocks.add(draft, kind="chart", by=None, indicator=indicator)
    with pytest.raises(ValidationError):
        brief_blocks.change(block, by=None, indicator=None)


@pytest.mark.parametrize("state", ["checking", "confirmed"])
def test_nothing_changes_while_others_read_it(draft, state):
    (block,) = added(draft, "a")
    type(draft).objects.filter(pk=draft.pk).update(state=state)
    for act in (
        lambda: brief_blocks.change(block, by=None, headline_fi="b"),
        lambda: brief_blocks.remove(block, by=None),
        lambda: brief_blocks.move(block, up=True, by=None),
        lambda: added(draft, "c"),
        lambda: brief_writing.describe(draft, by=None, title_fi="Muu"),
    ):
        with pytest.raises(ValidationError):
            act()
    assert order(draft) == [(1, "a")]


def test_of_two_who_save_the_second_is_told(draft):
    (block,) = added(draft, "a")
    brief_blocks.change(block, by=None, seen=1, headline_fi="b")
    with pytest.raises(ValidationError) as refused:
        brief_blocks.change(block, by=None, seen=1, headline_fi="c")
    assert refused.value.code == "clash"
    assert order(draft) == [(1, "b")]


def test_a_translation_is_older_once_the_original_changes(draft):
    (block,) = added(draft, "Otsikko", headline_sv="Rubrik")
    assert block.older == []
    with clock.at(clock.now() + timedelta(minutes=5)):
        block = brief_blocks.change(block, by=None, headline_fi="Toinen otsikko")
    assert block.older == ["sv"] and block.sources["sv"]["headline"] == "Otsikko"
    with clock.at(clock.now() + timedelta(minutes=9)):
        block = brief_blocks.change(block, by=None, all_hold=True)
    assert block.older == [] and block.sources["sv"]["headline"] == "Toinen otsikko"


def test_a_translation_is_not_older_when_the_original_is_as_it_was(draft):
    (block,) = added(draft, "Otsikko", headline_sv="Rubrik")
    block = brief_blocks.change(block, by=None, headline_fi="Toinen")
    assert brief_blocks.change(block, by=None, headline_fi="Otsikko").older == []


def test_a_new_brief_takes_the_structure_of_an_earlier_one_and_no_texts(draft, indicator):
    facts = {"indicator": indicator, "headline_fi": "Otsikko"}
    brief_blocks.add(draft, kind="message", by=None, options={"chart": "bars"}, **facts)
    brief_blocks.add(draft, kind="questions", by=None, options={"questions": [{"fi": "Miksi?"}]})
    brief_blocks.add(draft, kind="interpretation", by=None, text_fi="Tulkinta")
    new = brief_writing.begin_after(draft, by=None, title_fi="Uusi")
    assert [(b.kind, b.options, b.headline_fi) for b in new.blocks.all()] == [
        ("message", {"chart": "bars"}, ""),
        ("questions", {}, ""),
    ]
    assert new.theme == draft.theme and new.state == "draft" and new.thread_id != draft.thread_id


def test_a_block_that_is_gone_stays_in_the_version_that_had_it(draft):
    things.block(draft, text_fi="Teksti", text_sv="Text")
    briefs.send_for_checking(draft, by=None)
    briefs.confirm(draft, by=None)
    briefs.publish(draft, by=None)
    briefs.rework(draft, by=None)
    brief_blocks.remove(draft.blocks.get(), by=None)
    assert draft.published.content["blocks"][0]["text"]["fi"] == "Teksti"
