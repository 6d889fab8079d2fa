"""Imports of figures: a file is received, read by a worker, shown with all it would do, and taken in or dropped.

Reading writes only staged changes beside the figures; taking in moves them over in one transaction, as one data
version. See decision 10.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.db.models import QuerySet

from forum import clock, states
from forum.models import Person
from forum.services import audit, wake_up, workers
from forum.services.verbs import quiet_verb, verb
from regions.models import (
    DataVersion,
    FigureChange,
    FigureContent,
    FigureImport,
    FigureSource,
    FigureTable,
    Indicator,
    Observation,
)
from regions.services import figure_files
from regions.services.figure_cells import Outline, Unreadable
from regions.services.figure_diff import CHANGED, NEW
from regions.services.figure_words import words

TASK = "regions.read_figures"
KEPT_FOR = timedelta(days=30)
SILENT_FOR = timedelta(minutes=10)
"""A worker that has not been heard of for so long has lost its file."""
COPY = (
    "INSERT INTO regions_observation (version_id, indicator_id, region_id, period, value, status, source, note) "
    "SELECT %s, indicator_id, region_id, period, value, status, source, note FROM regions_figurechange "
    "WHERE given_id = %s AND attempt = %s ORDER BY id"
)


class Changed(Exception):
    """Figures have changed since the preview: nothing was taken in, and a new preview is being made."""


@quiet_verb
def receive(*, file_name: str, pieces: Iterable[bytes], by: Person | None, label: str = "") -> FigureImport:
    """Keeps the file for a worker to read. Raises ValidationError when it is empty or too large."""
    given = FigureImport.objects.create(file_name=file_name[-200:], label=label[:200], made_by=by)
    try:
        figure_files.store(given, pieces)
    except Unreadable as error:
        raise ValidationError(words(error.reason), code="unreadable") from error
    audit.record("figures.receive", by=by, about=given, details={"file": given.file_name})
    wake_up.ask_after_commit(TASK)
    return given


@quiet_verb
def ask_for(source: FigureSource, *, by: Person | None) -> FigureImport:
    """A live table is to be fetched and read. One that is on its way already is given instead of a second."""
    under_way = FigureImport.objects.filter(source=source, state__in=["received", "reading", "asks", "previewed"])
    if known := under_way.first():
        return known
    given = FigureImport.objects.create(file_name=str(source)[:200], source=source, made_by=by)
    audit.record("figures.ask", by=by, about=given, details={"file": source.address})
    wake_up.ask_after_commit(TASK)
    return given


def begin(given: FigureImport) -> None:
    """This worker reads the file now. Raises IllegalMove when another one does."""
    now = clock.now()
    base = DataVersion.objects.order_by("-pk").first()
    mine = {"reading_by": workers.my_name(), "beat_at": now, "done": 0, "tries": given.tries + 1, "base": base}
    states.move(given, "reading", provided={"tries": given.tries}, **mine)


@quiet_verb
def ask(given: FigureImport, outline: Outline, *, kind: str) -> None:
    """The table is new, or more must be said of it: the coordinator is asked what it means."""
    states.move(given, "asks", provided={"tries": given.tries}, outline=outline.as_json(), kind=kind)


@quiet_verb
def show(given: FigureImport, counts: Mapping[str, int], *, outline: Outline, kind: str) -> None:
    """The file has been read: what it would do is there to be seen."""
    table = FigureTable.objects.filter(code=outline.code).first() if outline.code else None
    facts = {"counts": dict(counts), "kind": kind, "table": table, "outline": outline.as_json()}
    states.move(given, "previewed", provided={"tries": given.tries}, done=given.total, **facts)
    given.changes.exclude(attempt=given.tries).delete()  # type: ignore[attr-defined]
    given.rejections.exclude(attempt=given.tries).delete()  # type: ignore[attr-defined]


@quiet_verb
def fail(given: FigureImport, reason: Mapping[str, Any]) -> None:
    """The file cannot be read. It is kept no longer; nothing has been changed."""
    states.move(given, "failed", provided={"tries": given.tries}, error=dict(reason))
    empty(given)
    audit.record("figures.fail", by=None, about=given, details={"file": given.file_name})


@quiet_verb
def answer(
    given: FigureImport, *, contents: Mapping[str, Indicator | None], picks: Mapping[str, str], by: Person
) -> None:
    """Says what the table means; it is remembered for the next time, and the file is read. Raises IllegalMove."""
    outline = Outline.from_json(given.outline)
    states.move(given, "received", lost=0)
    table, _made = FigureTable.objects.get_or_create(code=outline.code)
    table.title, table.picks = outline.title, dict(picks)
    table.save()
    labels = dict(outline.contents)
    table.contents.filter(code__in=contents).delete()  # type: ignore[attr-defined]
    table.contents.filter(indicator__in=[one for one in contents.values() if one]).update(indicator=None)  # type: ignore[attr-defined]
    FigureContent.objects.bulk_create(
        FigureContent(table=table, code=code, label=labels.get(code, "")[:300], indicator=indicator)
        for code, indicator in contents.items()
    )
    said = {"file": given.file_name, "indicators": [one.slug for one in contents.values() if one]}
    audit.record("figures.answer", by=by, about=given, details=said)
    wake_up.ask_after_commit(TASK)


def newest() -> DataVersion | None:
    """The newest data version, held until the transaction ends: two who take in wait for each other."""
    return DataVersion.objects.select_for_update().order_by("-pk").first()


def take_in(given: FigureImport, *, by: Person | None) -> DataVersion:
    """What was shown is written, as one data version. Raises IllegalMove when that has been done or dropped.

    Raises Changed when other figures have been taken in since the preview: then there will be a new one.
    """
    with suppress(IntegrityError):
        if version := write(given, by=by):
            return version
    look_again(given, by=by)
    raise Changed


@verb
def write(given: FigureImport, *, by: Person | None) -> DataVersion | None:
    """Moves the staged changes over; None when they were made beside other figures than stand now."""
    useful = any(given.counts.get(state) for state in (NEW, CHANGED))
    standing = newest()
    if given.state == "previewed" and (standing.pk if standing else None) != given.base_id:
        return None
    if not useful:
        raise states.IllegalMove(given, "taken_in")
    label = given.label or given.file_name
    version = DataVersion.objects.create(label=label, file_name=given.file_name, sha256=given.sha256)
    states.move(given, "taken_in", finished_at=clock.now(), version=version)
    changes = given.changes.filter(attempt=given.tries)  # type: ignore[attr-defined]
    old = changes.exclude(old=None).values("old")
    replaced = Observation.objects.live().filter(pk__in=old).update(superseded_in=version)
    if replaced != given.counts.get(CHANGED, 0):
        raise IntegrityError("figures have changed since the preview")
    with connection.cursor() as cursor:
        cursor.execute(COPY, [version.pk, given.pk, given.tries])
    details = {"figures": given.counts.get(NEW, 0) + replaced, "file": given.file_name}
    audit.record("figures.import", by=by, about=version, details=details)
    empty(given)
    return version


@quiet_verb
def look_again(given: FigureImport, *, by: Person | None) -> None:
    """The same file is read anew. Raises IllegalMove when it has been taken in or dropped."""
    given.refresh_from_db()
    states.move(given, "received", lost=0)
    audit.record("figures.look_again", by=by, about=given, details={"file": given.file_name})
    wake_up.ask_after_commit(TASK)


@quiet_verb
def drop(given: FigureImport, *, by: Person | None) -> None:
    """Takes nothing in; the file is not kept. Raises IllegalMove when it has been taken in or dropped."""
    states.move(given, "dropped", finished_at=clock.now())
    empty(given)
    audit.record("figures.drop", by=by, about=given, details={"file": given.file_name})


def empty(given: FigureImport) -> None:
    """The file and what it would do are not kept any longer; rejected lines are."""
    given.chunks.all().delete()  # type: ignore[attr-defined]
    given.changes.all().delete()  # type: ignore[attr-defined]


def sweep() -> int:
    """Takes files back from workers that are gone; one that was lost three times is given up. Gives how many."""
    swept = 0
    for given in FigureImport.objects.filter(state="reading"):
        silent = given.beat_at is None or given.beat_at < clock.now() - SILENT_FOR
        if silent or workers.is_dead(given.reading_by):
            with suppress(states.IllegalMove):
                give_back(given)
                swept += 1
    return swept


def give_back(given: FigureImport) -> None:
    """The file waits for another worker, or is given up."""
    if given.lost + 1 >= FigureImport.MOST_LOST:
        fail(given, Unreadable("crashed").reason)
    else:
        states.move(given, "received", provided={"tries": given.tries}, lost=given.lost + 1)


def drop_old() -> int:
    """Drops what has waited for a month. Gives how many."""
    waiting = ["asks", "previewed", "failed"]
    old = FigureImport.objects.filter(state__in=waiting, made_at__lt=clock.now() - KEPT_FOR)
    for given in old:
        drop(given, by=None)
    return len(old)


def changes_of(given: FigureImport, *, state: str = "") -> QuerySet[FigureChange]:
    """What the import would write, or only what is new or changed."""
    rows = FigureChange.objects.filter(given=given, attempt=given.tries)
    if state:
        rows = rows.filter(old__isnull=state == NEW) if state in (NEW, CHANGED) else rows.none()
    return rows.select_related("indicator", "region", "old").order_by("pk")
