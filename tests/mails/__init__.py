"""Mail as others write it: real-looking files with {{PLACES}} to fill, and mails that are broken on purpose."""

import base64
import re
from itertools import count
from pathlib import Path

FOLDER = Path(__file__).parent
REPLIES = ("outlook", "outlook_com", "google", "apple", "nextcloud", "thunderbird")
BOUNCES = ("postfix", "exchange", "gmail", "sendmail", "exim", "qmail")
ENCODED = re.compile(r"<<<base64\n(.*?)\n>>>", re.DOTALL)
_number = count(100001)
BASICS = {
    "NAME": "Nimi Esimerkki",
    "PARTSTAT": "ACCEPTED",
    "SEQUENCE": "0",
    "STAMP": "20261121T093000Z",
    "COMMENT": "",
    "ACTION": "failed",
    "STATUS": "5.1.1",
    "DIAGNOSTIC": "550 5.1.1 User unknown",
    "TO": "foorumi@example.org",
    "ORIGINAL": "<nothing@example.org>",
}


def mail(name: str, **facts: object) -> bytes:
    """The mail's bytes; each has a Message-ID of its own unless NUMBER says otherwise."""
    text = (FOLDER / f"{name}.eml").read_text(encoding="utf-8")
    for key, value in {"NUMBER": next(_number), **BASICS, **facts}.items():
        text = text.replace("{{" + key + "}}", str(value))
    return ENCODED.sub(encoded, text).replace("\n", "\r\n").encode()


def encoded(found: re.Match[str]) -> str:
    """The lines in base64, as mail programs break them."""
    return base64.encodebytes(found[1].replace("\n", "\r\n").encode()).decode().strip()
