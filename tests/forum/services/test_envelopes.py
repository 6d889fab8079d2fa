"""The MIME message: safe headers, one receiver, the calendar in both places."""

from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from forum.services import envelopes
from forum.services.rendering import Rendered
from tests import letters

OURS = {
    "from", "to", "reply-to", "subject", "date", "message-id", "auto-submitted", "x-auto-response-suppress",
    "content-language", "mime-version", "content-type",
}  # fmt: skip


def parsed(letter, subject="Aihe"):
    """What a receiver's mail program makes of the bytes."""
    written = envelopes.Envelope(letter, Rendered(subject, "teksti\n", "<p>teksti</p>\n")).message()
    return message_from_bytes(written.as_bytes(linesep="\r\n"), policy=default)


@given(name=some.text(max_size=300), subject=some.text(max_size=300))
@example(name="Ääkkönen, Matti <a@evil.example>, " * 6, subject="x\r\nBcc: a@b.fi")
@example(name='"' * 90 + "ä", subject="=?utf-8?q?=0ABcc:_a@b.fi?=")
@example(name="\u2028Bcc: x@y.fi\u202e", subject="\x00\x0b\x85")
def test_no_name_or_subject_adds_a_header_or_a_receiver(name, subject):
    message = parsed(letters.unsaved(to_name=name), subject)
    assert {key.lower() for key in message} == OURS
    assert [address.addr_spec for address in message["to"].addresses] == ["nimi@example.org"]
    assert message.get_body(("plain",)).get_content().split() == ["teksti"]


def test_the_message_says_who_we_are_and_that_a_machine_wrote_it():
    message = parsed(letters.unsaved(language="sv"))
    assert message["from"].addresses[0].display_name == "Regionforumet"
    assert message["from"].addresses[0].addr_spec == "foorumi@example.org"
    assert message["auto-submitted"] == "auto-generated"
    assert message["date"].datetime.tzinfo is not None


def test_the_message_id_follows_from_the_key_alone():
    one, again, other = letters.unsaved(key="a"), letters.unsaved(key="a", to_name="Muu"), letters.unsaved(key="b")
    assert envelopes.message_id(one) == envelopes.message_id(again) != envelopes.message_id(other)
    assert envelopes.message_id(one).endswith("@example.org>")


def test_a_calendar_stands_beside_the_text_and_as_a_file():
    letter = letters.unsaved(calendar="BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n", calendar_method="REQUEST")
    message = parsed(letter)
    alternative, file = message.get_payload()
    inner = alternative.get_payload()[-1]
    assert (message.get_content_type(), alternative.get_content_type()) == ("multipart/mixed", "multipart/alternative")
    assert inner.get_content_type() == "text/calendar" and inner.get_param("method") == "REQUEST"
    assert file.get_filename() == "invite.ics" and file.get_param("method") == "REQUEST"
    assert inner.get_payload(decode=True) == file.get_payload(decode=True)
    assert b"\r\nMETHOD:REQUEST\r\n" in file.get_payload(decode=True)


def test_a_letter_one_can_unsubscribe_from_says_so_to_the_mail_program():
    message = parsed(letters.unsaved(secrets={"unsubscribe_url": "/fi/stop/abc/"}))
    assert message["list-unsubscribe"] == "<http://127.0.0.1:8000/fi/stop/abc/>"
    assert message["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    ("address", "written"), [("a@example.org", "a@example.org"), ("a@järvi.example", "a@xn--jrvi-loa.example")]
)
def test_a_domain_is_written_as_mail_servers_know_it(address, written):
    assert parsed(letters.unsaved(to_address=address))["to"].addresses[0].addr_spec == written


def test_a_long_line_of_text_is_folded_for_the_servers():
    made = envelopes.message(letters.unsaved(), Rendered("a", "ä" * 3000, "<p>" + "ö" * 3000 + "</p>"))
    assert max(len(line) for line in made.as_bytes().split(b"\r\n")) < 998
