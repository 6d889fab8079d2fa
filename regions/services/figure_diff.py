"""What a file of figures would do: each of its figures beside the one that stands now."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db.models import Q

from regions.models import FigureChange, FigureImport, FigureRejection, Observation
from regions.services.figure_cells import Figure, Meaning, Outline, Reader, Refused, clean
from regions.services.series import BREAK

NEW, CHANGED, SAME, REJECTED = "new", "changed", "same", "rejected"
MOST_REJECTED = 2_000
"""Rejected lines that are kept; all are counted."""
TOGETHER = 1_000
Key = tuple[int, int | None, str]
OUR_OFFICE = ("Tilastokeskus", "Statistikcentralen", "Statistics Finland")


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure as it stands now."""

    pk: int
    value: Decimal | None
    status: str
    source: str
    note: str


@dataclass
class Diff:
    """Stages what the reader's figures would write, and counts."""

    given: FigureImport
    reader: Reader
    meaning: Meaning
    progress: Callable[[int], None]
    counts: Counter[str] = field(default_factory=Counter)

    def stage(self) -> Counter[str]:
        """Reads everything. What is staged belongs to this try of the import."""
        self.breaks = breaks_of([one.pk for one in self.meaning.contents.values()])
        self.source = source_of(self.reader.outline)
        found = self.watched()
        while batch := list(islice(found, TOGETHER)):
            self.compare([one for one in batch if isinstance(one, Figure)])
            self.reject([one for one in batch if isinstance(one, Refused)])
        return self.counts

    def watched(self) -> Iterator[Figure | Refused]:
        """The reader's figures; words of how far it has come go to those who watch."""
        for one in self.reader.figures(self.meaning):
            if isinstance(one, int):
                self.progress(one)
            else:
                yield one

    def compare(self, figures: list[Figure]) -> None:
        """Stages those of the figures that say something new."""
        standing = live(figures)
        changes = []
        for one in figures:
            old = standing.get((one.indicator_id, one.region_id, one.period))
            change = self.change(one, old)
            state = NEW if old is None else SAME if self.is_same(one, change, old) else CHANGED
            self.counts[state] += 1
            if state != SAME:
                changes.append(change)
        FigureChange.objects.bulk_create(changes, batch_size=TOGETHER)

    def change(self, one: Figure, old: Standing | None) -> FigureChange:
        """The figure as it would be written. A file without notes of its own keeps what is known of breaks."""
        source = self.source if one.source is None else one.source
        note = one.note
        if note is None:
            note = old.note if old and old.source == source else self.breaks_until(one)
        return FigureChange(
            given=self.given,
            attempt=self.given.tries,
            old_id=old.pk if old else None,
            indicator_id=one.indicator_id,
            region_id=one.region_id,
            period=one.period,
            value=one.value,
            status=one.status,
            source=clean(source),
            note=clean(note, 500),
        )

    def breaks_until(self, one: Figure) -> str:
        """The breaks of the series up to the figure's period."""
        told = self.breaks.get((one.indicator_id, one.region_id), ())
        return "; ".join(words for words, year in told if year <= int(one.period[:4]))

    def is_same(self, one: Figure, change: FigureChange, old: Standing) -> bool:
        """Whether nothing changes; a source of its own counts only where the file names it figure by figure."""
        if (one.value, one.status) != (old.value, old.status):
            return False
        return one.source is None or (change.source, change.note) == (old.source, old.note)

    def reject(self, refused: list[Refused]) -> None:
        """Keeps the first ones, counts all."""
        if not refused:
            return
        room = max(0, MOST_REJECTED - self.counts[REJECTED])
        self.counts[REJECTED] += len(refused)
        kept = [
            FigureRejection(
                given=self.given,
                attempt=self.given.tries,
                place=one.place,
                about=clean(one.about, 200),
                reason={"code": one.code, "facts": shown(one.facts)},
            )
            for one in refused[:room]
        ]
        FigureRejection.objects.bulk_create(kept)


def shown(facts: Any) -> dict[str, Any]:
    """The facts of a rejection as plain JSON."""
    return {name: value if isinstance(value, int) else clean(str(value), 100) for name, value in facts.items()}


def live(figures: list[Figure]) -> dict[Key, Standing]:
    """The figures that stand now where the given ones would."""
    if not figures:
        return {}
    where = {"indicator_id__in": {one.indicator_id for one in figures}, "period__in": {one.period for one in figures}}
    rows = Observation.objects.live().filter(**where)
    columns = ("indicator_id", "region_id", "period", "pk", "value", "status", "source", "note")
    return {(i, r, p): Standing(*rest) for i, r, p, *rest in rows.values_list(*columns)}


def breaks_of(indicators: list[int]) -> dict[tuple[int, int | None], list[tuple[str, int]]]:
    """What is known of breaks in series, by indicator and place: the words with their year."""
    told = Q(note__contains="break in series") | Q(note__contains="unexplained jump")
    rows = Observation.objects.live().filter(told, indicator__in=indicators)
    found: dict[tuple[int, int | None], dict[str, int]] = {}
    for indicator, region, note in rows.values_list("indicator_id", "region_id", "note"):
        for one in BREAK.finditer(note):
            found.setdefault((indicator, region), {})[one[0]] = int(one[1])
    return {key: list(words.items()) for key, words in found.items()}


def source_of(outline: Outline) -> str:
    """What the figures of a table name as their source: the office and its table."""
    office = next((OUR_OFFICE[2] for name in OUR_OFFICE if outline.source.startswith(name)), outline.source)
    if not office and len(outline.code) <= 8:
        office = OUR_OFFICE[2]
    table = f"table {outline.code}" if len(outline.code) <= 20 else outline.title
    return clean(", ".join(part for part in (office, table) if part))
