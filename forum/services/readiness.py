"""Whether the portal can do its work: database, migrations, broker, furnishing; and how long mail has been waiting."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from forum import clock
from forum.models import Letter
from forum.services import house


@dataclass(frozen=True)
class Readiness:
    """`checks` must all be true; `mail_waits` (seconds of the oldest letter due, None: none) only informs."""

    checks: dict[str, bool]
    mail_waits: int | None

    @property
    def ready(self) -> bool:
        """Whether readers and letters can be served."""
        return all(self.checks.values())


def look() -> Readiness:
    """Asks each part. Nothing is asked of a database that does not answer."""
    checks = {"database": passes(database_answers), "broker": passes(broker_answers)}
    checks["migrations"] = checks["database"] and passes(is_migrated)
    checks["furnishing"] = checks["migrations"] and passes(house.is_furnished)
    return Readiness(checks, mail_waits() if checks["migrations"] else None)


def passes(check: Callable[[], bool]) -> bool:
    """The check's answer; an unreachable part is a no."""
    try:
        return check()
    except (DatabaseError, OSError, ConnectionError):
        return False


def database_answers() -> bool:
    """A round trip to the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def is_migrated() -> bool:
    """Whether the database has this version's shape."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def broker_answers() -> bool:
    """Whether workers can be woken up. Letters wait safely when not."""
    from kombu.exceptions import OperationalError

    from forum.celery import app

    try:
        with app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, timeout=2)
    except OperationalError:
        return False
    return True


def mail_waits() -> int | None:
    """For how many seconds the oldest letter that is due has been waiting to leave."""
    oldest = Letter.objects.due().order_by("written_at").values_list("written_at", flat=True).first()
    return int((clock.now() - oldest).total_seconds()) if oldest else None
