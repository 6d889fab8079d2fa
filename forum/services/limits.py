"""Rate limits: how often one may do a thing in a while. Counts live in the database, so that no broker is needed."""

from hashlib import sha256

from django.conf import settings
from django.core.cache import cache

from forum import clock


def allows(deed: str, who: str, *, times: int, seconds: int) -> bool:
    """Counts one more `deed` by `who`; False when that is more than `times` within `seconds`.

    Windows are even slices of time. With RATE_LIMITS=0 (the benchmark) everything is allowed.
    """
    if not settings.RATE_LIMITS:
        return True
    window = int(clock.now().timestamp()) // seconds
    key = f"limit:{deed}:{window}:{sha256(who.encode()).hexdigest()}"
    if cache.add(key, 1, seconds):
        return True
    try:
        return cache.incr(key) <= times
    except ValueError:
        return True
