"""How long notices are kept, and how many are unread."""

from datetime import timedelta

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from forum import clock
from forum.models import Digest, Notice
from forum.services.verbs import quiet_verb

READ = timedelta(days=30)
UNREAD = timedelta(days=365)


def unread() -> Coalesce:
    """How many notices somebody has not read: asked in the same query as the signed-in person."""
    rows = Notice.objects.filter(person=OuterRef("pk")).unread().order_by().values("person")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)


@quiet_verb
def forget() -> int:
    """Deletes notices read a month ago, those nobody read in a year, and old digests' rows. Safe to run twice."""
    now = clock.now()
    read, _ = Notice.objects.filter(read_at__lt=now - READ).delete()
    old, _ = Notice.objects.filter(newest_at__lt=now - UNREAD).delete()
    Digest.objects.filter(written_at__lt=now - UNREAD).delete()
    return read + old
