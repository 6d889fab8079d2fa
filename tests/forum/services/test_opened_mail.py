"""Opening mail from outside: hostile, broken, enormous or strange, it is read as far as it can be."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.services import bounce_reports, opened_mail, other_mail
from forum.services.opened_mail import LONGEST_TEXT, MOST_PARTS, opened
from meetings.services import reply_reading
from tests.mails import BOUNCES, REPLIES, mail


def plain(head="", body="Hei", kind="text/plain"):
    return f"From: Mira <mira@example.org>\r\n{head}Content-Type: {kind}\r\n\r\n{body}".encode()


def everything(source):
    """All that is ever read of a mail."""
    found = opened(source)
    read = [found.sender, found.subject, found.sent_at, found.text, found.answers, [one.content for one in found.files]]
    read += [found.addresses("To", "Delivered-To"), other_mail.is_automatic(found), bounce_reports.is_bounce(found)]
    return [*read, bounce_reports.reports(found), reply_reading.read(found), opened_mail.message_id(source, found)]


def test_words_names_and_addresses_are_read():
    found = opened(mail("question", NAME="Mira Ääri", FROM="MIRA@Example.org", TO="rsvp+x@example.org"))
    assert found.sender == ("Mira Ääri", "mira@example.org") and found.addresses("To") == ["rsvp+x@example.org"]
    assert found.text.startswith("Voinko tulla etänä?\nTerveisin")


def test_html_becomes_plain_words_without_scripts_pictures_and_links():
    text = opened(mail("question", NAME="M", FROM="m@example.org")).text
    assert not [sign for sign in ("<", "alert", "tracker", "evil", "color") if sign in text]


@pytest.mark.parametrize("charset", ["klingon", "utf-16", "ascii", "", "base64", "idna"])
def test_a_wrong_charset_is_read_by_what_the_bytes_are(charset):
    found = opened(plain(kind=f"text/plain; charset={charset}", body="Hyvää päivää"))
    assert "p" in found.text
    if charset not in ("utf-16", "idna"):
        assert found.text == "Hyvää päivää"


def test_a_broken_encoding_is_read_as_far_as_it_goes():
    assert opened(plain("Content-Transfer-Encoding: base64\r\n", "SGVp!!!=")).message is not None
    assert opened(plain("Subject: =?utf-8?b?!!!?= =?x-unknown?q?a=ff?=\r\n")).subject


def test_a_subject_is_one_line_without_strange_signs():
    assert opened(plain("Subject: =?utf-8?q?Hei=0D=0ABcc:_x=00=E2=80=AE?=\r\n")).subject == "Hei Bcc: x"


def nested(depth):
    head = b"From: m@example.org\r\nMessage-ID: <deep@x>\r\n"
    for level in range(depth):
        head += f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n'.encode()
    return head + b"\r\nhei"


@pytest.mark.parametrize("depth", [5, 40, 5000])
def test_parts_in_parts_in_parts_do_not_matter(depth):
    started = time.monotonic()
    everything(nested(depth))
    assert opened(nested(depth)).sender[1] == "m@example.org" and time.monotonic() - started < 5


def test_messages_in_messages_do_not_matter():
    everything(b"From: m@example.org\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 3000)


def test_very_many_parts_are_cut():
    body = "".join(f"--b\r\nContent-Type: text/plain; name=f{n}\r\n\r\nx\r\n" for n in range(5000))
    found = opened(plain(kind='multipart/mixed; boundary="b"', body=body))
    assert 0 < len(found.parts) <= MOST_PARTS


def test_an_enormous_mail_is_read_by_its_headers_only():
    started = time.monotonic()
    found = opened(plain("Subject: Iso\r\n", "x" * 30_000_000))
    assert found.subject == "Iso" and not found.parts and time.monotonic() - started < 5


def test_a_long_text_is_cut():
    assert len(opened(plain(body="sana " * 100_000)).text) <= LONGEST_TEXT


@pytest.mark.parametrize("cut", [0, 1, 40, 300, 900, 1500])
@pytest.mark.parametrize("name", [f"replies/{one}" for one in REPLIES] + [f"bounces/{one}" for one in BOUNCES])
def test_a_mail_cut_short_is_read_as_far_as_it_goes(name, cut):
    whole = mail(name, FROM="m@example.org", ATTENDEE="m@example.org", UID="u", RECIPIENT="m@example.org")
    everything(whole[:cut])
    everything(whole[cut:])


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=2000))
def test_bytes_of_any_kind_raise_nothing(source):
    everything(source)


PIECES = [b"From: ", b"a@b.fi", b"\r\n", b"Content-Type: ", b"multipart/mixed; boundary=x", b"--x", b"--x--", b"\x00"]
PIECES += [b"message/rfc822", b"message/delivery-status", b"text/calendar; method=REPLY", b"=?utf-8?b?4oKs?=", b"\xff"]
PIECES += [b"BEGIN:VCALENDAR", b"METHOD:REPLY", b"BEGIN:VEVENT", b"END:VEVENT", b"END:VCALENDAR", b"UID:u", b"charset="]
PIECES += [
    b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:",
    b"SEQUENCE:",
    b"9" * 400,
    b"DTSTAMP:99991399T",
    b"Status: 5.1.1",
    b'"',
]
PIECES += [
    b"Final-Recipient: rfc822;",
    b"Content-Transfer-Encoding: base64",
    b"Date: ",
    b"<",
    b">",
    b"\n",
    b" ",
    b";",
    b":",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_pieces_of_mail_in_any_order_raise_nothing(pieces):
    everything(b"".join(pieces))
