"""Deeds done at the same moment, by threads with connections of their own."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from threading import Barrier

from django.db import connection


@contextmanager
def database_for_threads(folder):
    """On SQLite the test moves to a file: connections to a database in memory cannot wait for each other."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    kept, name = connection.connection, connection.settings_dict["NAME"]
    with closing(sqlite3.connect(folder / "races.sqlite3")) as copy:
        kept.backup(copy)
    connection.connection, connection.settings_dict["NAME"] = None, str(folder / "races.sqlite3")
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = kept, name


def together(*deeds):
    """Does the deeds in threads that start at the same moment; gives back what each one got."""
    start = Barrier(len(deeds))

    def run(deed):
        try:
            start.wait(10)
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))
