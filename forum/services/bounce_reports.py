"""Reading reports of undelivered mail: RFC 3464, and what well-known servers write instead. Judges, changes nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import Any

from django.conf import settings
from flufl.bounce import all_failures

from forum.services import harmless
from forum.services.opened_mail import A_MESSAGE_ID, AN_ADDRESS, Opened, header_in_words, inner

DEAD, HARD, SOFT, DELAYED = "dead", "hard", "soft", "delayed"
"""No such receiver; refused for good; given up after trying; still being tried."""
WORST = (DEAD, HARD, SOFT, DELAYED)
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
CODE = re.compile(r"\b([45])\d\d[ -]")
DAEMONS = {"mailer-daemon", "postmaster", "mail-daemon", "mailerdaemon", "microsoftexchange", "bounce", "bounces"}
MOST_REPORTS = 20


@dataclass(frozen=True)
class Report:
    """What a server says of one receiver, in lower case; `words` are the server's own."""

    recipients: frozenset[str]
    strength: str
    words: str


def is_bounce(mail: Opened) -> bool:
    """Whether the mail comes from a mail server and says that another mail was not delivered."""
    if mail.kind == "multipart/report" and report_type(mail) == "delivery-status":
        return True
    if any(part.kind == "message/delivery-status" for part in mail.own):
        return True
    local = mail.sender[1].partition("@")[0]
    from_server = local in DAEMONS or local.startswith("microsoftexchange") or "<>" in mail.all_of("Return-Path")
    return from_server and bool(mail.header("X-Failed-Recipients") or _guessed(mail))


def report_type(mail: Opened) -> str:
    """The kind of a multipart/report: delivery-status, disposition-notification, feedback-report."""
    try:
        return str(mail.message.get_param("report-type") or "").lower() if mail.message is not None else ""
    except Exception:
        return ""


def reports(mail: Opened) -> list[Report]:
    """What the mail reports, the worst first. Reports of mail that did arrive are left out."""
    found = list(_told(mail)) or _guessed(mail)
    return sorted(found, key=lambda report: WORST.index(report.strength))[:MOST_REPORTS]


def _told(mail: Opened) -> Iterator[Report]:
    """From the parts that RFC 3464 describes."""
    for part in mail.parts:
        blocks = inner(part.message) if part.kind == "message/delivery-status" else []
        yield from (report for block in blocks if (report := _of_block(block)))


def _of_block(block: Message) -> Report | None:
    """One receiver's block; None for the block about the mail itself, and for receivers who got it."""
    said = {name: header_in_words(block.get(name, "")) for name in FIELDS}
    recipients = {one.lower() for name in FIELDS[:2] for one in AN_ADDRESS.findall(said[name])}
    action = said["Action"].lower()
    if not (recipients or said["Status"]) or action in {"delivered", "relayed", "expanded"}:
        return None
    status, words = said["Status"], said["Diagnostic-Code"].partition(";")[2].strip() or said["Diagnostic-Code"]
    strength = DELAYED if action == "delayed" else strength_of(status, words)
    return Report(frozenset(recipients), strength, harmless.line(f"{status} {words}")[:400])


FIELDS = ("Final-Recipient", "Original-Recipient", "Action", "Status", "Diagnostic-Code")


def strength_of(status: str, words: str) -> str:
    """dead, hard or soft, by the enhanced status; the server's own words may know better than a general 5.0.0."""
    codes = [match for text in (status, words) if (match := STATUS.search(text))]
    exact = next((code for code in codes if code.group(2) != "0"), codes[0] if codes else None)
    if exact is None:
        code = CODE.search(words)
        return SOFT if code and code.group(1) == "4" else HARD
    if exact.group(1) == "4":
        return SOFT
    return DEAD if exact.group(2) == "1" and exact.group(3) not in ("7", "8") else HARD


def _guessed(mail: Opened) -> list[Report]:
    """From the words of servers that do not keep to the RFC."""
    try:
        soft, hard = all_failures(mail.message)
    except Exception:
        soft, hard = frozenset(), frozenset()
    names = {HARD: _addresses(hard), SOFT: _addresses(soft)}
    if not names[HARD] and not names[SOFT]:
        names[HARD] = {one.lower() for one in AN_ADDRESS.findall(mail.header("X-Failed-Recipients"))}
    words = next((line for line in mail.text.splitlines() if CODE.search(line) or STATUS.search(line)), "")
    words = harmless.line(words)[:400]
    judged = {HARD: strength_of("", words), SOFT: SOFT}
    return [Report(frozenset(found), judged[name], words) for name, found in names.items() if found]


def _addresses(found: Any) -> set[str]:
    words = (one.decode("latin-1") if isinstance(one, bytes) else str(one) for one in found)
    return {word.lower() for word in words if AN_ADDRESS.fullmatch(word)}


def original_ids(mail: Opened) -> list[str]:
    """Message-IDs of ours that stand anywhere in the report: in headers sent back, in its own headers, in its words."""
    ours = re.compile(rf"<[0-9a-f]{{40}}@{re.escape(settings.MAIL_DOMAIN)}>", re.IGNORECASE)
    blocks = [block for part in mail.parts for block in inner(part.message)]
    envelope = [header_in_words(block.get("Original-Envelope-Id", "")) for block in blocks]
    texts = [*envelope, *(part.text for part in mail.parts), *(header_in_words(one) for one in _inner_ids(mail))]
    found = [one for text in texts for one in ours.findall(text)]
    found += [one for one in mail.answers if ours.fullmatch(one)]
    return list(dict.fromkeys(one.lower() for one in found if A_MESSAGE_ID.fullmatch(one)))[:50]


def _inner_ids(mail: Opened) -> Iterator[str]:
    """The Message-ID headers of mails that lie inside."""
    try:
        for message in mail.message.walk() if mail.message is not None else ():
            yield from message.get_all("Message-ID", [])[:3]
    except Exception:
        return
