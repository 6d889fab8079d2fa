"""The life of a brief: from a draft through checking to the public, and new versions after that."""

import pytest
from django.core.exceptions import ValidationError

from forum.models import AuditEntry, Notice
from forum.states import IllegalMove
from meetings.models import MeetingBrief
from tests import talking, things
from themes.models import Brief, BriefBlock, Thread
from themes.services import brief_blocks, brief_content, brief_writing, briefs, comments

pytestmark = pytest.mark.django_db
NOTE = {"fi": "Korjattu kirjoitusvirhe", "sv": "Rättat skrivfel"}


def confirmed(brief, by=None):
    briefs.send_for_checking(brief, by=by)
    briefs.confirm(brief, by=by)
    return brief


@pytest.fixture
def draft():
    made = things.brief(state="draft")
    things.block(made, text_fi="Teksti", text_sv="Text")
    return made


def test_publishing_freezes_what_readers_see(draft):
    version = briefs.publish(confirmed(draft), by=None)
    assert (version.number, version.kind, draft.published) == (1, "first", version)
    briefs.rework(draft, by=None)
    brief_writing.describe(draft, by=None, title_fi="Uusi otsikko")
    draft.refresh_from_db()
    assert str(draft.heading) == "Katsaus" and draft.is_public and draft.is_reworked
    assert Brief.objects.public().get() == draft


def test_who_and_when_of_each_state_is_kept(draft, cast):
    confirmed(draft, by=cast.coordinator)
    assert draft.checking_by == draft.confirmed_by == cast.coordinator and draft.confirmed_at >= draft.checking_at
    briefs.publish(draft, by=cast.coordinator)
    assert draft.published.published_by == draft.state_by == cast.coordinator
    deeds = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert deeds[-3:] == ["brief.send_for_checking", "brief.confirm", "brief.publish"]


@pytest.mark.parametrize("verb", [briefs.confirm, briefs.publish, briefs.rework, briefs.take_back])
def test_a_draft_is_only_sent_for_checking(draft, verb):
    with pytest.raises(IllegalMove):
        verb(draft, by=None)


def test_a_confirmed_brief_can_be_taken_back(draft):
    briefs.take_back(confirmed(draft), by=None)
    assert draft.state == "draft"


def test_of_two_who_publish_one_gets_an_illegal_move(draft):
    other = Brief.objects.get(pk=confirmed(draft).pk)
    briefs.publish(draft, by=None)
    with pytest.raises((IllegalMove, ValidationError)):
        briefs.publish(other, by=None)
    assert draft.versions.count() == 1


def test_whoever_sent_it_does_not_confirm_it_where_another_must(draft, cast, settings):
    settings.SECOND_PERSON = True
    briefs.send_for_checking(draft, by=cast.coordinator)
    with pytest.raises(ValidationError):
        briefs.confirm(draft, by=cast.coordinator)
    briefs.confirm(draft, by=cast.chair)
    assert draft.confirmed_by == cast.chair


def test_a_missing_required_language_needs_a_reason_that_is_kept(draft):
    things.block(draft, text_fi="Vain suomeksi")
    confirmed(draft)
    with pytest.raises(ValidationError) as refused:
        briefs.publish(draft, by=None)
    assert "reason" in refused.value.error_dict
    briefs.publish(draft, by=None, reason="Käännös tulee myöhemmin")
    assert draft.override_reason == "Käännös tulee myöhemmin"
    assert AuditEntry.objects.get(verb="brief.publish").details["reason"] == draft.override_reason


def test_english_is_not_required(draft):
    assert not briefs.publish(confirmed(draft), by=None).content["blocks"][0]["text"]["en"]


def test_a_new_version_says_what_changed_and_tells_nobody_again(draft):
    briefs.publish(confirmed(draft), by=None)
    told = Notice.objects.count()
    briefs.rework(draft, by=None)
    brief_blocks.change(draft.blocks.get(), by=None, text_fi="Toinen teksti")
    confirmed(draft)
    with pytest.raises(ValidationError) as refused:
        briefs.publish(draft, by=None, note={"fi": "Vain suomeksi"})
    assert "note_sv" in refused.value.error_dict
    version = briefs.publish(draft, by=None, note=NOTE)
    assert (version.number, version.kind, version.note_sv) == (2, "revision", NOTE["sv"])
    assert draft.versions.get(number=1).content["blocks"][0]["text"]["fi"] == "Teksti"
    assert Notice.objects.count() == told


def test_a_version_without_a_change_is_refused(draft):
    briefs.publish(confirmed(draft), by=None)
    briefs.rework(draft, by=None)
    confirmed(draft)
    with pytest.raises(ValidationError, match="Nothing|Mitään"):
        briefs.publish(draft, by=None, note=NOTE)


def test_a_withdrawn_brief_is_nobodys_but_the_staffs_and_comes_back(draft, cast):
    briefs.publish(confirmed(draft), by=None)
    with pytest.raises(ValidationError):
        briefs.withdraw(draft, by=cast.coordinator, reason=" ")
    briefs.withdraw(draft, by=cast.coordinator, reason="Väärä aineisto")
    assert not Brief.objects.visible_to(cast.official_of_a).exists()
    assert Brief.objects.visible_to(cast.coordinator).exists()
    briefs.show_again(draft, by=cast.coordinator)
    assert Brief.objects.public().exists() and brief_content.published(draft).number == 1


def test_a_draft_that_nobody_has_read_can_be_removed_with_its_blocks_and_is_in_the_log(draft, cast):
    briefs.drop(draft, by=cast.coordinator)
    assert not Brief.objects.exists() and not BriefBlock.objects.exists() and not Thread.objects.exists()
    entry = AuditEntry.objects.get(verb="brief.drop")
    assert entry.actor == cast.coordinator and "Katsaus" in entry.about_name


@pytest.mark.parametrize("state", ["checking", "confirmed", "public", "reworked"])
def test_what_is_being_checked_or_has_been_read_is_not_removed(draft, state):
    briefs.send_for_checking(draft, by=None)
    if state != "checking":
        briefs.confirm(draft, by=None)
    if state in ("public", "reworked"):
        briefs.publish(draft, by=None)
    if state == "reworked":
        briefs.rework(draft, by=None)
    with pytest.raises(IllegalMove):
        briefs.drop(draft, by=None)
    assert Brief.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("used", ["comment", "talk", "meeting"])
def test_a_draft_that_others_name_is_not_removed(draft, cast, used):
    if used == "comment":
        comments.say(draft.thread, by=cast.coordinator, text="Hyvä alku.", language="fi")
    elif used == "talk":
        talking.draft(cast, briefs=[draft])
    else:
        MeetingBrief.objects.create(meeting=things.meeting(), brief=draft)
    with pytest.raises(ValidationError) as refused:
        briefs.drop(draft, by=cast.coordinator)
    assert refused.value.code == "used" and draft.blocks.exists()
    assert not AuditEntry.objects.filter(verb="brief.drop").exists()
