"""Calendar answers of those who have signed up for an open event: declining cancels, anything else changes nothing."""

import pytest

from forum.models import Letter
from meetings import calendar_requests
from meetings.models import Answer, SignUp
from meetings.services import links, sign_ups
from tests import things
from tests.mails import REPLIES, mail
from tests.replies import came

PARTSTATS = ("ACCEPTED", "TENTATIVE", "NEEDS-ACTION", "DELEGATED", "IN-PROCESS")


@pytest.fixture
def sign_up(cast):
    """Kalle comes to an open event and has its entry in a calendar; the entry has been changed once since."""
    event = things.meeting("debrief", kind=things.kind("debrief", is_open=True))
    said = {"name": "Kalle (Esimerkki)", "organisation": "", "language": "fi", "mode": "room"}
    made = sign_ups.sign_up(event, email="kalle@example.org", **said)
    SignUp.objects.filter(pk=made.pk).update(sequence=1)
    made.refresh_from_db()
    return made


def reply(name, sign_up, **facts):
    """A program's reply to the entry of the sign-up, from its own address."""
    own = {"TO": links.reply_address(sign_up), "UID": calendar_requests.uid(sign_up), "NAME": sign_up.name}
    own |= {"FROM": sign_up.email, "ATTENDEE": sign_up.email, "SEQUENCE": sign_up.sequence}
    found = came(mail(f"replies/{name}", **{**own, **facts}))
    sign_up.refresh_from_db()
    return found


@pytest.mark.parametrize("program", REPLIES)
def test_declining_in_any_calendar_cancels_the_sign_up(sign_up, program):
    found = reply(program, sign_up, PARTSTAT="DECLINED")
    assert (found.state, found.kind, sign_up.state) == ("handled", "calendar", "cancelled")
    assert (found.about_kind, found.about_id) == ("meeting", sign_up.meeting.public_id)


@pytest.mark.parametrize("partstat", PARTSTATS)
def test_any_other_answer_is_noted_and_changes_nothing(sign_up, partstat):
    letters = Letter.objects.count()
    found = reply("outlook", sign_up, PARTSTAT=partstat)
    assert (found.state, sign_up.state, Letter.objects.count()) == ("handled", "coming", letters)
    assert not Answer.objects.exists()


def test_declining_an_older_version_of_the_entry_changes_nothing(sign_up):
    found = reply("google", sign_up, PARTSTAT="DECLINED", SEQUENCE=0)
    assert (found.state, sign_up.state) == ("handled", "coming")


def test_declining_twice_is_harmless(sign_up):
    reply("google", sign_up, PARTSTAT="DECLINED")
    letters = Letter.objects.count()
    found = reply("apple", sign_up, PARTSTAT="DECLINED")
    assert (found.state, sign_up.state, Letter.objects.count()) == ("handled", "cancelled", letters)


@pytest.mark.parametrize("address", ["rsvp+unknown.0123456789abcdef@{domain}", "rsvp+@{domain}"])
def test_an_unknown_token_changes_nothing(sign_up, settings, address):
    found = reply("outlook", sign_up, TO=address.format(domain=settings.MAIL_DOMAIN), PARTSTAT="DECLINED")
    assert (found.state, sign_up.state) == ("inbox", "coming")


def test_without_the_sealed_address_a_coordinator_looks(sign_up):
    found = reply("outlook_com", sign_up, TO="forum@example.org", PARTSTAT="DECLINED")
    assert (found.state, sign_up.state) == ("inbox", "coming")


def test_nobody_declines_for_somebody_else(sign_up):
    found = reply("outlook", sign_up, FROM="eve@example.org", ATTENDEE="eve@example.org", PARTSTAT="DECLINED")
    assert (found.state, sign_up.state) == ("inbox", "coming")


def test_declining_after_the_event_changes_nothing(sign_up):
    type(sign_up.meeting).objects.update(starts_at="2026-01-01T08:00Z", ends_at="2026-01-01T10:00Z", state="held")
    found = reply("outlook", sign_up, PARTSTAT="DECLINED")
    assert (found.state, sign_up.state) == ("handled", "coming")
