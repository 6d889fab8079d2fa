"""A bulletin's plain text as HTML: an empty line parts paragraphs, lines that begin with a dash are a list."""

import re
from html import escape

BULLET = re.compile(r"^\s*[-–•*]\s+")


def as_html(text: str) -> str:
    """The text as <p> and <ul>; every sign of it is escaped."""
    pieces = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "".join(html for piece in pieces if piece.strip() for html in _blocks(piece.strip("\n").split("\n")))


def _blocks(lines: list[str]) -> list[str]:
    """The lines of one piece; a list may follow right after its paragraph."""
    found: list[tuple[bool, list[str]]] = []
    for line in lines:
        listed = BULLET.match(line) is not None
        if not found or found[-1][0] != listed:
            found.append((listed, []))
        found[-1][1].append(BULLET.sub("", line, count=1) if listed else line)
    return [_listing(some) if listed else f"<p>{'<br>'.join(map(escape, some))}</p>" for listed, some in found]


def _listing(lines: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
