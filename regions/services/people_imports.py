"""Imports' verbs: a file is tried out and kept with what each of its rows would do, and then taken in or dropped.

Trying out is doing it in a transaction that is taken back: the preview cannot say anything else than what happens.
"""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from forum import clock, states
from forum.models import Letter, Person
from forum.services import audit, sheets
from forum.services.verbs import quiet_verb, verb
from regions.models import Mandate, Organisation, PeopleImport, Seat
from regions.services.bulk import KINDS, REJECTED

KEPT_FOR = timedelta(days=7)
Verdict = dict[str, Any]


class Changed(Exception):
    """A row that could be taken in when it was tried out cannot any more; the import holds the new preview."""


@quiet_verb
def preview(*, kind: str, file_name: str, content: bytes, by: Person) -> PeopleImport:
    """Reads the file and keeps what each row would do. Raises ValidationError when it cannot be read."""
    rows = sheets.read(file_name, content)
    if missing := [name for name in KINDS[kind].needed if name not in rows[0]]:
        raise ValidationError(_("These columns are missing: %(names)s.") % {"names": ", ".join(missing)})
    verdicts, letters = tried(kind, rows, by)
    counts = {**Counter(one["state"] for one in verdicts), "letters": letters}
    made = PeopleImport.objects.create(
        kind=kind, file_name=file_name[-200:], rows=rows, preview=verdicts, counts=counts, made_by=by
    )
    audit.record("import.preview", by=by, about=made, details={"rows": len(rows)})
    return made


def tried(kind: str, rows: list[sheets.Row], by: Person) -> tuple[list[Verdict], int]:
    """What each row would do, and how many letters would be written. Nothing of it stays."""
    with transaction.atomic():
        before = Letter.objects.count()
        verdicts = done(kind, rows, by)
        letters = Letter.objects.count() - before
        transaction.set_rollback(True)
    return verdicts, letters


def done(kind: str, rows: list[sheets.Row], by: Person) -> list[Verdict]:
    """Does every row that can be done; gives for each its line, state, name, changes and reason."""
    return [verdict(kind, row, by) for row in rows]


def verdict(kind: str, row: sheets.Row, by: Person) -> Verdict:
    """One row: done, or rejected with a reason."""
    try:
        with transaction.atomic():
            outcome = KINDS[kind].do(row, by)
    except ValidationError as error:
        named = " · ".join(row[name] for name in KINDS[kind].columns[:3] if row.get(name))
        return {"line": row["line"], "state": REJECTED, "about": named, "reason": " ".join(error.messages)}
    return {"line": row["line"], "state": outcome.state, "about": outcome.about, "changes": outcome.changes}


@verb
def take_in(given: PeopleImport, *, by: Person) -> PeopleImport:
    """Does the rows for good; rejected ones stay out. The rows are not kept. Raises IllegalMove when done before.

    Raises Changed when a row that was good has become bad since: then nothing is done and the preview is new.
    """
    states.move(given, "taken_in", finished_at=clock.now())
    bad = {one["line"] for one in given.preview if one["state"] == REJECTED}
    verdicts = done(given.kind, [row for row in given.rows if row["line"] not in bad], by)
    if any(one["state"] == REJECTED for one in verdicts):
        raise Changed
    counts = {**Counter(one["state"] for one in verdicts), REJECTED: len(bad)}
    PeopleImport.objects.filter(pk=given.pk).update(rows=[], preview=[], counts=counts)
    audit.record("import.take_in", by=by, about=given, details={"rows": len(verdicts)})
    given.refresh_from_db()
    return given


@quiet_verb
def try_again(given: PeopleImport, *, by: Person) -> PeopleImport:
    """A new preview of the same rows."""
    verdicts, letters = tried(given.kind, given.rows, by)
    counts = {**Counter(one["state"] for one in verdicts), "letters": letters}
    PeopleImport.objects.filter(pk=given.pk, state="previewed").update(preview=verdicts, counts=counts)
    audit.record("import.preview", by=by, about=given, details={"rows": len(given.rows)})
    given.refresh_from_db()
    return given


@quiet_verb
def drop(given: PeopleImport, *, by: Person | None) -> None:
    """Takes nothing in; the rows are not kept. Raises IllegalMove when it has been taken in or dropped."""
    states.move(given, "dropped", finished_at=clock.now(), rows=[], preview=[])
    audit.record("import.drop", by=by, about=given)


def drop_old() -> int:
    """Drops imports that have waited for a week: they hold personal data. Gives how many."""
    old = list(PeopleImport.objects.filter(state="previewed", made_at__lt=clock.now() - KEPT_FOR))
    for one in old:
        drop(one, by=None)
    return len(old)


def exported(kind: str) -> list[list[Any]]:
    """What there is today, in the columns that an import of the kind reads."""
    return {"people": people, "organisations": organisations, "seats": seats, "terms": terms}[kind]()


def people() -> list[list[Any]]:
    """Everybody who is in the forum."""
    found = Person.objects.filter(is_active=True, anonymised_at=None).order_by("email")
    return [[one.email, one.name, one.language, one.title, one.phone] for one in found]


def organisations() -> list[list[Any]]:
    """Every organisation."""
    columns = KINDS["organisations"].columns
    yes = {True: "yes", False: "no"}
    found = Organisation.objects.all()
    return [[yes.get(value := getattr(one, name), value) for name in columns] for one in found]


def seats() -> list[list[Any]]:
    """Every seat in use."""
    found = Seat.objects.in_use().select_related("region", "organisation")
    return [[body(one), one.kind, one.number, one.ground] for one in found]


def body(seat: Seat) -> str:
    """The region's code, or the organisation's name."""
    return seat.region.code if seat.region else str(seat.organisation.name)  # type: ignore[union-attr]


def terms() -> list[list[Any]]:
    """Every term of a seat that runs or is to come."""
    found = Mandate.objects.filter(seat__isnull=False).overlapping(clock.today(), None).with_bodies()
    return [
        [
            *(body(one.seat), one.seat.kind, one.seat.number, one.role),  # type: ignore[arg-type, union-attr]
            *(one.person.email, one.person.name, one.person.language, one.person.title),
            *(one.since, one.until, one.appointed_by),
        ]
        for one in found.order_by("seat__region__code", "seat__pk", "role", "since")
    ]
