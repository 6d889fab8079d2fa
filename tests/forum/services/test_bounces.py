"""Letters that came back: the letter says so, and an address that is dead is noted on its person."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forum import clock
from forum.models import AuditEntry, Bulletin, IncomingMail, Letter, Subscription
from forum.services import bounce_reports, bulletin_reading, incoming_mail, posting, subscriptions
from forum.services.opened_mail import opened
from tests import letters, subscribing, things
from tests.mails import BOUNCES, mail
from tests.replies import came

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(mailoutbox):
    return sent(things.person("mira"))


def sent(person):
    letter = letters.queued(person)
    posting.post_due()
    letter.refresh_from_db()
    return letter


def bounced(letter, name="postfix", **facts):
    facts = {"RECIPIENT": letter.to_address, "ORIGINAL": letter.message_id, **facts}
    found = came(mail(f"bounces/{name}", **facts))
    letter.refresh_from_db()
    letter.person.refresh_from_db()
    return found


@pytest.mark.parametrize("server", BOUNCES)
def test_an_unknown_address_is_noted_whatever_the_server_writes(letter, server):
    found = bounced(letter, server)
    assert (letter.state, found.kind, found.state, found.letter) == ("bounced", "bounce", "handled", letter)
    assert letter.person.unreachable_since and "5.1.1" in letter.server_words
    assert AuditEntry.objects.filter(verb="person.unreachable").count() == 1


@pytest.mark.parametrize("server", BOUNCES)
def test_a_single_refusal_for_another_reason_brings_the_letter_back_and_no_more(letter, server):
    full = {"STATUS": "5.2.2", "DIAGNOSTIC": "552 5.2.2 Mailbox full"}
    found = bounced(letter, server, **full)
    assert (letter.state, found.strength) == ("bounced", "hard") and letter.person.unreachable_since is None


def test_two_letters_refused_for_good_make_an_address_dead(letter):
    refused = {"STATUS": "5.7.1", "DIAGNOSTIC": "554 5.7.1 Refused"}
    bounced(letter, **refused)
    second = sent(letter.person)
    bounced(second, "exchange", **refused)
    assert second.person.unreachable_since


def test_the_same_letter_refused_twice_counts_once(letter):
    for server in ("postfix", "exchange"):
        bounced(letter, server, STATUS="5.7.1", DIAGNOSTIC="554 5.7.1 Refused")
    assert letter.person.unreachable_since is None


def given_up(letter, **facts):
    return bounced(letter, STATUS="4.4.7", DIAGNOSTIC="451 4.4.7 Given up", **facts)


def test_three_letters_given_up_on_within_a_fortnight_make_an_address_dead(letter):
    for one in (letter, sent(letter.person), sent(letter.person)):
        assert one.person.unreachable_since is None
        assert given_up(one).strength == "soft" and one.state == "bounced"
    assert one.person.unreachable_since


def test_three_letters_given_up_on_over_a_month_do_not(letter):
    for days in (0, 16, 32):
        with clock.at(timezone.now() + timedelta(days=days)):
            given_up(one := sent(letter.person))
    assert one.person.unreachable_since is None


def test_a_delay_is_written_on_the_letter_which_is_still_on_its_way(letter):
    found = bounced(letter, ACTION="delayed", STATUS="4.4.1", DIAGNOSTIC="451 4.4.1 No answer from host")
    assert (letter.state, found.strength) == ("sent", "delayed") and "No answer from host" in letter.server_words


def test_a_report_that_the_letter_arrived_changes_nothing(letter):
    found = bounced(letter, ACTION="delivered", STATUS="2.0.0", DIAGNOSTIC="250 2.0.0 OK")
    assert letter.state == "sent" and found.state == "inbox"


def test_what_a_forwarding_server_says_of_another_address_kills_none(letter):
    bounced(letter, RECIPIENT="other@elsewhere.example")
    assert letter.state == "bounced" and letter.person.unreachable_since is None


def test_a_new_address_is_not_blamed_for_the_old_one(letter):
    letter.person.email = "new@example.org"
    letter.person.save()
    bounced(letter)
    assert letter.state == "bounced" and letter.person.unreachable_since is None


def test_a_bounce_that_names_no_letter_of_ours_waits_for_a_coordinator_and_blames_nobody(letter):
    found = bounced(letter, ORIGINAL="<somebody-elses@example.org>")
    assert (found.kind, found.state) == ("bounce", "inbox") and letter.state == "sent"
    assert letter.person.unreachable_since is None


def test_a_person_who_quotes_a_bounce_is_no_bounce(letter):
    raw = mail("bounces/postfix", RECIPIENT=letter.to_address, ORIGINAL=letter.message_id)
    quoted = b"\r\n".join(b"> " + line for line in raw.splitlines())
    head = b"From: Mira <mira@example.org>\r\nMessage-ID: <q@x>\r\nSubject: Fwd\r\n\r\n"
    assert came(head + quoted).kind == "personal"
    letter.refresh_from_db()
    assert letter.state == "sent"


def test_a_bounce_read_twice_is_one(letter):
    raw = mail("bounces/postfix", RECIPIENT=letter.to_address, ORIGINAL=letter.message_id)
    came(raw)
    assert incoming_mail.store(raw, via="mailbox") is None


def test_a_letter_resent_since_can_come_back_again(letter):
    bounced(letter)
    Letter.objects.update(state="sent")
    bounced(letter, "exchange")
    assert letter.state == "bounced" and IncomingMail.objects.about_letter(letter).count() == 2


def test_an_automatic_answer_is_recorded_on_the_letter_and_nothing_follows(letter):
    found = came(mail("out_of_office", NAME="Mira", FROM=letter.to_address, ORIGINAL=letter.message_id))
    assert (found.kind, found.state, found.letter, found.person) == ("auto_reply", "handled", letter, letter.person)
    assert Letter.objects.count() == 1


def test_an_answer_by_a_person_waits_with_the_letter_it_answers(letter):
    found = came(mail("question", NAME="Mira", FROM=letter.to_address, ORIGINAL=letter.message_id))
    assert (found.kind, found.state, found.letter, found.person) == ("personal", "inbox", letter, letter.person)


@pytest.mark.parametrize(
    ("status", "words", "strength"),
    [
        ("5.1.1", "", "dead"),
        ("5.1.10", "", "dead"),
        ("5.1.8", "bad sender", "hard"),
        ("5.0.0", "550 5.1.1 no such user", "dead"),
        ("5.0.0", "554 no", "hard"),
        ("4.2.2", "", "soft"),
        ("", "451 later", "soft"),
        ("", "", "hard"),
    ],
)
def test_strength_follows_the_most_exact_code(status, words, strength):
    assert bounce_reports.strength_of(status, words) == strength


def test_of_several_receivers_the_letters_own_counts(letter):
    raw = mail("bounces/postfix", RECIPIENT=letter.to_address, ORIGINAL=letter.message_id, STATUS="4.4.7")
    other = b"\r\nFinal-Recipient: rfc822; other@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    both = raw.replace(b"Arrival-Date: Sat, 21 Nov 2026 12:00:01 +0200 (EET)\r\n", b"Arrival-Date: Sat\r\n" + other)
    assert {report.strength for report in bounce_reports.reports(opened(both))} == {"soft", "dead"}
    came(both)
    letter.person.refresh_from_db()
    assert letter.person.unreachable_since is None


@pytest.fixture
def bulletin_letter(cast, mailoutbox):
    """The letter of a bulletin to somebody without an account."""
    subscribing.subscription("tilaaja@example.org")
    subscribing.sent(cast)
    posting.post_due()
    return Letter.objects.get(kind="bulletin")


def came_back(letter, **facts):
    return came(mail("bounces/postfix", RECIPIENT=letter.to_address, ORIGINAL=letter.message_id, **facts))


def test_a_bulletin_that_comes_back_from_a_dead_address_marks_the_subscription_and_the_next_one_is_spared(
    cast, bulletin_letter
):
    came_back(bulletin_letter)
    found = Subscription.objects.get()
    assert found.unreachable_since and found.state == "confirmed"
    assert (subscriptions.numbers().living, subscriptions.numbers().unreachable) == (1, 1)
    assert AuditEntry.objects.filter(verb="subscriptions.unreachable").count() == 1
    assert bulletin_reading.fate(Bulletin.objects.get()).bounced == 1
    _made, mailing = subscribing.ready(cast)
    assert not mailing.receivers.exists()


def test_a_full_mailbox_marks_no_subscription_and_the_second_lasting_refusal_does(cast, bulletin_letter):
    full = {"STATUS": "5.2.2", "DIAGNOSTIC": "552 5.2.2 Mailbox full"}
    came_back(bulletin_letter, **full)
    assert Subscription.objects.get().unreachable_since is None
    subscribing.sent(cast)
    posting.post_due()
    came_back(Letter.objects.filter(kind="bulletin").order_by("-pk").first(), **full)
    assert Subscription.objects.get().unreachable_since


def test_a_server_that_knows_no_such_address_marks_the_subscription_too(bulletin_letter):
    posting.note_dead_address(bulletin_letter, "550 5.1.1")
    assert Subscription.objects.get().unreachable_since


def test_whoever_changes_their_choices_by_a_letters_link_gets_letters_again(bulletin_letter):
    came_back(bulletin_letter)
    subscriptions.change(Subscription.objects.get(), language="fi", rhythm="each", topics=[])
    assert Subscription.objects.get().unreachable_since is None
