"""Regional development discussions' verbs."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from forum import clock
from forum.models import AuditEntry, Notice
from forum.services import follows
from forum.states import IllegalMove
from tests import things
from tests.talking import corrected, draft, talk, values
from themes.models import Talk, TalkVersion
from themes.services import talk_content, talks

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title_fi": "", "title_sv": ""}, "title_fi"),
        ({"regions": []}, "regions"),
        ({"kind": "area"}, "regions"),
        ({"kind": "theme", "themes": []}, "themes"),
        ({"held_on": clock.today() + timedelta(days=2)}, "held_on"),
    ],
)
def test_a_record_says_with_whom_about_what_and_when(cast, wrong, field):
    with pytest.raises(ValidationError) as refused:
        draft(cast, **wrong)
    assert field in refused.value.error_dict and not Talk.objects.exists()


def test_it_goes_from_draft_over_checking_and_confirmed_to_public(cast):
    made = talk(cast, "public")
    assert made.state == "public" and made.versions.get().content == talk_content.of(made)
    said = ["talks.publish", "talks.confirm", "talks.send_for_checking", "talks.write"]
    assert [one.verb for one in AuditEntry.objects.order_by("-pk")[:4]] == said


@pytest.mark.parametrize(
    ("state", "deed"),
    [("draft", talks.confirm), ("draft", talks.publish), ("checking", talks.publish), ("public", talks.take_back)],
)
def test_no_step_is_skipped(cast, state, deed):
    made = talk(cast, state)
    with pytest.raises(IllegalMove):
        deed(made, by=cast.coordinator)


def test_of_two_who_publish_one_wins(cast):
    made = talk(cast, "confirmed")
    same = Talk.objects.get(pk=made.pk)
    talks.publish(made, by=cast.coordinator)
    with pytest.raises(IllegalMove):
        talks.publish(same, by=cast.coordinator)
    assert TalkVersion.objects.count() == 1


def test_an_empty_record_is_not_confirmed(cast):
    made = talk(cast, "checking", **dict.fromkeys(("summary_fi", "summary_sv", "outcome_fi", "outcome_sv"), ""))
    with pytest.raises(ValidationError, match="tyhjä"):
        talks.confirm(made, by=cast.coordinator)


def test_nothing_is_public_without_the_required_languages_unless_a_reason_is_written(cast):
    made = talk(cast, "confirmed", outcome_sv="")
    with pytest.raises(ValidationError) as refused:
        talks.publish(made, by=cast.coordinator)
    assert "reason" in refused.value.error_dict
    made.refresh_from_db()
    assert made.state == "confirmed"
    talks.publish(made, by=cast.coordinator, reason="Käännös tulee huomenna.")
    assert made.override_reason and AuditEntry.objects.first().details["reason"] == "Käännös tulee huomenna."


def test_what_is_confirmed_does_not_change(cast):
    made = talk(cast, "confirmed")
    with pytest.raises(ValidationError, match="vahvistettu"):
        talks.change(made, by=cast.coordinator, revision=made.revision, **values(cast))


def test_of_two_who_write_the_second_is_told(cast):
    made = draft(cast)
    old = made.revision
    talks.change(made, by=cast.coordinator, revision=old, **values(cast, title_fi="Ensin"))
    with pytest.raises(talks.Clash):
        talks.change(made, by=cast.chair, revision=old, **values(cast, title_fi="Sitten"))
    made.refresh_from_db()
    assert made.title_fi == "Ensin"


def test_a_correction_is_a_new_version_that_says_what_changed(cast):
    made = corrected(cast)
    second, first = made.versions.all()
    assert second.note_fi == "Tarkennettu." and first.content["outcome"]["fi"] == "Kuva on yhteinen."
    [change] = talk_content.between(first.content, second.content)
    assert change.language == "fi" and "tarkka" in "".join(piece.text for piece in change.pieces)


def test_a_correction_needs_a_note_and_a_change(cast):
    made = talk(cast, "public")
    note = {"fi": "Sama.", "sv": "Samma."}
    with pytest.raises(ValidationError) as refused:
        talks.correct(made, by=cast.coordinator, revision=made.revision, note={"fi": "Vain."}, **values(cast))
    assert "note_sv" in refused.value.error_dict
    with pytest.raises(ValidationError, match="Mitään ei ole"):
        talks.correct(made, by=cast.coordinator, revision=made.revision, note=note, **values(cast))
    assert made.versions.count() == 1


def test_who_follows_the_region_is_told_once(cast):
    follows.follow(cast.official_of_b, ("region", cast.region_a.code))
    made = talk(cast, "public", themes=[things.theme()])
    notice = Notice.objects.get(person=cast.official_of_b)
    assert (notice.event, notice.thing_id) == ("talk_published", made.public_id)


@pytest.mark.parametrize("nonsense", [{"state": "gone"}, {"kind": "dinner"}, {"title_fi": "", "title_sv": ""}])
def test_the_database_refuses_nonsense(cast, nonsense):
    made = draft(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Talk.objects.filter(pk=made.pk).update(**nonsense)
