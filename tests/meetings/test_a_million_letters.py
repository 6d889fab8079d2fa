"""Very many letters later no page looks through them all: PostgreSQL's own plans of every query say so."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test import Client

from forum.models import Letter, Person
from forum.services import letter_keeping, posting, readiness
from meetings.services import invitations, timekeeping
from tests import letters, things

pytestmark = pytest.mark.services
MANY = int(os.environ.get("LETTERS", 300_000))
"""LETTERS=1000000 writes a million, which takes two minutes on a busy machine of two cores; the plans are the same."""
MEETINGS, PEOPLE = 2_000, 1_000
FILL = f"""
INSERT INTO forum_letter (
    public_id, key, kind, person_id, to_name, to_address, language, about_kind, about_id, facts, secrets, calendar,
    calendar_method, urgent, state, written_at, claimed_by, attempts, sent_at, server_words, message_id, subject, text,
    html, words_wiped_at
)
SELECT
    'z' || lpad(n::text, 9, '0'), 'old:' || lpad(n::text, 9, '0'),
    (ARRAY['invitation', 'reminder', 'meeting_changed', 'notes_to_check', 'sign_in_code'])[1 + n % 5],
    people.ids[1 + n % {PEOPLE}], 'Nimi', 'nimi' || n % {PEOPLE} || '@example.org', 'fi', 'meeting',
    'm' || n % {MEETINGS}, '{{}}', '{{}}', '', '', false,
    CASE WHEN n % 50 = 0 THEN 'failed' WHEN n % 70 = 0 THEN 'bounced' ELSE 'sent' END,
    now() - interval '5 years' + n * interval '150 seconds', '', 1, now(), '250 ok', 'id' || n, 'Kutsu',
    repeat('Sanoja. ', 20), '', CASE WHEN n < {MANY} * 0.6 THEN now() END
FROM generate_series(1, {MANY}) AS n,
    (SELECT array_agg(id) AS ids FROM (SELECT id FROM forum_person LIMIT {PEOPLE}) first) AS people
"""
INDEXES = """
SELECT indexname, indexdef FROM pg_indexes
WHERE tablename = 'forum_letter' AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""
LOOKING = re.compile(r'\b(FROM|JOIN|UPDATE) "forum_letter"')


class Watch:
    """The queries about letters, each with PostgreSQL's plan, and how many queries there were in all."""

    def __init__(self) -> None:
        self.count = 0
        self.plans: list[tuple[str, str]] = []

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        if LOOKING.search(sql):
            with connection.connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN {sql}", params)
                self.plans.append((sql, "\n".join(line for (line,) in cursor.fetchall())))
        return execute(sql, params, many, context)

    @property
    def scans(self) -> list[tuple[str, str]]:
        """Those that look through all letters."""
        return [(sql, plan) for sql, plan in self.plans if "Seq Scan on forum_letter" in plan]


@contextmanager
def watched() -> Iterator[Watch]:
    """What is asked of the database meanwhile."""
    watch = Watch()
    with connection.execute_wrapper(watch):
        yield watch


@pytest.fixture
def forum(transactional_db, cast):
    """An invited meeting, with the letters of its invitations, a thousand people, and the coordinator's browser."""
    people = [Person(email=f"n{n}@example.org", name=f"Nimi {n}") for n in range(PEOPLE)]
    Person.objects.bulk_create(people)
    meeting = things.meeting()
    assert cast.official_of_a and cast.official_of_b
    invitations.send(meeting, by=cast.coordinator)
    for _ in range(8):
        letters.queued(cast.member)
    browser = Client()
    browser.force_login(cast.coordinator)
    yield meeting, browser
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE forum_letter CASCADE")


def pages(meeting, person):
    """The pages that know of letters."""
    own, letters_page = f"/fi/work/meetings/{meeting.public_id}", "/fi/work/letters/"
    of_letters = ["", "?state=failed", "?state=sent&page=3", "?kind=reminder", "?to=Nimi+77", "?to=nimi7@example.org"]
    of_letters += [f"?about={meeting.public_id}", "?about=m7&state=sent", "?region=18", f"?person={person.public_id}"]
    of_letters += [
        "?until=1.1.2024",
        "?since=1.1.2025&until=1.2.2025&kind=invitation&state=failed",
        "?about=m7&format=csv",
    ]
    work = [f"/fi/meetings/{meeting.public_id}/", f"{own}/", f"{own}/seats/", f"{own}/letters/", "/fi/desk/"]
    one = Letter.objects.filter(about_id=meeting.public_id).first()
    return [*work, *(f"{letters_page}{query}" for query in of_letters), f"{letters_page}{one.public_id}/"]


def look(browser, addresses):
    """Each page's queries; a first look fills the caches."""
    seen = {}
    for address in addresses:
        b"".join(browser.get(address))
        with watched() as watch:
            answer = browser.get(address)
            b"".join(answer)
        assert answer.status_code == 200
        seen[address] = watch
    return seen


def fill() -> float:
    """Very many letters; how many seconds that took. Indexes are made anew after it, and keys are not looked at."""
    began = time.monotonic()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INDEXES)
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        cursor.execute(FILL)
        for _name, definition in indexes:
            cursor.execute(definition)
        cursor.execute("ANALYZE")
    return time.monotonic() - began


def test_no_page_and_no_task_looks_through_all_letters(forum, cast):
    meeting, browser = forum
    addresses = pages(meeting, cast.member)
    before = {address: watch.count for address, watch in look(browser, addresses).items()}
    took = fill()
    after = look(browser, addresses)
    print(f"{MANY} letters written in {took:.0f} s")
    assert {address: watch.scans for address, watch in after.items() if watch.scans} == {}
    assert {address: watch.count for address, watch in after.items() if "letters/" not in address} == {
        address: count for address, count in before.items() if "letters/" not in address
    }
    assert not scans_of_tasks()


def scans_of_tasks() -> list[tuple[str, str]]:
    """What the tasks ask that looks through all letters: posting, sweeping, wiping, noticing bounces, readiness."""
    with watched() as watch:
        list(Letter.objects.due()[:10])
        posting.sweep()
        readiness.mail_waits()
        timekeeping.notice_bounces()
        letter_keeping.wipe_some(letter_keeping.kept_from())
    assert len(watch.plans) >= 6
    return watch.scans
