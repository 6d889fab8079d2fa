"""Action points: written, published, told of, moved, given another day."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from forum import clock, dates
from forum.models import AuditEntry, Letter
from forum.services import rendering
from forum.states import IllegalMove
from meetings.models import ActionPoint, ActionProgress, Notes
from meetings.services import actions, notes
from tests import things
from tests.actions import action
from themes.services.clash import Clash

TITLES = {"title_fi": "Selvitys", "title_sv": "Utredning", "title_en": "Report"}


@pytest.fixture
def meeting(db):
    return things.meeting(days=-3, state="held")


def written(cast, meeting, **values):
    """An action point of the agency, written by the coordinator."""
    assert cast.member
    about = {"owner": cast.agency, "due": clock.today() + timedelta(days=40), **TITLES, **values}
    return actions.add(meeting, by=cast.coordinator, **about)


def told(cast, one, **said):
    """The agency's member tells how it goes."""
    about = {"state": one.state, "language": "fi", "organisation": cast.agency, **said}
    actions.report(one, by=cast.member, **about)
    one.refresh_from_db()


def test_what_is_written_is_public_only_once_it_is_published(cast, meeting):
    one = written(cast, meeting)
    assert one.theme == meeting.theme and not ActionPoint.objects.public().exists()
    assert not Letter.objects.exists()
    assert actions.publish_of(meeting, by=cast.coordinator) == 1
    assert ActionPoint.objects.public().get().published_at
    assert Letter.objects.get().person == cast.member


def test_publishing_again_publishes_and_tells_nobody(cast, meeting):
    written(cast, meeting)
    actions.publish_of(meeting, by=cast.coordinator)
    assert actions.publish_of(meeting, by=cast.coordinator) == 0
    assert Letter.objects.count() == 1


def test_what_was_dropped_before_publishing_stays_unseen(cast, meeting):
    one = written(cast, meeting)
    actions.report(one, by=cast.coordinator, organisation=None, state="dropped", text="Erehdys", language="fi")
    assert actions.publish_of(meeting, by=cast.coordinator) == 0


def test_a_missing_required_language_stops_publishing_unless_a_reason_is_said(cast, meeting):
    written(cast, meeting, title_sv="")
    with pytest.raises(ValidationError, match="Svenska"):
        actions.publish_of(meeting, by=cast.coordinator)
    assert actions.publish_of(meeting, by=cast.coordinator, override="Käännös tulee huomenna") == 1
    assert AuditEntry.objects.get(verb="actions.publish").details["override"] == "Käännös tulee huomenna"


def test_details_in_one_language_ask_for_the_other(cast, meeting):
    one = written(cast, meeting, details_fi="Lisää")
    assert actions.missing_languages(one) == ["Selvitys (Svenska)"]


def test_two_who_change_it_at_once_overwrite_nothing(cast, meeting):
    one = written(cast, meeting)
    actions.change(one, by=cast.coordinator, revision=1, title_fi="Uusi")
    with pytest.raises(Clash) as clash:
        actions.change(one, by=cast.coordinator, revision=1, title_fi="Toinen")
    assert clash.value.now.title_fi == "Uusi"


def test_a_public_one_keeps_its_required_languages(cast):
    one = action()
    with pytest.raises(ValidationError):
        actions.change(one, by=cast.coordinator, revision=1, title_sv="")


def test_a_new_owner_of_a_public_one_is_told(cast):
    assert cast.member
    one = action()
    actions.change(one, by=cast.coordinator, revision=1, owner=cast.agency)
    assert [letter.person for letter in Letter.objects.filter(kind="action_points_given")] == [cast.member]


def test_a_new_day_stands_in_its_history(cast):
    one = action()
    day = one.due + timedelta(days=10)
    actions.change(one, by=cast.coordinator, revision=1, due=day)
    row = ActionProgress.objects.get()
    assert (row.kind, row.due, row.organisation) == ("new_day", day, None)


def test_the_owner_tells_how_it_goes(cast):
    one = action(owner=cast.agency)
    told(cast, one, state="under_way", text="Alussa")
    row = one.progress.get()
    assert (one.state, row.text, row.language, row.organisation) == ("under_way", "Alussa", "fi", cast.agency)
    assert AuditEntry.objects.get(verb="actions.report").details["state"] == ["open", "under_way"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "text"),
        ({"state": "done"}, "text"),
        ({"state": "dropped"}, "text"),
        ({"proposed_due": "later"}, "reason"),
        ({"proposed_due": "now", "reason": "Kiire"}, "proposed_due"),
    ],
)
def test_what_is_not_whole_is_refused_by_field(cast, said, field):
    one = action(owner=cast.agency)
    days = {"later": one.due + timedelta(days=5), "now": clock.today()}
    if "proposed_due" in said:
        said = {**said, "proposed_due": days[said["proposed_due"]]}
    with pytest.raises(ValidationError) as error:
        told(cast, one, **said)
    assert list(error.value.error_dict) == [field] and not ActionProgress.objects.exists()


def test_done_says_when_and_can_be_opened_again(cast):
    one = action(owner=cast.agency, proposed_due=clock.today(), proposed_reason="Kiire", proposed_language="fi")
    told(cast, one, state="done", text="Valmis")
    assert one.finished_at and one.proposed_due is None
    told(cast, one, state="under_way")
    assert one.finished_at is None


def test_dropping_keeps_its_reason_until_it_is_opened_again(cast):
    one = action()
    actions.report(one, by=cast.coordinator, organisation=None, state="dropped", text="Ei tarpeen", language="fi")
    assert (one.dropped_reason, one.is_unfinished) == ("Ei tarpeen", False)
    actions.report(one, by=cast.coordinator, organisation=None, state="open", language="fi")
    assert (one.dropped_reason, one.is_unfinished) == ("", True)
    assert [row.state for row in one.progress.all()] == ["open", "dropped"]


def test_of_two_who_move_it_at_once_one_wins(cast):
    one = action(owner=cast.agency)
    same = ActionPoint.objects.get(pk=one.pk)
    told(cast, one, state="done", text="Valmis")
    with pytest.raises(IllegalMove):
        told(cast, same, state="done", text="Valmis")


@pytest.mark.parametrize(("accept", "kind"), [(True, "new_day"), (False, "day_stays")])
def test_the_coordinator_decides_on_a_proposed_day(cast, accept, kind):
    one = action(owner=cast.agency)
    before, later = one.due, one.due + timedelta(days=20)
    told(cast, one, proposed_due=later, reason="Lausunnot myöhässä")
    assert (one.proposed_due, one.due) == (later, before)
    actions.decide_day(one, by=cast.coordinator, accept=accept, reason="Kokous on ennen sitä")
    assert (one.proposed_due, one.due) == (None, later if accept else before)
    assert one.progress.first().kind == kind


def test_the_owner_gets_a_letter_when_the_proposed_day_is_not_taken(cast):
    # given a day that the owner proposed
    one = action(owner=cast.agency)
    told(cast, one, proposed_due=one.due + timedelta(days=20), reason="Lausunnot myöhässä")
    # when the coordinator lets the present day stand
    actions.decide_day(one, by=cast.coordinator, accept=False, reason="Kokous on ennen sitä")
    # then the owner reads the reason and the day in a letter
    letter = Letter.objects.get(kind="action_points_day_stays")
    assert letter.person == cast.member
    text = rendering.render(letter).text
    assert "Kokous on ennen sitä" in text and dates.numeric(one.due) in text


def test_no_letter_says_that_a_day_was_taken_or_is_about_what_is_not_public(cast):
    for public, accept in ((True, True), (False, False)):
        one = action(owner=cast.agency, public=public)
        told(cast, one, proposed_due=one.due + timedelta(days=20), reason="Lausunnot myöhässä")
        actions.decide_day(one, by=cast.coordinator, accept=accept, reason="Näin on sovittu")
    assert not Letter.objects.filter(kind="action_points_day_stays").exists()


def test_letting_the_day_stand_needs_a_reason(cast):
    one = action(proposed_due=clock.today() + timedelta(days=90), proposed_reason="Kiire", proposed_language="fi")
    with pytest.raises(ValidationError):
        actions.decide_day(one, by=cast.coordinator, accept=False)


def test_a_day_that_is_no_longer_proposed_cannot_be_decided(cast):
    one = action(proposed_due=clock.today() + timedelta(days=90), proposed_reason="Kiire", proposed_language="fi")
    same = ActionPoint.objects.get(pk=one.pk)
    actions.decide_day(one, by=cast.coordinator, accept=True)
    with pytest.raises(ValidationError):
        actions.decide_day(same, by=cast.coordinator, accept=True)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"state": "gone"},
        {"state": "done", "finished_at": None},
        {"state": "dropped", "dropped_reason": ""},
        {"is_public": True, "published_at": None},
        {"proposed_due": "2030-01-01"},
        {"title_fi": "", "title_sv": "", "title_en": ""},
    ],
)
def test_the_database_refuses_nonsense(db, nonsense):
    one = action()
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionPoint.objects.filter(pk=one.pk).update(**nonsense)


def test_they_become_public_with_the_notes_of_their_meeting(cast, meeting):
    one = written(cast, meeting)
    things.agenda_item(meeting, title_sv="Ärende")
    Notes.objects.create(meeting=meeting, state="confirmed")
    notes.publish(meeting, by=cast.coordinator)
    one.refresh_from_db()
    assert one.is_public and Letter.objects.filter(kind="action_points_given", person=cast.member).exists()
