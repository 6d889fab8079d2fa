"""A worker's part of importing figures: fetching, opening, asking what a table means, and staging what it would do."""

import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from forum import clock, states
from regions.models import FigureImport, FigureTable, Indicator
from regions.services import figure_files, figure_imports, figure_sources, pxweb
from regions.services.figure_cells import Meaning, Outline, Reader, Unreadable
from regions.services.figure_diff import CHANGED, NEW, REJECTED, SAME, Diff

BEAT = 0.5
"""Seconds between two words of progress."""


class Lost(Exception):
    """The import has been dropped, or given to another worker."""


def read_due() -> int:
    """Reads every file that waits, one after the other. Gives how many."""
    figure_imports.sweep()
    count = 0
    while given := FigureImport.objects.due().first():
        read(given)
        count += 1
    return count


def read(given: FigureImport) -> None:
    """Reads the file, however that ends: with a preview, a question, or an error."""
    with suppress(states.IllegalMove, Lost):
        figure_imports.begin(given)
        try:
            read_begun(given)
        except Unreadable as error:
            figure_imports.fail(given, error.reason)
            if given.source:
                figure_sources.stumble(given.source, error.reason)


def read_begun(given: FigureImport) -> None:
    """Reads the file that this worker has claimed."""
    if given.source and not given.size:
        outline = pxweb.outline_of(given.source)
        if not says_enough(outline):
            figure_imports.ask(given, outline, kind="live")
            return
        pxweb.fetch(given, outline, meaning_of(outline))
    reader = figure_files.opened(figure_files.file_of(given), given.file_name)
    if given.source:
        reader.outline = replace(reader.outline, code=pxweb.code_of(given.source.address))
    if reader.asks and not says_enough(reader.outline):
        figure_imports.ask(given, reader.outline, kind=reader.kind)
        return
    stage(given, reader)


def stage(given: FigureImport, reader: Reader) -> None:
    """Stages what the figures would do, and shows it."""
    given.total = reader.outline.total
    progress = Progress(given)
    progress(0, now=True)
    counts = Diff(given, reader, meaning_of(reader.outline), progress).stage()
    progress(given.total, now=True)
    figure_imports.show(given, counts, outline=reader.outline, kind=reader.kind)
    if given.source:
        figure_sources.fetched(given.source, title=reader.outline.title)
        if counts[SAME] and not any(counts[state] for state in (NEW, CHANGED, REJECTED)):
            figure_imports.drop(given, by=None)


def table_of(outline: Outline) -> FigureTable | None:
    """What is remembered of the table."""
    return FigureTable.objects.filter(code=outline.code).prefetch_related("contents__indicator").first()


def meaning_of(outline: Outline) -> Meaning:
    """What the table means as far as it has been said; other dimensions are their totals unless said otherwise."""
    table = table_of(outline)
    picks = table.picks if table else {}
    return Meaning(
        contents=contents_of(table) if table else own_contents(outline),
        picks={one.code: pick_of(one.code, picks, one.default_pick(), one.values) for one in outline.others},
    )


def contents_of(table: FigureTable) -> dict[str, Indicator]:
    """What has been said of the table's contents."""
    return {one.code: one.indicator for one in table.contents.all() if one.indicator}  # type: ignore[attr-defined]


def own_contents(outline: Outline) -> dict[str, Indicator]:
    """The contents that are called as our indicators: a table that the portal itself gave away."""
    codes = [code for code, _label in outline.contents if code]
    return {one.slug: one for one in Indicator.objects.filter(slug__in=codes, is_retired=False)}


def pick_of(code: str, picks: dict[str, str], default: str, values: Iterable[tuple[str, str]]) -> str:
    """The value picked of a dimension: as it was said, if the table still has it."""
    said = picks.get(code, default)
    return said if any(said == value for value, _ in values) else ""


def says_enough(outline: Outline) -> bool:
    """Whether it has been said what the table measures, and which value of each other dimension is meant."""
    meaning = meaning_of(outline)
    return bool(meaning.contents) and all(meaning.picks.values())


class Progress:
    """Says from time to time how far reading has come; notices when the import is this worker's no longer."""

    def __init__(self, given: FigureImport) -> None:
        self.given, self.said_at = given, 0.0

    def __call__(self, done: int, *, now: bool = False) -> None:
        """Called often; writes seldom. Raises Lost."""
        if not now and time.monotonic() - self.said_at < BEAT:
            return
        self.said_at = time.monotonic()
        mine = FigureImport.objects.filter(pk=self.given.pk, state="reading", tries=self.given.tries)
        if not mine.update(done=done, total=self.given.total, beat_at=clock.now()):
            self.given.changes.filter(attempt=self.given.tries).delete()  # type: ignore[attr-defined]
            raise Lost
