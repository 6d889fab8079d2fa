"""Copies of what takes work to make and is the same for everybody: made once for each edition, day and version of
the code.

The edition is read before the copy is made and is part of its name, as with pages (docs/decisions/0004). Copies lie in
the shared cache, so that all web processes have them.
"""

from collections.abc import Callable
from functools import cache as once
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache

from forum import clock
from forum.services.verbs import present_edition

SECONDS = 24 * 3600
FOLDERS, ENDINGS = ("forum", "regions", "themes", "meetings", "templates"), {".py", ".html", ".typ", ".mo"}


def kept(name: str, make: Callable[[], bytes]) -> bytes:
    """What `make` makes, or its copy. `name` says all that the content depends on beside the edition and the day."""
    if not settings.PAGE_CACHE:
        return make()
    words = f"{settings.SITE_URL} {release()} {clock.today()} {name}"
    key = f"copy:{present_edition()}:{sha256(words.encode()).hexdigest()}"
    found: bytes | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, SECONDS)
    return found


@once
def release() -> str:
    """What tells one version of the code from another: when the newest of its files was written."""
    files = (path for folder in FOLDERS for path in (settings.BASE_DIR / folder).rglob("*") if path.suffix in ENDINGS)
    return str(max(path.stat().st_mtime_ns for path in files))
