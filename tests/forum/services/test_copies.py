"""Copies of what is the same for everybody: never older than the newest edition, and not kept over midnight."""

import os
from datetime import UTC, datetime

import pytest

from forum import clock
from forum.services import copies
from forum.services.verbs import new_edition

NOON = datetime(2027, 3, 18, 10, tzinfo=UTC)


@pytest.mark.django_db
def test_a_copy_lasts_for_an_edition_and_a_day(settings):
    settings.PAGE_CACHE = True
    made = iter(b"abcdef")

    def make() -> bytes:
        return bytes([next(made)])

    with clock.at(NOON):
        assert [copies.kept("x", make), copies.kept("x", make), copies.kept("y", make)] == [b"a", b"a", b"b"]
        new_edition()
        assert copies.kept("x", make) == b"c"
    with clock.at(datetime(2027, 3, 19, 10, tzinfo=UTC)):
        assert copies.kept("x", make) == b"d"


@pytest.mark.django_db
def test_what_is_made_while_something_changes_is_not_kept_for_the_next_reader(settings):
    settings.PAGE_CACHE = True

    def make_while_somebody_writes() -> bytes:
        new_edition()
        return b"old"

    with clock.at(NOON):
        copies.kept("x", make_while_somebody_writes)
        assert copies.kept("x", lambda: b"new") == b"new"


@pytest.mark.django_db
def test_another_version_of_the_code_makes_its_own(settings, tmp_path, monkeypatch):
    settings.PAGE_CACHE, settings.BASE_DIR = True, tmp_path
    layout = tmp_path / "templates" / "pdf" / "brief.typ"
    layout.parent.mkdir(parents=True)
    layout.write_text("wide")
    monkeypatch.setattr(copies, "release", copies.release.__wrapped__)
    with clock.at(NOON):
        assert copies.kept("x", lambda: b"wide") == copies.kept("x", lambda: b"narrow") == b"wide"
        os.utime(layout, (2_000_000_000, 2_000_000_000))
        assert copies.kept("x", lambda: b"narrow") == b"narrow"
