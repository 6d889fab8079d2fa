"""Cleans what people write: plain text, readable in the order in which it was written."""

import re

INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]")


def plain(text: str) -> str:
    """`text` without control characters and marks that turn reading order, and with at most one empty line in a row.

    Marks that languages need (joiners, left-to-right and right-to-left marks) stay.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    return re.sub(r"\n[ \t]*\n\s*\n", "\n\n", INVISIBLE.sub("", lines)).strip()
