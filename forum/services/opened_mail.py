"""Opening a mail from outside: its headers, its words, its parts. All of it is hostile until checked.

Nothing here raises, whatever the bytes are; what cannot be read is simply missing. Bounds keep a mail that was made to
be slow from being so: its length, the number of its parts, and how deep they lie in each other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import Header, decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

import nh3

from forum.services import harmless

LONGEST = 5_000_000
"""Bytes of a mail that are opened at all; of a longer one only its headers."""
LONGEST_HEADER = 20_000
MOST_PARTS = 100
DEEPEST = 12
MOST_BOUNDARIES = 60
LONGEST_TEXT = 100_000
LONGEST_PART = 2_000_000
AN_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"\\]{1,64}@[^\s<>()\[\],;:\"\\@]{1,255}")
A_MESSAGE_ID = re.compile(r"<[^<>\s]{1,240}>")
BREAKS = re.compile(r"(?i)<\s*(br|/p|/div|/tr|/li|/h[1-6]|/blockquote)\b[^>]*>")


@dataclass(frozen=True)
class Part:
    """A leaf of the MIME tree. `in_report`: it lies in a mail that was sent back or on, and is not the sender's own."""

    kind: str
    name: str
    params: dict[str, str]
    message: Message = field(repr=False)
    in_report: bool = False

    @property
    def content(self) -> bytes:
        """Its bytes, decoded from base64 and the like as far as they can be."""
        found = _payload(self.message)
        if found is None:  # a charset that Python knows and cannot decode by, such as idna
            self.message.del_param("charset")
            found = _payload(self.message)
        return (found or b"")[:LONGEST_PART]

    @property
    def text(self) -> str:
        """Its words, by the charset it claims, or else by what its bytes are."""
        return in_words(self.content, self.params.get("charset", ""))


@dataclass(frozen=True)
class Opened:
    """A mail. `message` is None when not even its headers could be read."""

    message: Message | None
    parts: list[Part]

    def all_of(self, name: str) -> list[str]:
        """Every header of the name, each as one harmless line."""
        try:
            raw = self.message.get_all(name, []) if self.message is not None else []
        except Exception:
            return []
        return [header_in_words(value) for value in raw[:50]]

    def header(self, name: str) -> str:
        """The first header of the name, or "" ."""
        return next(iter(self.all_of(name)), "")

    def addresses(self, *names: str) -> list[str]:
        """The addresses in the headers, in lower case."""
        return [address for _name, address in self.mailboxes(*names)]

    def mailboxes(self, *names: str) -> list[tuple[str, str]]:
        """(name, address) of each mailbox in the headers."""
        lines = [line for name in names for line in self.all_of(name)]
        try:
            pairs = getaddresses(lines)
        except Exception:
            pairs = []
        found = [(name, address.lower()) for name, address in pairs if AN_ADDRESS.fullmatch(address)]
        return found or [("", one.lower()) for line in lines for one in AN_ADDRESS.findall(line)]

    @property
    def sender(self) -> tuple[str, str]:
        """Name and address of who sent it; either may be ""."""
        return next(iter(self.mailboxes("From") or self.mailboxes("Sender")), (self.header("From")[:200], ""))

    @property
    def subject(self) -> str:
        """The subject line."""
        return self.header("Subject")

    @property
    def sent_at(self) -> datetime | None:
        """When it says it was written."""
        return moment(self.header("Date"))

    @property
    def kind(self) -> str:
        """The media type of the whole, such as multipart/report."""
        try:
            return self.message.get_content_type() if self.message is not None else ""
        except Exception:
            return ""

    @property
    def own(self) -> list[Part]:
        """The parts that are the sender's own words."""
        return [part for part in self.parts if not part.in_report]

    @property
    def files(self) -> list[Part]:
        """What is attached, and whatever else is no plain words."""
        return [part for part in self.parts if part.name or part.kind not in ("text/plain", "text/html")]

    @cached_property
    def text(self) -> str:
        """What the mail says, as plain text without anything that could act."""
        plain = [part.text for part in self._texts("text/plain")]
        found = "\n\n".join(plain) if any(one.strip() for one in plain) else self._from_html()
        return harmless.visible(found.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST_TEXT].strip()

    @property
    def answers(self) -> list[str]:
        """The Message-IDs it answers, the nearest first."""
        nearest = A_MESSAGE_ID.findall(self.header("In-Reply-To"))
        return list(dict.fromkeys([*nearest, *reversed(A_MESSAGE_ID.findall(self.header("References")))]))[:50]

    def _texts(self, kind: str) -> list[Part]:
        return [part for part in self.own if part.kind == kind and not part.name]

    def _from_html(self) -> str:
        found = "\n\n".join(part.text for part in self._texts("text/html"))[: LONGEST_TEXT * 3]
        bare = nh3.clean(BREAKS.sub("\n", found), tags=set(), clean_content_tags={"script", "style", "title"})
        for sign, plain in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&nbsp;", " "), ("&amp;", "&")):
            bare = bare.replace(sign, plain)
        return bare


def opened(source: bytes) -> Opened:
    """The mail as far as it can be read."""
    message = _whole(source) if is_sane(source) else None
    if message is None:
        return Opened(_head(source), [])
    try:
        return Opened(message, list(_leaves(message)))
    except Exception:
        return Opened(message, [])


def is_sane(source: bytes) -> bool:
    """Whether the mail is opened whole: neither too long nor of too many nested parts."""
    return len(source) <= LONGEST and source.lower().count(b"boundary") <= MOST_BOUNDARIES


def _payload(message: Message) -> bytes | None:
    """The decoded bytes of a part; None when Python will not."""
    try:
        found = message.get_payload(decode=True)
    except Exception:
        return None
    return found if isinstance(found, bytes) else b""


def _whole(source: bytes) -> Message | None:
    try:
        return message_from_bytes(source)
    except Exception:  # RecursionError is one
        return None


def _head(source: bytes) -> Message | None:
    try:
        return BytesHeaderParser().parsebytes(source[: LONGEST_HEADER * 10])
    except Exception:
        return None


def _leaves(message: Message) -> Iterator[Part]:
    """The leaves in order, no more and no deeper than is sane."""
    waiting: list[tuple[Message, int, bool]] = [(message, 0, False)]
    seen = 0
    while waiting and seen < MOST_PARTS:
        one, depth, in_report = waiting.pop(0)
        seen += 1
        if one.is_multipart() and depth < DEEPEST:
            inside = in_report or one.get_content_maintype() == "message"
            waiting = [(part, depth + 1, inside) for part in inner(one)] + waiting
        if not one.is_multipart() or one.get_content_type() == "message/delivery-status":
            yield _part(one, in_report)


def inner(message: Message) -> list[Message]:
    """The parts that lie directly in it."""
    found: Any = message.get_payload() if message.is_multipart() else []
    return [part for part in found[:MOST_PARTS] if isinstance(part, Message)]


def _part(message: Message, in_report: bool) -> Part:
    params = {name: str(message.get_param(name) or "")[:200] for name in ("charset", "method")}
    try:
        name = header_in_words(message.get_filename() or "").replace("\\", "/").rpartition("/")[2][:200]
    except Exception:
        name = ""
    return Part(message.get_content_type(), name, params, message, in_report)


def header_in_words(value: Any) -> str:
    """A header as one line of visible signs."""
    try:
        pieces = decode_header(value if isinstance(value, Header) else str(value)[:LONGEST_HEADER])
        words = "".join(piece if isinstance(piece, str) else in_words(piece, code or "") for piece, code in pieces)
    except Exception:
        words = str(value)
    words = words[:LONGEST_HEADER]
    return harmless.line(words.encode("utf-8", "replace").decode())


def in_words(content: bytes, charset: str) -> str:
    """Bytes as text: by the charset when it is known and right, else UTF-16 by its mark, UTF-8 or Latin-1."""
    marks = ["utf-16"] if content[:2] in (b"\xff\xfe", b"\xfe\xff") else []
    for code in (*marks, charset, "utf-8"):
        try:
            return content.decode(code or "utf-8").removeprefix("\ufeff").replace("\x00", "")
        except (LookupError, ValueError):
            continue
    return content.decode("latin-1").replace("\x00", "")


def moment(value: str) -> datetime | None:
    """The moment that a Date header names."""
    try:
        found = parsedate_to_datetime(value)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except Exception:
        return None


def message_id(source: bytes, mail: Opened) -> str:
    """The mail's Message-ID, or for one without it a name made of its bytes."""
    found = A_MESSAGE_ID.search(mail.header("Message-ID"))
    return found[0] if found else f"<{sha256(source).hexdigest()}@without.message-id>"
