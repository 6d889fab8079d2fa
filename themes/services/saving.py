"""Saving texts that two may be writing at once: part by part, so that nobody's words are overwritten or lost.

A form says of each of its parts which revision it began from. A part that only one has changed is that one's; a part
that both have changed is a clash: what is saved stays, and what was typed is set aside, for everybody to see.

The rows have a `revision` that rises with each saving. Their `Sort` says which parts they have and where what was typed
is kept: a model with `number`, `texts`, `set_aside`, `saved_at` and `saved_by`, and a key to the row.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F

from forum import clock
from forum.models import Person
from forum.texts import LANGUAGES
from themes.services.clash import Clash

Row = Any
Seen = dict[str, int]
Texts = dict[str, str]
Parts = Mapping[str, tuple[str, ...]]


def in_languages(*stems: str) -> dict[str, tuple[str, ...]]:
    """A part for each text in each language."""
    return {f"{stem}_{code}": (f"{stem}_{code}",) for stem in stems for code in LANGUAGES}


def attribute(row: Row, column: str) -> Any:
    """A column's value. Related rows are told by their keys, without fetching them."""
    name = f"{column}_id" if row._meta.get_field(column).is_relation else column
    return getattr(row, name)


def as_columns(row: Row, values: dict[str, Any]) -> dict[str, Any]:
    """The values as they are."""
    return values


def nothing_more(row: Row, by: Person | None) -> dict[str, Any]:
    """No more columns."""
    return {}


@dataclass(frozen=True)
class Sort:
    """How rows of a model are saved. `parts(row)`: each with its columns; `revisions`: where what was typed is kept.

    `owner` is the revisions' key to the row. Columns that a row keeps in another way are read by `read(row, column)`
    and turned into those of the database by `columns(row, values)`. `more(row, by)` goes with each revision.
    """

    parts: Callable[[Row], Parts]
    revisions: Any
    owner: str
    read: Callable[[Row, str], Any] = attribute
    columns: Callable[[Row, dict[str, Any]], dict[str, Any]] = as_columns
    more: Callable[[Row, Person | None], dict[str, Any]] = nothing_more


sorts: dict[type[models.Model], Sort] = {}


def sort_of(row: Row) -> Sort:
    """How the row is saved."""
    return sorts[type(row)]


@dataclass(frozen=True)
class Saved:
    """What became of a saving: `row` as it is saved now, and which revision each part of the form shows now (`seen`).

    `kept` are parts in which another's newer text stands and the form shows the old one, `clashes` those that both
    have changed; with any clash nothing was saved, and the typed texts were set aside. `others` wrote meanwhile.
    """

    row: Row
    seen: Seen
    wrote: bool = False
    kept: list[str] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def parts_of(row: Row) -> Parts:
    """The row's parts, each with its columns."""
    return sort_of(row).parts(row)


def plain(value: Any) -> str:
    """A column's value as a revision keeps it."""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, bool):
        return "yes" if value else ""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def texts_of(row: Row) -> Texts:
    """All the row's columns as a revision keeps them."""
    columns = [column for columns in parts_of(row).values() for column in columns]
    read = sort_of(row).read
    return {column: plain(read(row, column)) for column in columns}


def seen_all(row: Row) -> Seen:
    """What a form shows that is opened now."""
    return dict.fromkeys(parts_of(row), row.revision)


def read_seen(text: str, row: Row) -> Seen:
    """What a form says it began from: "5", or "5 text_sv:3" where a part is older. Nonsense stands for nothing seen."""
    first, *rest = text.split() or [""]
    seen = dict.fromkeys(parts_of(row), int(first) if first.isascii() and first.isdigit() else -1)
    for word in rest:
        part, _, number = word.partition(":")
        if part in seen and number.isascii() and number.isdigit():
            seen[part] = int(number)
    return seen


def write_seen(seen: Seen) -> str:
    """The same as the form carries it."""
    usual = Counter(seen.values()).most_common(1)[0][0]
    return " ".join([str(usual), *(f"{part}:{number}" for part, number in seen.items() if number != usual)])


def save(row: Row, *, by: Person | None, typed: Mapping[str, Any], seen: Seen, over: int = -1, **also: Any) -> Saved:
    """Saves the `typed` columns of a row that its caller has locked; `also` are columns set when anything is saved.

    `over` is the revision that was shown beside the typed texts in a clash: it may be replaced. Raises no error on a
    clash, because an error would undo that the typed texts are set aside.
    """
    now, wanted = texts_of(row), {name: plain(value) for name, value in typed.items()}
    before = _revisions(row, now, {*seen.values(), over})
    found: dict[str, list[str]] = {SAME: [], MINE: [], KEPT: [], CLASH: []}
    for part, columns in parts_of(row).items():
        if set(columns) <= wanted.keys():
            shown, replaced = before.get(seen.get(part, -1), {}), before.get(over, {})
            found[_verdict(columns, wanted, now, shown, replaced)].append(part)
    others = _others(row, by, seen, found[KEPT] + found[CLASH])
    if found[CLASH]:
        _set_aside(row, {**now, **wanted}, by)
        return Saved(row, seen, False, found[KEPT], found[CLASH], others)
    if found[MINE]:
        changed = {name: typed[name] for part in found[MINE] for name in parts_of(row)[part]}
        _write(row, now, sort_of(row).columns(row, changed) | also, by)
    fresh = {part: number if part in found[KEPT] else row.revision for part, number in seen.items()}
    return Saved(row, fresh, bool(found[MINE]), found[KEPT], [], others)


def refuse(row: Row, part: str, *, by: Person | None, typed: Mapping[str, Any], seen: Seen) -> Saved:
    """Sets aside what was typed, because of a clash that its caller has found and calls `part`."""
    _set_aside(row, {**texts_of(row), **{name: plain(value) for name, value in typed.items()}}, by)
    return Saved(row, seen, clashes=[part])


SAME, MINE, KEPT, CLASH = "same", "mine", "kept", "clash"


def _verdict(columns: tuple[str, ...], typed: Texts, now: Texts, shown: Texts, replaced: Texts) -> str:
    """Whose words stand in a part: `shown` is what its form began from."""

    def alike(one: Texts, other: Texts) -> bool:
        return all(name in other and one[name] == other[name] for name in columns)

    if alike(typed, now):
        return SAME
    if alike(now, shown) or (alike(now, replaced) and not alike(typed, shown)):
        return MINE
    return KEPT if alike(typed, shown) else CLASH


def begin(row: Row, *, by: Person | None) -> None:
    """Keeps the row's texts as its present revision, unless they are kept already."""
    _keep(row, row.revision, texts_of(row), by)


def _keep(row: Row, number: int, texts: Texts, by: Person | None) -> None:
    first = {"texts": texts, "saved_by": by, "saved_at": clock.now(), **sort_of(row).more(row, by)}
    _kept(row).get_or_create(**_owner(row), number=number, set_aside=False, defaults=first)


def _write(row: Row, now: Texts, values: dict[str, Any], by: Person | None) -> None:
    """One conditional UPDATE: of two that race only one wins, even where rows are not locked."""
    _keep(row, row.revision, now, None)
    found = type(row)._default_manager.filter(pk=row.pk, revision=row.revision)
    if not found.update(**values, revision=F("revision") + 1):
        raise Clash(row)
    row.refresh_from_db()
    _keep(row, row.revision, texts_of(row), by)


def _set_aside(row: Row, texts: Texts, by: Person | None) -> None:
    """Keeps what was typed and not saved; the same texts once."""
    about = {**_owner(row), "number": row.revision, "set_aside": True, "saved_by": by}
    if not any(one.texts == texts for one in _kept(row).filter(**about)):
        _kept(row).create(**about, texts=texts, **sort_of(row).more(row, by))


def _owner(row: Row) -> dict[str, Any]:
    return {sort_of(row).owner: row}


def _kept(row: Row) -> Any:
    return sort_of(row).revisions._default_manager


def _revisions(row: Row, now: Texts, numbers: set[int]) -> dict[int, Texts]:
    """The texts at each of the revisions."""
    found = _kept(row).filter(**_owner(row), number__in=numbers, set_aside=False)
    return {row.revision: now} | {one.number: one.texts for one in found}


def _others(row: Row, by: Person | None, seen: Seen, parts: list[str]) -> list[str]:
    """Who has saved the row since the form began with these parts, except oneself."""
    if not parts:
        return []
    since = min(seen.get(part, -1) for part in parts)
    found = _kept(row).filter(**_owner(row), number__gt=since, set_aside=False).exclude(saved_by=by)
    return sorted({one.saved_by.name for one in found.select_related("saved_by") if one.saved_by})
