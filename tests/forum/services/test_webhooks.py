"""The mail provider's webhook: off by itself, opened by its secret only, and what it tells becomes rows."""

import base64
import json

import pytest
from django.test import Client
from django.urls import path

from forum import urls as portal
from forum.models import IncomingMail
from forum.services import incoming_mail, posting, webhooks
from tests import letters, things
from tests.mails import mail

pytestmark = pytest.mark.django_db
SECRET = "provider:0123456789abcdef"
INBOUND, TRACKING = "/mail-events/postmark/inbound/", "/mail-events/postmark/tracking/"
urlpatterns = [path("mail-events/", webhooks.addresses("postmark")), *portal.urlpatterns]


@pytest.fixture
def provider(settings):
    """The portal of an operator who has chosen a provider."""
    settings.ROOT_URLCONF, settings.ANYMAIL = __name__, {"WEBHOOK_SECRET": SECRET}
    webhooks.listen()
    yield Client(enforce_csrf_checks=True, raise_request_exception=False)
    from anymail import signals

    signals.inbound.disconnect(dispatch_uid="forum.inbound")
    signals.tracking.disconnect(dispatch_uid="forum.tracking")


@pytest.fixture
def letter(mailoutbox):
    letter = letters.queued(things.person("mira"))
    posting.post_due()
    letter.refresh_from_db()
    return letter


def tell(client, url, secret=SECRET, **event):
    head = {"Authorization": f"Basic {base64.b64encode(secret.encode()).decode()}"} if secret else {}
    return client.post(url, json.dumps(event), content_type="application/json", headers=head)


def bounce(letter, **facts):
    told = {"RecordType": "Bounce", "ID": 42, "Type": "HardBounce", "TypeCode": 1, "Email": letter.to_address}
    said = {"BouncedAt": "2026-11-21T10:00:00Z", "Details": "smtp;550 5.1.1 User unknown", "MessageID": "a-b-c"}
    return {**told, **said, **facts}


def handled():
    incoming_mail.handle_due()
    return IncomingMail.objects.get()


def test_it_is_not_there_unless_a_provider_is_chosen():
    assert tell(Client(), INBOUND).status_code == 404


@pytest.mark.parametrize("secret", ["", "provider:wrong", "other:0123456789abcdef"])
def test_without_the_secret_nothing_is_taken(provider, letter, secret):
    assert tell(provider, TRACKING, secret, **bounce(letter)).status_code == 400
    assert not IncomingMail.objects.exists()


def test_looking_is_not_telling(provider):
    assert provider.get(INBOUND).status_code == 405


def test_only_the_chosen_providers_addresses_are_there(provider):
    assert tell(provider, "/mail-events/mailgun/inbound/").status_code == 404


def test_mail_becomes_a_row_with_the_address_of_its_envelope(provider):
    raw = mail("question", NAME="Mira", FROM="mira@example.org").decode()
    facts = {"From": "mira@example.org", "OriginalRecipient": "rsvp+x@example.org", "RawEmail": raw}
    assert tell(provider, INBOUND, **facts).status_code == 200
    stored = handled()
    assert (stored.via, stored.state, stored.kind) == ("webhook", "inbox", "personal")
    assert stored.to_addresses.startswith("rsvp+x@example.org")


def test_a_bounce_told_by_the_provider_does_what_a_bounce_by_mail_does(provider, letter):
    for _ in range(2):
        assert tell(provider, TRACKING, **bounce(letter)).status_code == 200
    stored = handled()
    letter.refresh_from_db()
    letter.person.refresh_from_db()
    assert (stored.kind, stored.state, stored.letter) == ("bounce", "handled", letter)
    assert letter.state == "bounced" and letter.person.unreachable_since


def test_a_complaint_waits_for_a_coordinator_and_makes_nobody_unreachable(provider, letter):
    tell(provider, TRACKING, **bounce(letter, Type="SpamComplaint", RecordType="SpamComplaint", TypeCode=100001))
    stored = handled()
    letter.person.refresh_from_db()
    assert (stored.kind, stored.state) == ("complaint", "inbox") and letter.person.unreachable_since is None


def test_that_a_letter_was_opened_is_not_kept(provider, letter):
    tell(
        provider,
        TRACKING,
        RecordType="Open",
        Recipient=letter.to_address,
        MessageID="a",
        ReceivedAt="2026-11-21T10:00:00Z",
    )
    assert not IncomingMail.objects.exists()


def test_a_failure_is_told_to_the_provider_who_tries_again(provider, letter, monkeypatch):
    monkeypatch.setattr(incoming_mail, "store_report", lambda *_, **__: 1 / 0)
    assert tell(provider, TRACKING, **bounce(letter)).status_code == 500
