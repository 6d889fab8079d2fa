"""Reading the mailbox: what is new is stored as a row, and only then marked as seen and moved away on the server."""

import logging
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Q
from imapclient import SEEN, IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError

from forum import clock
from forum.models import Mailbox
from forum.services import harmless, incoming_mail, workers

log = logging.getLogger("forum.mailbox")
LEASE = timedelta(minutes=5)
MOST = 50
SECONDS = 60
PATIENCE = SocketTimeout(connect=10, read=30)


def fetch() -> int:
    """Stores new mail, oldest first, one batch at most; gives how many. Without IMAP_URL, or while somebody else
    reads, or when the server is down, nothing happens; the next round tries again.
    """
    if not settings.IMAP:
        return 0
    box, _new = Mailbox.objects.get_or_create(name=name_of(settings.IMAP))
    if not lease(box):
        return 0
    trouble = ""
    try:
        with line(settings.IMAP) as server:
            return batch(server, box)
    except (IMAPClientError, OSError, ssl.SSLError) as error:
        trouble = harmless.line(f"{type(error).__name__}: {error}")[:500]
        log.warning("the mailbox %s cannot be read: %s", box.name, trouble)
        return 0
    finally:
        done = {} if trouble else {"read_at": clock.now()}
        mine(box).update(lease_until=None, leased_by="", trouble=trouble, **done)


def name_of(place: dict[str, Any]) -> str:
    """user@host:port/folder."""
    return f"{place['user']}@{place['host']}:{place['port']}/{place['folder']}"[:300]


def lease(box: Mailbox) -> bool:
    """Whether this worker may read now: nobody else does, or whoever did is gone. One conditional UPDATE."""
    free = Q(lease_until=None) | Q(lease_until__lt=clock.now())
    if box.leased_by and workers.is_dead(box.leased_by):
        free |= Q(leased_by=box.leased_by)
    taken = Mailbox.objects.filter(free, pk=box.pk)
    box.leased_by = workers.my_name()
    return bool(taken.update(lease_until=clock.now() + LEASE, leased_by=box.leased_by))


def mine(box: Mailbox) -> Any:
    """The row, while this worker's lease holds."""
    return Mailbox.objects.filter(pk=box.pk, leased_by=box.leased_by)


@contextmanager
def line(place: dict[str, Any]) -> Iterator[IMAPClient]:
    """A connection that is signed in."""
    trusted = ssl.create_default_context()
    secret = place["scheme"] == "imaps"
    server = IMAPClient(
        place["host"], port=place["port"], ssl=secret, ssl_context=trusted if secret else None, timeout=PATIENCE
    )
    try:
        if place["scheme"] == "imap+tls":
            server.starttls(trusted)
        server.login(place["user"], place["password"])
        yield server
    finally:
        with suppress(Exception):
            server.logout()


def batch(server: IMAPClient, box: Mailbox) -> int:
    """Stores what is new in the folder, and remembers after each mail how far it has come."""
    validity = int(server.select_folder(settings.IMAP["folder"])[b"UIDVALIDITY"])
    ends, stored = time.monotonic() + SECONDS, 0
    for uid in new_uids(server, box, validity)[:MOST]:
        if time.monotonic() > ends or not mine(box).update(lease_until=clock.now() + LEASE):
            break
        stored += take(server, uid)
        mine(box).update(uid_validity=validity, last_uid=uid)
        put_away(server, uid)
    return stored


def new_uids(server: IMAPClient, box: Mailbox, validity: int) -> list[int]:
    """Mail after the last one read; in a folder that is read for the first time, mail that nobody has seen."""
    if box.uid_validity != validity:
        return sorted(server.search("UNSEEN"))
    return sorted(uid for uid in server.search(["UID", f"{box.last_uid + 1}:*"]) if uid > box.last_uid)


def take(server: IMAPClient, uid: int) -> int:
    """Stores one mail, no more of it than the limit; gives 0 when it is gone or was known."""
    body = f"BODY.PEEK[]<0.{incoming_mail.limit()}>"
    found = server.fetch([uid], [body, "RFC822.SIZE", "INTERNALDATE"]).get(uid, {})
    source = next((value for key, value in found.items() if key.startswith(b"BODY[]")), None)
    if source is None:
        return 0
    size, moment = int(found.get(b"RFC822.SIZE", 0)), arrived(found.get(b"INTERNALDATE"))
    try:
        with transaction.atomic():
            return int(incoming_mail.store(source, via="mailbox", size=size, received_at=moment) is not None)
    except (DatabaseError, ValueError, TypeError, RecursionError) as error:
        log.exception("mail %s of the mailbox cannot be stored as it is", uid)
        incoming_mail.store_unreadable(source, via="mailbox", words=f"{type(error).__name__}: {error}"[:300])
        return 1


def arrived(moment: Any) -> datetime | None:
    """When the server got it, as IMAPClient says it: in this machine's time, without a zone."""
    if not isinstance(moment, datetime):
        return None
    return min(moment.astimezone(UTC), clock.now())


def put_away(server: IMAPClient, uid: int) -> None:
    """Marks it as seen and moves it. A server that cannot move leaves it where it is: it is not read again."""
    try:
        server.add_flags([uid], [SEEN], silent=True)
        folder = settings.IMAP_HANDLED
        if not server.folder_exists(folder):
            server.create_folder(folder)
        if server.has_capability("MOVE"):
            server.move([uid], folder)
        else:
            server.copy([uid], folder)
            server.delete_messages([uid], silent=True)
            if server.has_capability("UIDPLUS"):
                server.uid_expunge([uid])
    except IMAPClientError as error:
        log.warning("mail %s stays in the mailbox: %s", uid, error)
