"""States of the test database, kept aside and put back: sooner done than making them anew.

A test that commits leaves the database to the next one as the migrations made it. One that wants a furnished forum gets
what was furnished for the first of them in this process.
"""

import sqlite3
from collections.abc import Hashable
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from tests import log

SEQUENCES = (
    "SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences WHERE last_value IS NOT NULL"
)
_kept: dict[Hashable, "Copy | Rows"] = {}


def keep(name: Hashable) -> None:
    """Remembers the database as it is now, outside of any transaction."""
    _kept[name] = (Copy if connection.vendor == "sqlite" else Rows).of_now()


def put_back(name: Hashable) -> None:
    """Makes the database what it was when it was kept under this name. Raises KeyError."""
    _kept[name].put_back()


def is_kept(name: Hashable) -> bool:
    """Whether there is a state of this name in this process."""
    return name in _kept


def write(name: Hashable, path: Path) -> None:
    """Writes the state that was kept under this name into a file: SQLite. Raises KeyError."""
    kept = _kept[name]
    assert isinstance(kept, Copy)
    with closing(sqlite3.connect(path)) as file:
        kept.pages.backup(file)


@dataclass
class Copy:
    """The whole database, page by page: SQLite."""

    pages: sqlite3.Connection

    @classmethod
    def of_now(cls) -> "Copy":
        connection.ensure_connection()
        copy = cls(sqlite3.connect(":memory:", check_same_thread=False))
        connection.connection.backup(copy.pages)
        return copy

    def put_back(self) -> None:
        connection.ensure_connection()
        self.pages.backup(connection.connection)


@dataclass
class Rows:
    """The rows of the models' tables and where their sequences stood: PostgreSQL."""

    tables: dict[str, bytes]
    sequences: list[tuple[str, int]]

    @classmethod
    def of_now(cls) -> "Rows":
        tables = {}
        with connection.cursor() as cursor:
            for table in filled(cursor):
                rows = BytesIO()
                cursor.copy_expert(f'COPY "{table}" TO STDOUT', rows)
                tables[table] = rows.getvalue()
            cursor.execute(SEQUENCES)
            return cls(tables, cursor.fetchall())

    def put_back(self) -> None:
        """In one transaction; the keys between tables are looked at when it ends. Truncating takes longer."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = off")
            for statement in log.unguarded(connection.ops, [f'DELETE FROM "{table}"' for table in filled(cursor)]):
                cursor.execute(statement)
            for table, rows in self.tables.items():
                cursor.copy_expert(f'COPY "{table}" FROM STDIN', BytesIO(rows))
            for sequence, last in self.sequences:
                cursor.execute("SELECT setval(%s, %s)", [sequence, last])


def filled(cursor: Any) -> list[str]:
    """The tables that have any rows."""
    asked = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in tables_of_models())
    cursor.execute(" UNION ALL ".join(asked))
    return [table for (table,) in cursor.fetchall()]


def tables_of_models() -> list[Any]:
    """The tables there are, without those of Django's own bookkeeping."""
    return connection.introspection.django_table_names(only_existing=True, include_views=False)
