"""The words of letters are wiped after their time; what was sent to whom, when and how it went stays."""

from datetime import timedelta

import pytest

from forum import clock, tasks
from forum.models import AuditEntry, Letter, Mailing, MailingReceiver
from forum.services import letter_keeping, letters
from tests import letters as samples
from tests import mailings as mass
from tests import things

pytestmark = pytest.mark.django_db
DAYS = 730


def old(days, state="sent", **fields):
    """A letter written so many days ago."""
    one = samples.queued(things.person())
    written = clock.now() - timedelta(days=days)
    words = {"subject": "Aihe", "text": "Sanat", "html": "<p>Sanat</p>", "calendar": "BEGIN", "server_words": "250 ok"}
    Letter.objects.filter(pk=one.pk).update(state=state, written_at=written, sent_at=written, **{**words, **fields})
    one.refresh_from_db()
    return one


def test_old_words_go_and_the_rest_stays():
    one, younger = old(DAYS + 1, facts={"name": "Aino"}), old(DAYS - 1)
    tasks.wipe_letters()
    for letter in (one, younger):
        letter.refresh_from_db()
    assert (one.text, one.html, one.calendar, one.facts, bool(one.words_wiped_at)) == ("", "", "", {}, True)
    assert (one.subject, one.server_words, one.state, bool(one.to_address)) == ("Aihe", "250 ok", "sent", True)
    assert (younger.text, younger.words_wiped_at) == ("Sanat", None)


def test_wiping_twice_is_harmless_and_is_in_the_log_once():
    one = old(DAYS + 1)
    assert (letter_keeping.wipe_old(), letter_keeping.wipe_old()) == (1, 0)
    at = Letter.objects.get(pk=one.pk).words_wiped_at
    tasks.wipe_letters()
    assert Letter.objects.get(pk=one.pk).words_wiped_at == at
    assert AuditEntry.objects.get(verb="letter.wipe_words").details == {"letters": 1}


def test_many_are_wiped_some_at_a_time(monkeypatch):
    monkeypatch.setattr(letter_keeping, "AT_ONCE", 2)
    for _ in range(5):
        old(DAYS + 1)
    assert letter_keeping.wipe_old() == 5
    assert not Letter.objects.filter(words_wiped_at=None).exists()


@pytest.mark.parametrize("state", ["withheld", "queued", "sending", "waiting"])
def test_a_letter_that_has_not_left_keeps_its_words(state):
    old(DAYS + 1, state=state)
    assert letter_keeping.wipe_old() == 0


def test_the_days_are_a_setting(settings):
    settings.LETTER_WORDS_KEPT = 10
    old(11), old(9)
    assert letter_keeping.wipe_old() == 1


def test_the_page_says_so_and_the_letter_is_not_sent_again(client, cast):
    one = old(DAYS + 1, state="failed")
    letter_keeping.wipe_old()
    one.refresh_from_db()
    client.force_login(cast.coordinator)
    page = client.get(f"/en/work/letters/{one.public_id}/").content.decode()
    assert "no longer kept" in page and "Aihe" in page and "/resend/" not in page
    with pytest.raises(letters.CannotResend):
        letters.resend(one, by=cast.coordinator)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_privacy_notice_says_for_how_long(client, settings, language):
    settings.LETTER_WORDS_KEPT = 431
    assert "431 " in client.get(f"/{language}/privacy/").content.decode()


def test_what_mass_letters_froze_for_each_receiver_goes_with_their_words(cast):
    made = mass.released(cast.coordinator, cast.official_of_a)
    MailingReceiver.objects.filter(mailing=made).update(facts={"name": "Aino"})
    Mailing.objects.filter(pk=made.pk).update(state="sent", ended_at=clock.now())
    tasks.wipe_letters()
    assert MailingReceiver.objects.exclude(facts={}).exists()
    with clock.at(clock.now() + timedelta(days=DAYS + 2)):
        tasks.wipe_letters()
    assert not MailingReceiver.objects.exclude(facts={}).exists()
    assert MailingReceiver.objects.filter(mailing=made).exclude(reasons=[]).exists()
