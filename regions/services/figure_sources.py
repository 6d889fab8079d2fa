"""Live tables: which are fetched, how often, and what happens when the statistical office does not answer."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum import clock
from forum.models import Person
from forum.services import audit
from forum.services.verbs import quiet_verb
from regions.models import FigureImport, FigureSource
from regions.services import figure_imports, pxweb
from regions.services.figure_cells import Unreadable
from regions.services.figure_words import words
from regions.services.races import one_wins

FIRST_WAIT = timedelta(hours=1)
LONGEST_WAIT = timedelta(days=7)


@quiet_verb
def add(*, address: str, rhythm: str, by: Person) -> FigureImport:
    """Remembers the table and asks for it at once. Raises ValidationError at the address."""
    address = pxweb.interface_of(address)
    try:
        pxweb.check(address)
    except Unreadable as error:
        raise ValidationError({"address": words(error.reason)}) from error
    if known := FigureSource.objects.filter(address=address, removed_at=None).first():
        return figure_imports.ask_for(known, by=by)
    with one_wins(_("This table is there already."), "address"):
        source = FigureSource.objects.create(
            address=address, title=pxweb.code_of(address), rhythm=rhythm, next_at=next_time(rhythm), made_by=by
        )
    audit.record("figure_source.add", by=by, about=source, details={"file": address, "rhythm": rhythm})
    return figure_imports.ask_for(source, by=by)


@quiet_verb
def change(source: FigureSource, *, rhythm: str, by: Person) -> None:
    """From now on the table is fetched at this rhythm."""
    before = source.rhythm
    source.rhythm, source.next_at = rhythm, next_time(rhythm)
    source.save(update_fields=["rhythm", "next_at"])
    if before != rhythm:
        audit.record("figure_source.change", by=by, about=source, details={"rhythm": [before, rhythm]})


@quiet_verb
def remove(source: FigureSource, *, by: Person) -> bool:
    """The table is not fetched any more; its figures stay. False when it has been removed before."""
    there = FigureSource.objects.filter(pk=source.pk, removed_at=None)
    removed = there.update(removed_at=clock.now(), next_at=None, rhythm=FigureSource.Rhythm.BY_HAND)
    if removed:
        audit.record("figure_source.remove", by=by, about=source)
    return bool(removed)


def next_time(rhythm: str) -> datetime | None:
    """When a table of the rhythm is fetched next."""
    length = FigureSource.LENGTHS.get(FigureSource.Rhythm(rhythm))
    return clock.now() + length if length else None


def fetched(source: FigureSource, *, title: str) -> None:
    """The table has been fetched and read."""
    facts: dict[str, Any] = {"failures": 0, "last_error": {}, "fetched_at": clock.now()}
    if title:
        facts["title"] = title[:300]
    FigureSource.objects.filter(pk=source.pk).update(**facts)


def stumble(source: FigureSource, reason: Mapping[str, Any]) -> None:
    """The table could not be fetched or read: it is tried again later, each time twice as late."""
    failures = FigureSource.objects.values_list("failures", flat=True).get(pk=source.pk) + 1
    kept = FigureSource.objects.filter(pk=source.pk)
    kept.update(failures=failures, last_error=dict(reason))
    kept.exclude(next_at=None).update(next_at=clock.now() + wait(failures))


def wait(failures: int) -> timedelta:
    """How long after so many failures in a row the next try comes."""
    return min(FIRST_WAIT * 2 ** min(failures - 1, 20), LONGEST_WAIT)


def refresh_due() -> int:
    """Asks for the tables whose time has come. Gives how many; asking twice asks once."""
    count = 0
    for source in FigureSource.objects.due():
        mine = FigureSource.objects.filter(pk=source.pk, next_at=source.next_at)
        if mine.update(next_at=next_time(source.rhythm)):
            figure_imports.ask_for(source, by=None)
            count += 1
    return count
