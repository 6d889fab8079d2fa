"""The demo's mail room: the letters its mail server took, as files in one folder. Real portals have none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_binary_file
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import default
from pathlib import Path
from typing import cast

import nh3
from django.conf import settings

NAME = re.compile(r"\w[\w-]*\.eml")
MOST = 3000
TAGS = {"a", "b", "blockquote", "br", "em", "h1", "h2", "h3", "i", "li", "ol", "p", "span", "strong", "sup"} | {
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
ATTRIBUTES = {"*": {"style", "lang", "role", "scope"}, "a": {"href", "style", "lang"}}


@dataclass(frozen=True)
class Cover:
    """A letter from outside: its file's name and its headers."""

    name: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        """The subject line."""
        return str(self.message["subject"] or "")

    @property
    def language(self) -> str:
        """The language the letter is in."""
        return language_of(self.message)

    @property
    def to(self) -> str:
        """The receiver's name and address."""
        return str(self.message["to"] or "")

    @property
    def date(self) -> object:
        """When it was written, as a moment."""
        header = self.message["date"]
        return getattr(header, "datetime", None)


@dataclass(frozen=True)
class File:
    """Something attached."""

    name: str
    kind: str
    content: bytes


def covers(receiver: str = "") -> Iterator[Cover]:
    """The newest letters first; with `receiver` only those whose receiver's line holds it."""
    wanted = receiver.strip().casefold()
    parser = BytesHeaderParser(policy=default)
    for name in sorted((path.name for path in folder().glob("*.eml") if NAME.fullmatch(path.name)), reverse=True)[
        :MOST
    ]:
        with (folder() / name).open("rb") as file:
            cover = Cover(name, parser.parse(file))
        if wanted in cover.to.casefold():
            yield cover


def folder() -> Path:
    """Where the letters lie."""
    return Path(settings.MAIL_ROOM_DIR)


def letter(name: str) -> EmailMessage | None:
    """The letter of that name, opened; None when there is no such file."""
    path = folder() / name
    if not NAME.fullmatch(name) or not path.is_file():
        return None
    with path.open("rb") as file:
        return message_from_binary_file(file, policy=default)


def part(message: EmailMessage, kind: str) -> str:
    """The letter's words as "plain" or "html"."""
    found = message.get_body((kind,))
    return str(found.get_content()).replace("\r\n", "\n") if found else ""


def harmless_html(message: EmailMessage) -> str:
    """The HTML with nothing in it that does anything; links open in the whole window."""
    body = nh3.clean(
        part(message, "html"),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        clean_content_tags={"title", "style", "script"},
    )
    lang = language_of(message)
    return (
        f'<!DOCTYPE html>\n<html lang="{nh3.clean_text(lang)}"><head><meta charset="utf-8"><base target="_top">'
        f"<title>{nh3.clean_text(str(message['subject'] or ''))}</title></head><body>{body}</body></html>"
    )


def language_of(message: EmailMessage) -> str:
    """The two letters of the letter's language."""
    return str(message["content-language"] or settings.LANGUAGE_CODE)[:2]


def files(message: EmailMessage) -> list[File]:
    """What is attached."""
    return [
        File(
            found.get_filename() or "file", found.get_content_type(), cast(bytes, found.get_payload(decode=True) or b"")
        )
        for found in message.iter_attachments()
    ]
