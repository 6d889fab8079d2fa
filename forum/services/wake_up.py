"""Waking a worker: a call that may get lost, and that never keeps a reader waiting.

Rows say what is to be done, and beat asks every few seconds; the call only saves those seconds. A broker that is dead
or does not answer costs one call half a second, and then nobody calls it for a while.
"""

import logging
import threading
import time
from functools import partial
from typing import Any

from django.db import connection, transaction

log = logging.getLogger("forum.wake_up")
PATIENCE = 0.5
REST = 15.0
_own = threading.local()
_rests_until = 0.0


def after_commit() -> None:
    """Calls once when the transaction is through, however many letters it wrote."""
    if not any(entry[1] is call for entry in connection.run_on_commit):
        transaction.on_commit(call, robust=True)


def ask_after_commit(task: str) -> None:
    """Asks for a task by its name when the transaction is through; beat would ask for it a little later anyway."""
    transaction.on_commit(partial(call, task, "default"), robust=True)


def call(task: str = "forum.post_letters", queue: str = "mail") -> None:
    """Calls a worker to the letters, or to another task. A failure is only logged."""
    global _rests_until
    if time.monotonic() < _rests_until:
        return
    from forum.celery import app

    try:
        app.send_task(task, queue=queue, expires=60, retry=False, ignore_result=True, connection=line())
    except Exception as error:
        hang_up()
        _rests_until = time.monotonic() + REST
        log.warning("no worker could be called, letters wait for the next round: %s", error)


def line() -> Any:
    """This thread's own connection to the broker. It gives up soon and tries nothing twice."""
    if not hasattr(_own, "line"):
        from forum.celery import app

        patience = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE, "retry_on_timeout": False}
        options = {**app.conf.broker_transport_options, **patience, "max_retries": 0}
        _own.line = app.connection_for_write(connect_timeout=PATIENCE, transport_options=options)
    return _own.line


def hang_up() -> None:
    """Forgets this thread's connection."""
    lost = _own.__dict__.pop("line", None)
    if lost is not None:
        lost.close()
