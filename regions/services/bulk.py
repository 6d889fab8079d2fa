"""What a row of an imported table means, for each kind of table: one function that does it or says why it cannot.

A row is done by the same verbs as the coordinator's pages use. Empty cells leave what is there as it is.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.models import Person
from forum.services import people
from forum.services.sheets import Row
from forum.texts import LANGUAGES
from regions.models import Mandate, Organisation, Region, Seat
from regions.services import organisations, seats, terms

NEW, CHANGED, SAME, REJECTED = "new", "changed", "same", "rejected"
YES, NO = {"yes", "kyllä", "ja", "1", "true", "x"}, {"no", "ei", "nej", "0", "false"}


@dataclass(frozen=True)
class Outcome:
    """What became of a row: `about` names it, `changes` are {"column": ["old", "new"]}."""

    state: str
    about: str
    changes: dict[str, list[str]] = field(default_factory=dict)


def reject(message: str) -> ValidationError:
    """Why a row cannot be taken in."""
    return ValidationError(message, code="rejected")


def person_row(row: Row, by: Person) -> Outcome:
    """A person, known by the e-mail address."""
    email = address(row)
    known = Person.objects.filter(email=email).first()
    given = {name: row[name] for name in ("name", "title", "phone") if row.get(name)}
    if language := row.get("language", "").lower():
        given["language"] = one_of(language, dict(settings.LANGUAGES), "language")
    for name, value in given.items():
        check_length(Person, name, value)
    if known is None:
        if not given.get("name"):
            raise reject(_("A new person needs a name."))
        people.create(by=by, email=email, **given)
        return Outcome(NEW, f"{given['name']} <{email}>")
    if not known.is_active or known.anonymised_at:
        raise reject(_("%(name)s has left the forum.") % {"name": known.name})
    changes = differences(known, given)
    if changes:
        people.change(known, by=by, **given)
    return Outcome(CHANGED if changes else SAME, f"{known.name} <{email}>", changes)


def organisation_row(row: Row, by: Person) -> Outcome:
    """An organisation, known by any of its names."""
    names = {f"name_{code}": row.get(f"name_{code}", "") for code in LANGUAGES}
    given: dict[str, Any] = {name: value for name, value in names.items() if value}
    if not given:
        raise reject(_("Give the organisation a name."))
    for code in LANGUAGES:
        if row.get(f"abbreviation_{code}"):
            given[f"abbreviation_{code}"] = row[f"abbreviation_{code}"]
    if row.get("kind"):
        given["kind"] = one_of(row["kind"], Organisation.Kind.values, "kind")
    if row.get("forum_member"):
        given["forum_member"] = yes_or_no(row["forum_member"], "forum_member")
    for name, value in given.items():
        check_length(Organisation, name, str(value))
    known = organisation_named(*(value for name, value in names.items() if value))
    about = next(value for value in names.values() if value)
    if known is None:
        organisations.create(by=by, **{"kind": Organisation.Kind.OTHER, **given})
        return Outcome(NEW, about)
    changes = differences(known, given)
    if changes:
        kept = {name: getattr(known, name) for name in names}
        organisations.change(known, by=by, **{**kept, **given})
    return Outcome(CHANGED if changes else SAME, about, changes)


def seat_row(row: Row, by: Person) -> Outcome:
    """A seat of a region or an organisation, and on what ground it is held."""
    body, kind, number = body_of(row), one_of(row.get("seat", ""), Seat.Kind.values, "seat"), number_of(row)
    if (kind in {Seat.Kind.POLITICIAN, Seat.Kind.OFFICIAL}) != isinstance(body, Region):
        raise reject(_("Politicians' and officials' seats are a region's; members' and the chair's are not."))
    where = {"region": body} if isinstance(body, Region) else {"organisation": body}
    known = Seat.objects.filter(kind=kind, number=number, **where).first()  # type: ignore[misc]
    ground = row.get("ground", "")
    if known is None:
        known = seats.open_seat(by=by, kind=kind, number=number, **where)  # type: ignore[arg-type]
        seats.change(known, by=by, ground=ground)
        return Outcome(NEW, str(known))
    changes = differences(known, {"ground": ground} if ground else {})
    if changes:
        seats.change(known, by=by, ground=ground)
    return Outcome(CHANGED if changes else SAME, str(known), changes)


def term_row(row: Row, by: Person) -> Outcome:
    """Who holds a seat or stands in, from when until when; a person not known yet is made of the same row."""
    seat = seat_of(row)
    role = one_of(row.get("role", "") or "holder", ["holder", "deputy"], "role")
    since, until = day_of(row, "since"), day_of(row, "until")
    person_row(row, by)
    person = Person.objects.get(email=address(row))
    about = f"{seat}: {person.name}"
    known = Mandate.objects.filter(seat=seat, role=role, person=person)
    known = known.filter(since=since) if since else known.in_force()
    mandate = known.first()
    if mandate is None:
        appointed = row.get("appointed_by", "")
        check_length(Mandate, "appointed_by", appointed)
        seats.appoint(seat, person=person, role=role, by=by, since=since, until=until, appointed_by=appointed)
        return Outcome(NEW, about)
    if until is None or mandate.until == until:
        return Outcome(SAME, about)
    others = Mandate.objects.filter(seat=seat, role=role).exclude(pk=mandate.pk).overlapping(mandate.since, until)
    if taken := others.first():
        terms.refuse(taken, "until")
    changes = {"until": [mandate.until.isoformat() if mandate.until else "", until.isoformat()]}
    seats.end(mandate, by=by, until=until)
    return Outcome(CHANGED, about, changes)


@dataclass(frozen=True)
class Kind:
    """A kind of table: its columns (the first ones are what a row needs), and what is done with a row."""

    label: Any
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    do: Callable[[Row, Person], Outcome]


KINDS: dict[str, Kind] = {
    "people": Kind(gettext_lazy("People"), ("email", "name", "language", "title", "phone"), ("email",), person_row),
    "organisations": Kind(
        gettext_lazy("Organisations"),
        (*(f"name_{code}" for code in LANGUAGES), *(f"abbreviation_{code}" for code in LANGUAGES))
        + ("kind", "forum_member"),
        (),
        organisation_row,
    ),
    "seats": Kind(gettext_lazy("Seats"), ("body", "seat", "number", "ground"), ("body", "seat"), seat_row),
    "terms": Kind(
        gettext_lazy("Terms of holders and deputies"),
        ("body", "seat", "number", "role", "email", "name", "language", "title", "since", "until", "appointed_by"),
        ("body", "seat", "email"),
        term_row,
    ),
}


def address(row: Row) -> str:
    """The row's e-mail address."""
    email = row.get("email", "").strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise reject(_("“%(value)s” is not an e-mail address.") % {"value": email[:100]}) from error
    return email


def one_of(value: str, allowed: Any, what: str) -> str:
    """A word of a closed list."""
    if value.lower() not in allowed:
        words = {"value": value[:60], "what": what, "allowed": ", ".join(allowed)}
        raise reject(_("“%(value)s” does not fit the column %(what)s. Allowed: %(allowed)s.") % words)
    return value.lower()


def yes_or_no(value: str, what: str) -> bool:
    """A yes or a no in one of the languages."""
    return one_of(value, [*sorted(YES), *sorted(NO)], what) in YES


def check_length(model: Any, name: str, value: str) -> None:
    """No longer than the column."""
    most = model._meta.get_field(name).max_length
    if most and len(value) > most:
        raise reject(_("“%(what)s” is too long: at most %(most)s letters.") % {"what": name, "most": most})


def day_of(row: Row, name: str) -> date | None:
    """A day as 2027-03-18 or 18.3.2027; None when the cell is empty."""
    value = row.get(name, "")
    for pattern in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(value, pattern).date()
        except ValueError:
            continue
    if value:
        raise reject(_("“%(value)s” is not a day. Write 18.3.2027.") % {"value": value[:40]})
    return None


def number_of(row: Row) -> int:
    """The seat's number; 1 when not said."""
    value = row.get("number", "") or "1"
    if not value.isascii() or not value.isdigit() or not 1 <= int(value[:4]) <= 20:
        raise reject(_("“%(value)s” is not a seat's number.") % {"value": value[:20]})
    return int(value)


def body_of(row: Row) -> Region | Organisation:
    """The region by code or name, or the organisation by name."""
    value = row.get("body", "")
    names = Q(**{"code": value.zfill(2)}) if value.isdigit() else Q(code__iexact=value)
    for code in LANGUAGES:
        names |= Q(**{f"name_{code}__iexact": value})
    found = Region.objects.filter(names).first() or organisation_named(value)
    if not value or found is None:
        raise reject(_("There is no region or organisation called “%(value)s”.") % {"value": value[:100]})
    return found


def organisation_named(*names: str) -> Organisation | None:
    """The organisation that has one of the names in any language, or as its abbreviation."""
    wanted = Q()
    for name in names:
        for code in LANGUAGES:
            wanted |= Q(**{f"name_{code}__iexact": name}) | Q(**{f"abbreviation_{code}__iexact": name})
    return Organisation.objects.filter(wanted).first() if names else None


def seat_of(row: Row) -> Seat:
    """The seat that the row is about."""
    body, kind, number = body_of(row), one_of(row.get("seat", ""), Seat.Kind.values, "seat"), number_of(row)
    where = {"region": body} if isinstance(body, Region) else {"organisation": body}
    found = Seat.objects.in_use().filter(kind=kind, number=number, **where).first()  # type: ignore[misc]
    if found is None:
        raise reject(_("%(body)s has no such seat.") % {"body": body})
    return found


def differences(known: Any, given: dict[str, Any]) -> dict[str, list[str]]:
    """What the row would change."""
    return {
        name: [str(getattr(known, name)), str(value)] for name, value in given.items() if getattr(known, name) != value
    }
