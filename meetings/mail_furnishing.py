"""Example mail that came in: a question, an automatic answer, a letter that came back, and a calendar's answer."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from django.conf import settings

from forum import clock
from forum.models import IncomingMail, Letter
from forum.services import envelopes, incoming_mail
from meetings import calendar_requests
from meetings.furnishing import INVITED
from meetings.models import Invitation
from meetings.services import links

WORDS = {
    "fi": {
        "question": ("Vs: Kutsu (esimerkki)", "Hei, voinko osallistua etänä vain iltapäivän ajan?\n"),
        "away": ("Poissa: vuosiloma (esimerkki)", "Olen lomalla. Viestejä ei lueta loman aikana.\n"),
    },
    "sv": {
        "question": ("SV: Inbjudan (exempel)", "Hej, kan jag delta på distans bara på eftermiddagen?\n"),
        "away": ("Frånvarande: semester (exempel)", "Jag har semester. Meddelanden läses inte under semestern.\n"),
    },
}
REPLY_WORDS = {"fi": "Hyväksytty: kutsu (esimerkki)", "sv": "Accepterad: inbjudan (exempel)"}
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Calendar//EN\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
    "UID:{uid}\r\nSEQUENCE:{sequence}\r\nDTSTAMP:{stamp}\r\nORGANIZER:mailto:{to}\r\n"
    "ATTENDEE;PARTSTAT=ACCEPTED:mailto:{who}\r\nDTSTART:{start}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
REPORT = """Message-ID: <example-bounce@example.org>
From: Mail Delivery System <MAILER-DAEMON@mail.example.org>
To: bounces@example.org
Subject: Undelivered Mail Returned to Sender (example)
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="example"

--example
Content-Type: text/plain; charset=us-ascii

<{who}>: 552 5.2.2 Mailbox full

--example
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; {who}
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552 5.2.2 Mailbox full

--example
Content-Type: text/rfc822-headers

Message-ID: {original}
To: {who}

--example--
"""


def furnish(*, today: date, say: Callable[[str], None] = print) -> None:
    """Adds the mails that are missing, and lets their readers settle them: no letter follows from any of them."""
    asked = Invitation.objects.filter(meeting__public_id=INVITED, person__is_example=True)
    invitations = list(asked.select_related("person", "answer", "meeting").order_by("pk"))
    for source, at in mails(invitations):
        stored = incoming_mail.store(source, via="mailbox", received_at=at)
        if stored:
            incoming_mail.handle(stored.pk)
    say(f"mail that came in: {IncomingMail.objects.count()}")


def mails(invitations: list[Invitation]) -> Iterator[tuple[bytes, datetime]]:
    """Each with when it came."""
    words = WORDS.get(settings.LANGUAGE_CODE, WORDS["sv"])
    silent = [one for one in invitations if one.state == "sent" and one.bounced_at is None]
    for name, one in zip(("question", "away"), silent, strict=False):
        subject, text = words[name]
        yield written(name, one, subject, text).as_bytes(), clock.now() - timedelta(hours=20)
    subject = REPLY_WORDS.get(settings.LANGUAGE_CODE, REPLY_WORDS["sv"])
    answered = next((one for one in invitations if one.answer and one.state == "accepted"), None)
    if answered and answered.answer:
        yield calendar_reply(answered, subject).as_bytes(), answered.answer.at + timedelta(minutes=1)
    back = Letter.objects.filter(state="bounced", about_id=INVITED, person__is_example=True).order_by("pk").first()
    if back:
        yield came_back(back), back.sent_at + timedelta(minutes=1) if back.sent_at else clock.now()


def begun(name: str, to: str, subject: str, sender: tuple[str, str]) -> EmailMessage:
    """A mail without words, with the same Message-ID whenever it is furnished."""
    mail = EmailMessage()
    mail["Message-ID"] = f"<example-{name}@example.org>"
    mail["Date"] = format_datetime(clock.now())
    mail["From"], mail["To"], mail["Subject"] = formataddr(sender), to, subject
    return mail


def written(name: str, of: Invitation, subject: str, text: str) -> EmailMessage:
    """What somebody who was asked writes, or their mail program instead of them."""
    assert of.person
    mail = begun(name, links.reply_address(of), subject, (of.person.name, of.person.email))
    if name == "away":
        mail["Auto-Submitted"] = "auto-replied"
    mail.set_content(text)
    return mail


def calendar_reply(of: Invitation, subject: str) -> EmailMessage:
    """A calendar says what its owner has answered already."""
    assert of.person
    to, stamp = links.reply_address(of), "%Y%m%dT%H%M%SZ"
    mail = begun("reply", to, subject, (of.person.name, of.person.email))
    facts = {"uid": calendar_requests.uid(of), "sequence": of.sequence, "to": to, "who": of.person.email}
    times = {"stamp": clock.now().strftime(stamp), "start": of.meeting.starts_at.strftime(stamp)}
    mail.set_content(subject + "\n")
    mail.add_alternative(CALENDAR.format(**facts, **times), subtype="calendar", params={"method": "REPLY"})
    return mail


def came_back(letter: Letter) -> bytes:
    """A mail server's report of a letter that did not arrive: the mailbox was full, the address is not dead."""
    original = envelopes.message_id(letter)
    if not letter.message_id:
        Letter.objects.filter(pk=letter.pk).update(message_id=original)
    return REPORT.format(who=letter.to_address, original=original).replace("\n", "\r\n").encode()
