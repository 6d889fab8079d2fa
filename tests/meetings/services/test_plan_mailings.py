"""Letters of a plan leave as mass letters: frozen, shown, released by two where asked, stopped, never long after."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from forum import clock
from forum.models import AuditEntry, Letter, Mailing, MailingMissing, MailingReceiver, StaffRole
from forum.services import dry_runs, mailings, mass_sending, own_texts, posting
from forum.services.dry_runs import DryRun
from meetings.deadlines import REMIND_SILENT
from meetings.models import Invitation, Meeting, PlannedLetter
from meetings.services import answers, invitations, ladder, letter_plan, letter_steps
from meetings.tasks import climb_ladder
from tests import things
from tests.people import hold


@pytest.fixture
def meeting(cast):
    """Two officials will be invited to a meeting in sixty days; their seats are held."""
    assert cast.official_of_a and cast.official_of_b and cast.coordinator
    meeting = things.meeting(days=60)
    letter_plan.make(meeting)
    return meeting


def step(meeting, rule="invitation") -> PlannedLetter:
    return PlannedLetter.objects.get(meeting=meeting, rule=rule)


def its_day(meeting, rule="invitation", **later):
    return clock.at(step(meeting, rule).due_at + timedelta(hours=1, **later))


def sent(kind="invitation") -> list[str]:
    return sorted(Letter.objects.filter(kind=kind).values_list("to_address", flat=True))


def test_a_release_freezes_receivers_reasons_and_facts(cast, meeting):
    letter_steps.release(step(meeting), by=cast.coordinator)
    mailing = step(meeting).mailing
    assert mailing.state == "scheduled" and mailing.send_at == step(meeting).due_at
    rows = list(MailingReceiver.objects.filter(mailing=mailing))
    assert {row.person for row in rows} == {cast.official_of_a, cast.official_of_b}
    assert all("maakunnasta" in dry_runs.reasons_of(row) for row in rows)
    assert mailing.facts["frozen_meeting"]["starts_at"] == meeting.starts_at.isoformat()
    with its_day(meeting):
        climb_ladder()
    letters = Letter.objects.filter(kind="invitation")
    assert {letter.mailing for letter in letters} == {mailing} and letters.count() == 2
    assert {row.letter.person for row in MailingReceiver.objects.filter(mailing=mailing)} == {
        row.person for row in rows
    }


def test_a_meeting_that_has_changed_since_the_release_waits_for_another(cast, meeting):
    letter_steps.release(step(meeting), by=cast.coordinator)
    Meeting.objects.filter(pk=meeting.pk).update(place_fi="Toinen talo")
    with its_day(meeting):
        climb_ladder()
    assert not sent() and step(meeting).released_at is None and step(meeting).mailing.state == "cancelled"
    letter_steps.release(step(meeting), by=cast.coordinator)
    with its_day(meeting):
        climb_ladder()
    assert len(sent()) == 2


def test_the_words_are_those_that_were_in_use_when_it_was_released(cast, meeting):
    own_texts.write("invitation", language="fi", subject="Vanha otsikko", opening="", by=cast.coordinator)
    letter_steps.release(step(meeting), by=cast.coordinator)
    own_texts.write("invitation", language="fi", subject="Uusi otsikko", opening="", by=cast.coordinator)
    with its_day(meeting):
        climb_ladder()
    letter = Letter.objects.get(kind="invitation", person=cast.official_of_a)
    assert own_texts.of_letter(letter.facts, "fi").subject == "Vanha otsikko"


def test_the_new_holder_of_a_frozen_seat_gets_the_letter_and_it_is_kept_who_did_not(cast, meeting):
    letter_steps.release(step(meeting), by=cast.coordinator)
    cast.official_seat_b.mandates.update(until=clock.today())
    new = hold(cast.official_seat_b, things.person("new.b")).person
    with its_day(meeting):
        climb_ladder()
    assert sent() == ["new.b@example.org", "official.a@example.org"]
    rows = MailingReceiver.objects.filter(mailing=step(meeting).mailing)
    assert rows.get(person=cast.official_of_b).skipped == "changed" and rows.get(person=new).letter.person == new


def test_a_region_without_a_living_address_blocks_invitations_until_somebody_says_why(cast, meeting):
    assert cast.region_b
    things.seat(things.region("99"))
    with pytest.raises(ValidationError):
        letter_steps.release(step(meeting), by=cast.coordinator)
    with pytest.raises(ValidationError):
        ladder.send(meeting, "invitation", by=cast.coordinator)
    assert not sent() and step(meeting).released_at is None
    ladder.send(meeting, "invitation", by=cast.coordinator, reason="Paikka on täyttämättä")
    assert len(sent()) == 2
    entry = AuditEntry.objects.get(verb="mailing.release")
    assert entry.details["reason"] == "Paikka on täyttämättä" and MailingMissing.objects.get().region == "99"


def test_where_the_forum_asks_a_second_person_invitations_wait_for_one(cast, meeting, settings):
    settings.SECOND_PERSON = True
    letter_steps.release(step(meeting), by=cast.coordinator)
    other = things.person("second")
    StaffRole.objects.create(person=other, kind="coordinator", since="2020-01-01")
    with its_day(meeting):
        climb_ladder()
        mass_sending.send_due()
        assert not sent() and step(meeting).state == "planned"
        mailings.confirm(step(meeting).mailing, by=other)
        mass_sending.send_due()
        climb_ladder()
    assert len(sent()) == 2 and step(meeting).state == "done"


def test_sending_now_waits_for_the_second_person_too_and_reminders_do_not(cast, meeting, settings):
    settings.SECOND_PERSON = True
    assert ladder.send(meeting, "invitation", by=cast.coordinator) == [] and not sent()
    mailings.confirm(step(meeting).mailing, by=cast.chair)
    climb_ladder()
    assert len(sent()) == 2
    with its_day(meeting, REMIND_SILENT):
        climb_ladder()
    assert len(sent("reminder")) == 2


def test_invitations_that_are_stopped_while_they_leave_have_not_been_sent(cast, meeting):
    ladder.send(meeting, "invitation", by=cast.coordinator)
    gone = Letter.objects.filter(kind="invitation").first()
    Letter.objects.filter(pk=gone.pk).update(state="sent", sent_at=clock.now())
    mailings.stop(step(meeting).mailing, by=cast.coordinator)
    assert sorted(Invitation.objects.values_list("state", flat=True)) == ["drafted", "sent"]
    assert len(ladder.send(meeting, "invitation", by=cast.coordinator)) == 1
    assert Letter.objects.filter(kind="invitation", state="queued").count() == 1


def test_letters_of_a_plan_that_could_not_leave_for_two_days_do_not_leave(cast, meeting):
    ladder.send(meeting, "invitation", by=cast.coordinator)
    letter = Letter.objects.filter(kind="invitation").first()
    assert posting.must_not_go(letter) == ""
    with clock.at(clock.now() + timedelta(days=3)):
        assert "two days late" in posting.must_not_go(letter)


def test_reminders_keep_whom_they_went_to_and_why_and_can_be_stopped(cast, meeting):
    invitations.send(meeting, by=cast.coordinator)
    with its_day(meeting, REMIND_SILENT):
        climb_ladder()
    mailing = Mailing.objects.get(kind="plan:remind_silent")
    assert mailing.receivers.count() == 2 and mailing.state == "sending" and mailing.override_reason == ""
    assert all(row.reasons and row.letter.kind == "reminder" for row in mailing.receivers.all())
    assert mailings.stop(mailing, by=cast.coordinator) == 2


def test_it_is_compared_with_the_same_letters_of_the_last_meeting_of_the_kind(cast, meeting):
    ladder.send(meeting, "invitation", by=cast.coordinator)
    hold(things.seat(things.region()), things.person("newcomer"))
    later = things.meeting(days=90)
    letter_plan.make(later)
    politicians = things.meeting("politicians", days=95)
    letter_plan.make(politicians)
    letter_steps.release(step(later), by=cast.coordinator)
    dry = DryRun(step(later).mailing)
    assert dry.last_time == step(meeting).mailing and dry.new == ["newcomer (Esimerkki)"] and dry.gone == []


@pytest.mark.parametrize("rule", ["invitation", "remind_silent", "call_list", "joining"])
def test_examples_are_shown_before_anything_leaves_and_nothing_is_written(client, cast, meeting, rule):
    if rule != "invitation":
        invitations.send(meeting, by=cast.coordinator)
        Invitation.objects.update(reminded_on=None, sent_at=clock.now() - timedelta(days=10))
        Letter.objects.update(written_at=clock.now() - timedelta(days=10))
    if rule == "joining":
        asked = Invitation.objects.get(seat=cast.official_seat_a)
        answers.answer(asked, reply="attend", mode="remote", by=cast.official_of_a, channel="link")
    client.force_login(cast.coordinator)
    before = Letter.objects.count(), Mailing.objects.count()
    page = client.get(f"/fi/work/meetings/{meeting.public_id}/letters/{rule}/")
    (first, *_others) = page.context["examples"]
    found = client.get(f"/fi/work/meetings/{meeting.public_id}/letters/{rule}/example/?as={first.public_id}")
    assert "<table" in found.content.decode() and "/answer/" not in found.content.decode()
    assert before == (Letter.objects.count(), Mailing.objects.count())
