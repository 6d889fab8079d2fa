"""What a calendar part says, whatever it is wrapped in; and that nobody answers for others by writing strange ones."""

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forum.services.opened_mail import opened
from meetings.models import Answer, Invitation
from meetings.services import invitations, links, reply_reading
from tests import things
from tests.mails import REPLIES, mail
from tests.replies import came

EVENT = "BEGIN:VCALENDAR\r\n{method}BEGIN:VEVENT\r\nUID:u@x\r\n{event}END:VEVENT\r\nEND:VCALENDAR\r\n"
ATTENDEE = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:Mira@Example.org\r\n"


def read(event=ATTENDEE, method="METHOD:REPLY\r\n", kind="text/calendar; charset=utf-8", encode=None):
    text = EVENT.format(event=event, method=method)
    body = encode(text) if encode else text.encode()
    return reply_reading.read(opened(f"From: m@x.fi\r\nContent-Type: {kind}\r\n\r\n".encode() + body))


@pytest.mark.parametrize("program", REPLIES)
def test_every_program_says_who_answers_what(program):
    facts = {"FROM": "m@example.org", "ATTENDEE": "Mira@Example.org", "UID": "u@x", "SEQUENCE": 3}
    reply = reply_reading.read(opened(mail(f"replies/{program}", **facts)))
    (attendee,) = reply.attendees
    assert (reply.method, reply.uid, reply.sequence) == ("REPLY", "u@x", 3)
    assert (attendee.address, attendee.partstat) == ("mira@example.org", "ACCEPTED") and reply.stamped_at


def test_the_method_may_stand_in_the_header_alone():
    assert read(method="", kind="text/calendar; method=REPLY").method == "REPLY"


def test_what_the_body_says_wins_over_the_header():
    assert read(method="METHOD:REQUEST\r\n", kind="text/calendar; method=REPLY") is None


@pytest.mark.parametrize("charset", ["utf-16", "iso-8859-15", "windows-1252"])
def test_odd_charsets_are_read(charset):
    reply = read(
        f"COMMENT:Myöhässä\r\n{ATTENDEE}", kind=f"text/calendar; charset={charset}", encode=lambda t: t.encode(charset)
    )
    assert reply.comment == "Myöhässä"


def test_a_part_called_ics_is_a_calendar_whatever_type_it_claims():
    assert read(kind='application/octet-stream; name="invite.ics"')


def test_two_events_answer_nothing():
    assert read(f"{ATTENDEE}END:VEVENT\r\nBEGIN:VEVENT\r\nUID:other@x\r\n{ATTENDEE}") is None


def test_of_several_attendees_only_the_wanted_one_answers():
    reply = read(ATTENDEE + ATTENDEE.replace("Mira", "Other"))
    assert reply.attendee({"mira@example.org"}).address == "mira@example.org"
    assert reply.attendee(set()) is None and reply.attendee({"mira@example.org", "other@example.org"}) is None


@pytest.mark.parametrize("sequence", ["-3", "x", "", "9" * 300, "1.5"])
def test_a_strange_sequence_is_no_trouble(sequence):
    reply = read(f"SEQUENCE:{sequence}\r\n{ATTENDEE}")
    assert reply is None or 0 <= reply.sequence <= reply_reading.MOST_SEQUENCE


NUMBERS = count()
"""Of the mails, so that none is taken for one that came before."""
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=40)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(who=st.emails(), name=WORDS, partstat=st.sampled_from(["ACCEPTED", "DECLINED", "DELEGATED", "X"]), uid=WORDS)
def test_whatever_a_stranger_writes_answers_for_nobody(cast, who, name, partstat, uid):
    if not Invitation.objects.exists():
        assert cast.official_of_a
        invitations.send(things.meeting(), by=cast.coordinator)
    invitation = Invitation.objects.get()
    address = links.reply_address(invitation)
    event = f"ATTENDEE;PARTSTAT={partstat};CN={name}:mailto:{who}\r\n"
    text = EVENT.format(event=event, method="METHOD:REPLY\r\n").replace("UID:u@x", f"UID:{uid}")
    head = f"Message-ID: <{next(NUMBERS)}@example.com>\r\nFrom: {who}\r\nTo: {address}\r\n"
    head += "Content-Type: text/calendar; charset=utf-8\r\n\r\n"
    assert came((head + text).encode()).state in ("inbox", "failed")
    assert not Answer.objects.exists()
