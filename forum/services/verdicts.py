"""What a mail server's answer means for the letter, and for the batch."""

import random
import re
import smtplib
from dataclasses import dataclass
from datetime import timedelta

from forum.smtp import in_words

DELAYS = (1, 5, 15, 60, 120)
LAST_DELAY = 240
MOST_ATTEMPTS = 16
CONNECTION_DELAY = 1
BUSY = (421, 432, 450, 451, 452)
DEAD_ADDRESS = (550, 551, 553)


@dataclass(frozen=True)
class Verdict:
    """`outcome`: "again" (later), "failed" (for good) or "down" (the server's trouble, not the letter's).

    `address_is_dead`: the server says that there is no such receiver.
    """

    outcome: str
    words: str
    code: int = 0
    address_is_dead: bool = False


def of(error: Exception) -> Verdict:
    """Judges what came instead of "250 OK"."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return of_recipient(*next(iter(error.recipients.values())))
    if isinstance(error, (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPAuthenticationError)):
        return Verdict("down", in_words(error.smtp_code, error.smtp_error), error.smtp_code)
    if isinstance(error, smtplib.SMTPResponseException):
        return of_code(error)
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return Verdict("again", f"The mail server broke off: {error}"[:500])
    outcome = "down" if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException) else "again"
    return Verdict(outcome, f"{type(error).__name__}: {error}"[:500])


def of_recipient(code: int, answer: bytes | str) -> Verdict:
    """The server's answer to the receiver's address."""
    words = in_words(code, answer)
    if code == 421:
        return Verdict("down", words, code)
    if code < 500:
        return Verdict("again", words, code)
    reason = re.match(r"\d{3} 5\.(\d+)\.", words)
    return Verdict("failed", words, code, code in DEAD_ADDRESS and (reason is None or reason.group(1) == "1"))


def of_code(error: smtplib.SMTPResponseException) -> Verdict:
    """The server's answer to anything else. That it refuses us as a sender is not the letter's fault."""
    words = in_words(error.smtp_code, error.smtp_error)
    refused = isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code >= 500
    if refused or error.smtp_code in (421, -1):
        return Verdict("down", words, error.smtp_code)
    return Verdict("failed" if error.smtp_code >= 500 else "again", words, error.smtp_code)


def delay(attempts: int, code: int = 0) -> timedelta:
    """How long to wait after the `attempts`-th try: longer each time, and scattered so that letters do not crowd.

    A busy server (432: too many connections) is given the widest scatter.
    """
    minutes = DELAYS[attempts - 1] if attempts <= len(DELAYS) else LAST_DELAY
    width = 1.0 if code in BUSY else 0.25
    return timedelta(minutes=minutes * random.uniform(1 - width / 2, 1 + width))


def pause() -> timedelta:
    """How long to leave a server alone that did not answer."""
    return timedelta(minutes=CONNECTION_DELAY * random.uniform(0.5, 1.5))
