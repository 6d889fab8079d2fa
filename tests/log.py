"""The audit log in tests: emptied between them, always in words, and without anybody's name."""

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from forum import shelves
from forum.models import AuditEntry
from forum.services.audit_words import field_of, is_person
from forum.texts import LANGUAGES

SOMEBODY = re.compile(r"\b(person\d+|coordinator|chair|member|deputy|(official|politician)\.\w) \(Esimerkki\)")
triggers = import_module("forum.migrations.0002_audit_is_only_added_to")


def unguarded(ops: Any, statements: list[str]) -> list[str]:
    """The statements, with the log's triggers taken away before and made again after."""
    vendor = ops.connection.vendor
    return [*triggers.TAKE_AWAY[vendor], *statements, *triggers.MAKE[vendor]]


def in_words(record: Callable[..., AuditEntry]) -> Callable[..., AuditEntry]:
    """`record`, which fails when what it keeps has no words on the shelves, or is the name of somebody in the tests."""

    def recorded(*args: Any, **kwargs: Any) -> AuditEntry:
        entry = record(*args, **kwargs)
        kinds, fields = {entry.about_kind} - {""}, {stem_of(name) for name in names_in(entry.details)}
        dumb = [kind for kind in kinds if not shelves.log_kinds.has(kind)]
        dumb += [name for name in fields if field_of(entry.verb, name) is None]
        assert not dumb, f"no words for {dumb} of {entry.verb}: put them into the floor's log_words.py"
        named = SOMEBODY.search(f"{entry.about_name} {entry.details}")
        assert not named, f"{entry.verb} keeps the name {named and named[0]!r}: give the log the person instead"
        return entry

    return recorded


def names_in(details: dict[str, Any]) -> Iterator[str]:
    """The names of details, also of those inside others."""
    for name, fact in details.items():
        yield name
        if isinstance(fact, dict) and not is_person(fact):
            yield from names_in(fact)


def stem_of(name: str) -> str:
    """A column's name without its language."""
    stem, _, code = name.rpartition("_")
    return stem if code in LANGUAGES else name
