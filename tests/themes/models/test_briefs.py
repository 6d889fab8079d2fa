"""What the database refuses of briefs, their blocks and versions."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests import things
from themes.models import Brief, BriefBlock, BriefVersion

pytestmark = pytest.mark.django_db


def refuses(act):
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


@pytest.mark.parametrize("change", [{"content": {}}, {"number": 7}, {"note_fi": "Toinen"}])
def test_a_published_version_is_never_changed(change):
    version = things.brief().published
    refuses(lambda: BriefVersion.objects.filter(pk=version.pk).update(**change))
    for name, value in change.items():
        setattr(version, name, value)
    refuses(version.save)
    assert BriefVersion.objects.get(pk=version.pk).content["title"]["fi"] == "Katsaus"


def test_there_is_no_public_brief_without_a_version():
    draft = things.brief(state="draft")
    refuses(lambda: Brief.objects.filter(pk=draft.pk).update(state="public"))
    refuses(lambda: Brief.objects.filter(pk=draft.pk).update(state="nonsense"))


def test_a_withdrawn_brief_has_a_reason_and_is_not_public():
    brief = things.brief()
    refuses(lambda: Brief.objects.filter(pk=brief.pk).update(withdrawn_at=brief.made_at))
    Brief.objects.filter(pk=brief.pk).update(withdrawn_at=brief.made_at, withdrawn_reason="Virhe")
    assert not Brief.objects.public().exists()


def test_only_reviews_belong_to_a_series_and_all_of_them_do():
    brief = things.brief(state="draft")
    refuses(lambda: Brief.objects.filter(pk=brief.pk).update(kind="review"))
    series = things.brief_series()
    refuses(lambda: Brief.objects.filter(pk=brief.pk).update(series=series))
    assert Brief.objects.filter(pk=brief.pk).update(kind="review", series=series) == 1


def test_positions_and_slots_are_once_a_brief():
    brief = things.brief(state="draft")
    first = things.block(brief)
    refuses(lambda: BriefBlock.objects.create(brief=brief, kind="text", position=first.position))


@pytest.mark.parametrize("slot", [None, 0, 7])
def test_a_message_has_one_of_six_places(slot, indicator):
    brief = things.brief(state="draft")
    about = {"brief": brief, "kind": "message", "position": 1, "indicator": indicator}
    refuses(lambda: BriefBlock.objects.create(slot=slot, **about))
    BriefBlock.objects.create(slot=6, **about)
    refuses(lambda: BriefBlock.objects.create(slot=6, **{**about, "position": 2}))


def test_blocks_of_figures_have_an_indicator_and_others_none(indicator):
    brief = things.brief(state="draft")
    refuses(lambda: BriefBlock.objects.create(brief=brief, kind="chart", position=1))
    refuses(lambda: BriefBlock.objects.create(brief=brief, kind="text", position=1, indicator=indicator))


def test_a_later_version_says_what_changed():
    brief = things.brief()
    refuses(lambda: things.published(brief, note_fi="", note_sv=""))
    assert things.published(brief).version == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        things.published(things.brief(), kind="first")
