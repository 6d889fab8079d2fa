"""Every address of the portal, opened by each of the seven kinds of people (who may: tests/audiences.py)."""

import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.audiences import ADDRESSES, POSTED, Address, Sample
from tests.people import KINDS

MISSING = """\
These addresses have no declared audience. Add them to ADDRESSES in tests/audiences.py with the audience that is right:
PUBLIC, SIGNED_IN, STAFF, COORDINATOR, INVITED, AUTHOR or LINK; with only="POST" where looking is not possible.

"""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
WRITING = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b.*?\"(\w+)\"", re.IGNORECASE | re.DOTALL)
BOOKKEEPING = {"django_session", "forum_tally"}


def every_address(resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Each name of the resolver, with its namespaces, and its pattern."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*spaces, pattern.name or "nameless"]), str(pattern.pattern)
        else:
            yield from every_address(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)


PATTERNS = dict(every_address())


@pytest.fixture
def sample(cast) -> Sample:
    """One of each thing."""
    return Sample(cast)


@pytest.fixture
def browsers(cast, loaded_once) -> dict[str, Client]:
    """A browser for each kind of people, signed in."""
    opened = {kind: Client(raise_request_exception=False) for kind in KINDS}
    for kind in set(KINDS) - {"stranger"}:
        opened[kind].force_login(getattr(cast, kind))
    return opened


@pytest.fixture(autouse=True)
def demo(settings, tmp_path):
    """The furnished demo, with one letter in its mail room."""
    settings.DEMO, settings.MAIL_ROOM_DIR = True, tmp_path
    letter = EmailMessage()
    letter["Subject"], letter["To"], letter["Date"] = "Kutsu", "member@example.org", "Sat, 21 Nov 2026 12:00:00 +0200"
    letter.set_content("Tervetuloa")
    letter.add_alternative("<p>Tervetuloa</p>", subtype="html")
    letter.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="kutsu.ics")
    (tmp_path / POSTED).write_bytes(letter.as_bytes())


@pytest.fixture
def writes():
    """The tables written to while the test looks."""
    written: list[str] = []

    def watch(execute, sql, params, many, context):
        found = WRITING.match(sql)
        if found and found[2] not in BOOKKEEPING:
            written.append(f"{found[1]} {found[2]}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written


def wrong_status(kind: str, answer: HttpResponse, address: Address, expected: tuple[int, ...]) -> str:
    """What is wrong with the answer's status, or nothing."""
    if answer.status_code not in expected:
        return f"{kind}: {answer.status_code}, expected {' or '.join(map(str, expected))}"
    sign_in = reverse(settings.LOGIN_URL)
    if kind not in address.may and answer.status_code == 302 and not answer["Location"].startswith(sign_in):
        return f"{kind}: sent to {answer['Location']} instead of signing in"
    return ""


def wrong_headers(kind: str, answer: HttpResponse, address: Address) -> list[str]:
    """The security headers that are missing."""
    framed = address.framed and kind in address.may
    expected: dict[str, str | None] = {**HEADERS, **({"X-Frame-Options": "SAMEORIGIN"} if framed else {})}
    expected |= {"X-Frame-Options": None} if address.anywhere else {}
    wrong = [f"{kind}: {key} is not {value}" for key, value in expected.items() if answer.get(key) != value]
    if "default-src 'none'" not in answer.get("Content-Security-Policy", ""):
        wrong.append(f"{kind}: no Content-Security-Policy")
    return wrong


def look_around(sample: Sample, names: list[str], look: Callable[[str, Address], Iterator[str]]) -> None:
    """Looks at each declared address, undoes whatever that did, and fails with everything that was wrong."""
    found = []
    for name in names:
        address = ADDRESSES[name]
        url = reverse(name, kwargs=getattr(sample, address.of)())
        with transaction.atomic():
            found += [f"{name} {url} {wrong}" for wrong in look(url, address) if wrong]
            transaction.set_rollback(True)
    assert not found, "\n".join(found)


DECLARED = [name for name in PATTERNS if name in ADDRESSES]


def test_every_address_opens_for_its_audience_only_and_looking_changes_nothing(sample, browsers, writes):
    def look(url: str, address: Address) -> Iterator[str]:
        for kind in KINDS:
            writes.clear()
            answer = browsers[kind].get(url)
            yield wrong_status(kind, answer, address, address.expected(kind))
            yield from (f"{kind}: looking wrote to the database ({write})" for write in writes)
            yield from wrong_headers(kind, answer, address)

    look_around(sample, DECLARED, look)


def test_posting_by_people_who_may_not_is_refused_and_changes_nothing(sample, browsers, writes):
    def post(url: str, address: Address) -> Iterator[str]:
        for kind in sorted(set(KINDS) - address.may):
            writes.clear()
            answer = browsers[kind].post(url, {"reason": "a", "text": "a", "name": "a"})
            yield wrong_status(kind, answer, address, (*address.turned_away(kind), 405))
            yield from (f"{kind}: a refused POST wrote to the database ({write})" for write in writes)
            yield from wrong_headers(kind, answer, address)

    look_around(sample, DECLARED, post)


def test_what_is_for_the_demo_is_nowhere_else(sample, browsers, settings):
    settings.DEMO = False

    def look(url: str, address: Address) -> Iterator[str]:
        status = browsers["coordinator"].get(url).status_code
        yield "" if status == 404 else f"{status} although this is no demo"

    look_around(sample, [name for name in DECLARED if ADDRESSES[name].demo], look)


def test_every_address_has_a_declared_audience():
    """A new address gets its line in tests/audiences.py."""
    lines = []
    for name in sorted(set(PATTERNS) - set(ADDRESSES)):
        arguments = ", ".join(re.findall(r"<(?:\w+:)?(\w+)>", PATTERNS[name]))
        of = f', of="…"),  # the method of Sample that gives {arguments}' if arguments else "),"
        lines.append(f'    "{name}": Address(COORDINATOR{of}')
    assert not lines, MISSING + "\n".join(lines)


def test_every_address_has_a_name():
    nameless = [pattern for name, pattern in every_address() if name.endswith("nameless")]
    assert not nameless, f"give these a name: {nameless}"


def test_the_table_has_no_addresses_that_are_gone():
    gone = sorted(set(ADDRESSES) - set(PATTERNS))
    assert not gone, f"take these out of ADDRESSES in tests/audiences.py: {gone}"
