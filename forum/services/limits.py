"""Rate limits: how often one may do a thing in a while. Counts live in the database, so that no broker is needed."""

from hashlib import sha256

from django.conf import settings
from django.db import connection

from forum import clock
from forum.models import Tally

# One statement, so that of several who count at once none is forgotten, and counting costs one query.
COUNT = (
    "INSERT INTO forum_tally (key, number, until) VALUES (%s, 1, %s) "
    "ON CONFLICT (key) DO UPDATE SET number = forum_tally.number + 1 RETURNING number"
)


def allows(deed: str, who: str, *, times: int, seconds: int) -> bool:
    """Counts one more `deed` by `who`; False when that is more than `times` within `seconds`.

    Windows are even slices of time. With RATE_LIMITS=0 (the benchmark) everything is allowed.
    """
    if not settings.RATE_LIMITS:
        return True
    window = _now() // seconds
    key = f"{deed}:{window}:{sha256(who.encode()).hexdigest()}"
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key, (window + 1) * seconds])
        return bool(cursor.fetchone()[0] <= times)


def forget() -> int:
    """Deletes the counts of slices that are over; gives how many there were."""
    return Tally.objects.filter(until__lte=_now()).delete()[0]


def _now() -> int:
    """Seconds since 1970."""
    return int(clock.now().timestamp())
