"""Verbs of discussions as wholes."""

from forum import clock
from forum.models import Person
from forum.services import audit
from forum.services.verbs import verb
from themes import homes
from themes.models import Thread


def called(thread: Thread, by: Person) -> str:
    """What the audit log calls a discussion and what is said in it: the name of its home, in a language it knows."""
    home = homes.of(thread, by)
    return home.title if home else str(thread)


@verb
def close(thread: Thread, *, by: Person) -> None:
    """Closes the discussion: it stays readable and takes no more comments."""
    if Thread.objects.filter(pk=thread.pk, closed_at=None).update(closed_at=clock.now()):
        audit.record("thread.close", by=by, about=thread, name=called(thread, by))
    thread.refresh_from_db()


@verb
def open(thread: Thread, *, by: Person) -> None:
    """Opens a closed discussion again."""
    if Thread.objects.filter(pk=thread.pk, closed_at__isnull=False).update(closed_at=None):
        audit.record("thread.open", by=by, about=thread, name=called(thread, by))
    thread.refresh_from_db()
