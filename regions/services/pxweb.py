"""A live table of a statistical office, over PxWeb's interface: what it holds, and its figures as JSON-stat 2.

Only hosts of FIGURE_HOSTS are asked, no answer sends us elsewhere, and none is longer or slower than is allowed.
"""

import json
import re
import time
import zlib
from collections.abc import Iterator
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.db import transaction

from regions.models import FigureImport, FigureSource, Region
from regions.services import figure_files
from regions.services.figure_cells import (
    AREA,
    CONTENT,
    MOST_VALUES,
    OTHER,
    TIME,
    Dimension,
    Meaning,
    Outline,
    Unreadable,
    clean,
)
from regions.services.figure_values import Places, period_of
from regions.services.jsonstat_outline import CONTENT_CODES

PATIENCE = 30
"""Seconds for a sign of life."""
LONGEST = 300
"""Seconds for a whole answer."""
LARGEST_OUTLINE = 5_000_000
PIECE = 65_536
PAGE = re.compile(
    r"^(?P<base>.*)/pxweb/(?P<language>fi|sv|en)/(?P<base_name>[^/]+)/[^/]*?__(?P<statistic>[^/]+)/(?P<table>[^/]+?\.px)"
)


class Stay(HTTPRedirectHandler):
    """Goes nowhere else."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> None:
        """Says where the office wanted to send us."""
        raise Unreadable("redirected", name=newurl)


def allowed(address: str) -> bool:
    """Whether the address is one of the allowed hosts', over https unless the setting itself says http."""
    parts = urlsplit(address)
    place = f"{parts.scheme}://{parts.netloc}"
    return any(place == (host if "://" in host else f"https://{host}") for host in settings.FIGURE_HOSTS)


def check(address: str) -> None:
    """Raises Unreadable when the address may not be asked."""
    if not allowed(address):
        raise Unreadable("not_allowed", hosts=", ".join(settings.FIGURE_HOSTS))


def interface_of(address: str) -> str:
    """The table's address at the interface; that of its page for people is turned into it."""
    address = address.strip().split("?")[0].rstrip("/")
    found = PAGE.match(address)
    if not found or "/api/" in address:
        return address
    parts = found.groupdict()
    return f"{parts['base']}/api/v1/{parts['language']}/{parts['base_name']}/{parts['statistic']}/{parts['table']}"


def code_of(address: str) -> str:
    """The table's code, from its address: …/statfin_vaerak_pxt_11ra.px and …/11ra.px are 11ra."""
    name = address.rstrip("/").rpartition("/")[2].removesuffix(".px")
    return clean(name.rpartition("_")[2] or name, 80)


def answered(address: str, body: bytes | None, most: int) -> Iterator[bytes]:
    """The answer's bytes, unpacked. Raises Unreadable when there is none, or it is too long or too slow."""
    check(address)
    headers = {"Accept": "application/json", "Accept-Encoding": "identity", "Content-Type": "application/json"}
    request = Request(address, data=body, headers={**headers, "User-Agent": "Aluefoorumi"})
    try:
        with build_opener(Stay()).open(request, timeout=PATIENCE) as answer:
            yield from within(answer, most)
    except HTTPError as error:
        raise Unreadable("refused", status=error.code) from error
    except TimeoutError as error:
        raise Unreadable("too_slow") from error
    except (URLError, OSError, HTTPException, zlib.error) as error:
        raise Unreadable("no_answer", words=clean(str(getattr(error, "reason", error)), 120)) from error


def within(answer: HTTPResponse, most: int) -> Iterator[bytes]:
    """The answer in pieces, as long as it stays within what is allowed."""
    until, size = time.monotonic() + LONGEST, 0
    packed = answer.headers.get("Content-Encoding", "identity") != "identity"
    for piece in unpacked(answer) if packed else iter(lambda: answer.read(PIECE), b""):
        size += len(piece)
        if size > most:
            raise Unreadable("too_large", most=most // 1_000_000)
        if time.monotonic() > until:
            raise Unreadable("too_slow")
        yield piece


def unpacked(answer: HTTPResponse) -> Iterator[bytes]:
    """The bytes of an answer that was packed although we did not ask for it, a little at a time."""
    opener = zlib.decompressobj(zlib.MAX_WBITS | 32)
    while piece := answer.read(PIECE):
        while piece:
            yield opener.decompress(piece, PIECE)
            piece = opener.unconsumed_tail
    yield opener.flush()


def outline_of(source: FigureSource) -> Outline:
    """What the table holds, as the interface describes it. Raises Unreadable."""
    content = b"".join(answered(source.address, None, LARGEST_OUTLINE))
    try:
        facts = json.loads(content)
        read = [variable(one) for one in facts["variables"]]
        title = clean(facts.get("title") or "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable("not_a_px_table") from error
    places = Places(Region.objects.all())
    weights = [places.weight(code, label, values) for code, label, values, _ in read]
    if not any(weights):
        raise Unreadable("no_area")
    area = weights.index(max(weights))
    dimensions = tuple(
        Dimension(code, label, AREA if number == area else role_of(code, values, is_time), values)
        for number, (code, label, values, is_time) in enumerate(read)
    )
    return Outline(code_of(source.address), title, "Statistics Finland", dimensions, 0)


def variable(facts: dict[str, Any]) -> tuple[str, str, tuple[tuple[str, str], ...], bool]:
    """A variable's code, label, values, and whether it is time."""
    codes = [str(one) for one in facts["values"]]
    labels = [str(one) for one in facts.get("valueTexts", codes)]
    if len(codes) > MOST_VALUES:
        raise Unreadable("too_many_values", name=facts["code"], most=MOST_VALUES)
    values = tuple((clean(code), clean(label)) for code, label in zip(codes, labels, strict=True))
    return str(facts["code"]), clean(facts.get("text", facts["code"])), values, bool(facts.get("time"))


def role_of(code: str, values: tuple[tuple[str, str], ...], is_time: bool) -> str:
    """What a variable is."""
    if code.casefold() in CONTENT_CODES:
        return CONTENT
    return TIME if is_time or (values and all(period_of(one)[0] for one, _ in values)) else OTHER


def fetch(given: FigureImport, outline: Outline, meaning: Meaning) -> None:
    """Fetches the figures of the table's meaning into the import's file. Raises Unreadable; then nothing is kept."""
    assert given.source is not None
    body = json.dumps(query(outline, meaning)).encode()
    with transaction.atomic():
        figure_files.store(given, answered(given.source.address, body, settings.FIGURE_LIMIT * 1_000_000))


def query(outline: Outline, meaning: Meaning) -> dict[str, Any]:
    """What is asked for: our places, all periods, the contents that mean something, one value of everything else."""
    places = Places(Region.objects.all())
    chosen = []
    for one in outline.dimensions:
        codes = [code for code, _ in one.values]
        if one.role == AREA:
            codes = [code for code, label in one.values if places.find(code, label)[0]]
        elif one.role == CONTENT:
            codes = [code for code in codes if code in meaning.contents]
        elif one.role == OTHER:
            codes = [meaning.picks[one.code]]
        chosen.append({"code": one.code, "selection": {"filter": "item", "values": codes}})
    return {"query": chosen, "response": {"format": "json-stat2"}}
