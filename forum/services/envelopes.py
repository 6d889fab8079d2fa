"""Envelopes: a rendered letter as one MIME message to one receiver."""

from email.headerregistry import Address, HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage as DjangoMessage

from forum import clock
from forum.models import Letter
from forum.services import harmless
from forum.services.rendering import Rendered, site

SPECIALS = str.maketrans(dict.fromkeys('",:;<>@[\\]=?', " "))


class Headers(HeaderRegistry):
    """The library's kinds of headers, each made once: it would make thirty classes anew for every letter."""

    __getitem__ = lru_cache(maxsize=64)(HeaderRegistry.__getitem__)


POLICY = SMTP.clone(header_factory=Headers())


class Message(EmailMessage):
    """A message whose lines end as SMTP wants them."""

    def as_bytes(self, unixfrom: bool = False, policy: Any = None, linesep: str = "\r\n") -> bytes:
        """The bytes to send; `linesep` is what Django asks with and is always CRLF here."""
        return super().as_bytes(unixfrom, policy)


class Envelope(DjangoMessage):
    """What Django's backends take: the addresses outside, our own message inside."""

    def __init__(self, letter: Letter, rendered: Rendered) -> None:
        """Writes the message once."""
        super().__init__(rendered.subject, rendered.text, settings.DEFAULT_FROM_EMAIL, [reachable(letter.to_address)])
        self.written = message(letter, rendered)

    def message(self, *args: Any, **kwargs: Any) -> Any:
        """The message as it was written."""
        return self.written


def message_id(letter: Letter) -> str:
    """Derived from the letter's key: whoever gets it twice can tell that it is the same letter."""
    return f"<{sha256(letter.key.encode()).hexdigest()[:40]}@{settings.MAIL_DOMAIN}>"


def message(letter: Letter, rendered: Rendered) -> Message:
    """The MIME message: text and HTML, and the calendar part both beside them and as a file."""
    made = Message(policy=POLICY)
    made.set_content(rendered.text, cte="quoted-printable")
    made.add_alternative(rendered.html, subtype="html", cte="quoted-printable")
    if letter.calendar:
        add_calendar(made, letter.calendar, letter.calendar_method or "PUBLISH")
    for name, value in headers(letter, rendered).items():
        made[name] = value
    return made


def headers(letter: Letter, rendered: Rendered) -> dict[str, Any]:
    """The letter's own headers."""
    found = {
        "From": mailbox(site(letter.language).name, settings.DEFAULT_FROM_EMAIL),
        "To": mailbox(letter.to_name, letter.to_address),
        "Reply-To": mailbox("", letter.facts.get("reply_to_address") or settings.MAIL_REPLY_TO),
        "Subject": subject_line(rendered.subject),
        "Date": format_datetime(clock.now()),
        "Message-ID": message_id(letter),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        "Content-Language": ", ".join(filter(None, [letter.language, letter.facts.get("also_in", "")])),
    }
    stop = letter.secrets.get("unsubscribe_url") or letter.facts.get("unsubscribe_url")
    if isinstance(stop, str) and stop:
        address = harmless.line(f"{settings.SITE_URL}{stop}" if stop.startswith("/") else stop)
        found |= {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return found


def subject_line(subject: str) -> str:
    """One line in which nothing is taken for an encoded word: Python would decode it, line breaks and all."""
    return harmless.line(subject).replace("=?", "= ?")


def mailbox(name: str, address: str) -> Address:
    """Name and address. Signs that have a meaning in headers are taken out of the name."""
    shown = " ".join(harmless.name(name).translate(SPECIALS).split())[:100]
    return Address(display_name=shown, addr_spec=reachable(address))


def reachable(address: str) -> str:
    """The address with its domain as mail servers know it (ä as xn--…)."""
    local, _, domain = harmless.line(address).rpartition("@")
    return f"{local}@{domain if domain.isascii() else domain.encode('idna').decode()}"


def add_calendar(made: EmailMessage, calendar: str, method: str) -> None:
    """The calendar part as an alternative (programs act on it) and as invite.ics (people see it)."""
    lines = "\r\n".join(calendar.splitlines()) + "\r\n"
    made.add_alternative(lines, subtype="calendar", params={"method": method}, cte="base64")
    made.add_attachment(
        lines.encode(), maintype="text", subtype="calendar", filename="invite.ics", params={"method": method}
    )
