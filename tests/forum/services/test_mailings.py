"""Mass letters: from a draft to letters in the queue, by one or two people, and never twice."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from forum import clock, shelves, states
from forum.audiences import Audience, Found, Missing, Reason
from forum.models import AuditEntry, Letter, MailingReceiver
from forum.services import mailings, mass_sending, posting
from tests import mailings as mass
from tests import things


@pytest.fixture
def by(cast):
    return cast.coordinator


@pytest.fixture
def gap(monkeypatch):
    """An audience in which nobody of Kainuu can be written to."""
    lost = Missing({"fi": "Kainuu", "sv": "Kajanaland", "en": "Kainuu"}, Reason("unreachable"), "18")
    entries = dict(shelves.audiences._entries) | {"gap": (1, Audience("Aukko", lambda: Found([], [lost])))}
    monkeypatch.setattr(shelves.audiences, "_entries", entries)
    return {"audience": "gap", "how": "add", "params": {}}


def test_what_is_released_is_sent_once_to_each_with_the_reason_kept(by):
    one, two = things.person(), things.person(language="sv")
    mailing = mass.released(by, one, two)
    assert mass_sending.send_due() == 1 and mass_sending.send_due() == 0
    assert sorted(Letter.objects.values_list("to_address", "language")) == [(one.email, "fi"), (two.email, "sv")]
    assert [row.reasons[0]["code"] for row in mailing.receivers.all()] == ["chosen", "chosen"]
    assert all(row.letter and row.letter.mailing_id == mailing.pk for row in mailing.receivers.select_related("letter"))


def test_a_mailing_ends_when_all_its_letters_have_left(by):
    mailing = mass.released(by, things.person())
    mass_sending.send_due()
    mailing.refresh_from_db()
    assert mailing.state == "sending"
    posting.post_due()
    Letter.objects.update(state="sent", sent_at=clock.now())
    mass_sending.send_due()
    mailing.refresh_from_db()
    assert (mailing.state, bool(mailing.ended_at)) == ("sent", True)


def test_who_gets_it_is_frozen_by_the_dry_run_and_who_left_meanwhile_is_skipped(by):
    one, two = things.person(), things.person()
    mailing = mass.tried(by, one, two)
    two.is_active = False
    two.save()
    mailings.release(mailing, by=by)
    mass_sending.send_due()
    assert mailing.receivers.get(person=two).skipped == "unreachable"
    assert Letter.objects.get().person == one


def test_a_change_takes_the_dry_run_back(by):
    mailing = mass.tried(by, things.person())
    mailings.change(mailing, by=by, title="Toinen")
    assert mailing.frozen_at is None and not mailing.receivers.exists()
    with pytest.raises(ValidationError):
        mailings.release(mailing, by=by)


@pytest.mark.parametrize(
    "texts",
    [
        {},
        {"fi": {"subject": "A", "body": "B"}},
        {"fi": {"subject": "A", "body": "B"}, "sv": {"subject": "", "body": "B"}},
        {"fi": {"subject": "{x}", "body": "B"}, "sv": {"subject": "A", "body": "B"}},
    ],
)
def test_required_languages_and_known_placeholders_are_asked_for(by, texts):
    mailing = mass.tried(by, things.person(), texts=texts)
    with pytest.raises(ValidationError):
        mailings.release(mailing, by=by)
    assert mailing.state == "draft"


def test_nobody_to_write_to_blocks_it(by):
    with pytest.raises(ValidationError):
        mailings.release(mass.tried(by), by=by)


def test_a_region_that_cannot_be_written_to_blocks_until_somebody_says_why(by, gap):
    mailing = mass.tried(by, things.person(), audience=[*mass.to(things.person()), gap])
    with pytest.raises(ValidationError) as refused:
        mailings.release(mailing, by=by)
    assert "Kainuu" in str(refused.value)
    mailings.release(mailing, by=by, override_reason="Soitettu")
    entry = AuditEntry.objects.get(verb="mailing.release")
    assert (mailing.state, entry.details["reason"]) == ("scheduled", "Soitettu")


def test_where_two_are_asked_the_second_must_be_another(by, cast, settings):
    settings.SECOND_PERSON = True
    mailing = mass.released(by, things.person())
    assert mailing.state == "waiting" and mass_sending.send_due() == 0
    with pytest.raises(ValidationError):
        mailings.confirm(mailing, by=by)
    mailings.confirm(mailing, by=cast.chair)
    assert (mailing.state, mass_sending.send_due()) == ("scheduled", 1)


def test_a_scheduled_letter_waits_for_its_time(by):
    mailing = mass.tried(by, things.person())
    mailings.release(mailing, by=by, send_at=clock.now() + timedelta(hours=5))
    assert mass_sending.send_due() == 0
    with clock.at(clock.now() + timedelta(hours=6)):
        assert mass_sending.send_due() == 1


def test_what_is_more_than_two_days_late_is_missed_and_never_sent(by):
    mailing = mass.released(by, things.person())
    with clock.at(clock.now() + timedelta(days=2, minutes=1)):
        assert mass_sending.send_due() == 0
    mailing.refresh_from_db()
    assert (mailing.state, Letter.objects.count()) == ("missed", 0)


def test_a_letter_that_waited_for_two_days_does_not_leave_any_more(by):
    mass.released(by, things.person())
    mass_sending.send_due()
    with clock.at(clock.now() + timedelta(days=2, minutes=1)):
        posting.post_due()
    letter = Letter.objects.get()
    assert letter.state == "failed" and "two days late" in letter.server_words


def test_stopping_cancels_what_has_not_left(by):
    mailing = mass.released(by, things.person(), things.person(), things.person())
    mass_sending.send_due()
    gone = Letter.objects.first()
    Letter.objects.filter(pk=gone.pk).update(state="sent", sent_at=clock.now())
    mailing.refresh_from_db()
    assert mailings.stop(mailing, by=by) == 2
    assert sorted(Letter.objects.values_list("state", flat=True)) == ["cancelled", "cancelled", "sent"]


def test_what_is_released_cannot_be_changed_and_what_is_sent_cannot_be_cancelled(by):
    mailing = mass.released(by, things.person())
    with pytest.raises(states.IllegalMove):
        mailings.change(mailing, by=by, title="Toinen")
    mass_sending.send_due()
    mailing.refresh_from_db()
    with pytest.raises(states.IllegalMove):
        mailings.cancel(mailing, by=by)


def test_the_portal_itself_begins_once_under_a_key(by):
    one = things.person()
    first, second = (mass.drafted(None, one, key="ladder:x") for _ in range(2))
    for mailing in (first, second):
        mailings.dry_run(mailing)
        mailings.release(mailing, by=None)
        mailing.refresh_from_db()
    assert first.pk == second.pk
    mass_sending.send_due()
    mailings.dry_run(first)
    assert Letter.objects.count() == MailingReceiver.objects.count() == 1


def test_the_dry_run_tells_who_is_new_and_who_is_gone_since_last_time(by):
    old, both, new = (things.person() for _ in range(3))
    mass.released(by, old, both)
    mass_sending.send_due()
    dry = mailings.dry_run(mass.drafted(by, both, new))
    assert (dry.new, dry.gone) == ([new.name], [old.name])


@pytest.mark.parametrize("kind", ["chair", "official_of_a", "politician_of_a", "official_of_b", "member"])
def test_only_coordinators_write_mass_letters(cast, kind):
    with pytest.raises(PermissionDenied):
        mass.drafted(getattr(cast, kind), things.person())


def test_writing_costs_the_same_number_of_queries_for_one_and_for_many(by, django_assert_max_num_queries):
    mass.released(by, *(things.person() for _ in range(40)))
    with django_assert_max_num_queries(16):
        mass_sending.send_due()
    assert Letter.objects.count() == 40
