"""People: making, changing, letting go. What upper floors must do when somebody leaves is on the shelf `departures`."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from forum import clock, shelves, states
from forum.models import Letter, LetterTry, Person, StaffRole
from forum.services import audit
from forum.services.verbs import verb

ANONYMISED = {"fi": "Anonymisoitu henkilö", "sv": "Anonymiserad person", "en": "Anonymised person"}
PERSONAL = ("name", "title", "email", "phone")
"""What tells who somebody is: the audit log keeps that it changed, and no values."""

FIELDS = (*PERSONAL, "language", "is_active")


@verb
def create(*, by: Person, name: str, email: str, roles: Iterable[str] = (), **fields: Any) -> Person:
    """A new person who can sign in by a code sent to the address. Raises ValidationError when it is taken."""
    email = email.strip().lower()
    _check_address(email)
    try:
        with transaction.atomic():
            person = Person.objects.create_user(email, name=name, **fields)
    except IntegrityError as error:
        raise _taken() from error
    audit.record("person.create", by=by, about=person)
    set_roles(person, by=by, roles=roles)
    return person


@verb
def change(person: Person, *, by: Person, **values: Any) -> Person:
    """Changes any of name, title, email, language, phone, is_active. A new address counts as reachable."""
    _check_not_anonymised(person)
    values = {name: value for name, value in values.items() if name in FIELDS}
    if "email" in values:
        values["email"] = values["email"].strip().lower()
        _check_address(values["email"], person)
        if values["email"] != person.email:
            values["unreachable_since"] = None
            EmailAddress.objects.filter(user=person).delete()
    if values.get("is_active") is False and person.is_active:
        _check_somebody_stays(person, by=by)
    details = audit.changes(person, values, personal=PERSONAL)
    _write(person, values)
    if details:
        audit.record("person.change", by=by, about=person, details=details)
    return person


@verb
def change_all(person: Person, *, by: Person, roles: Iterable[str], **values: Any) -> Person:
    """Changes the person and the staff roles together: both or neither."""
    change(person, by=by, **values)
    set_roles(person, by=by, roles=roles)
    return person


@verb
def set_roles(person: Person, *, by: Person, roles: Iterable[str], appointed_by: str = "") -> None:
    """From today the person has exactly these staff roles; those taken away ended yesterday."""
    wanted, held = set(roles), {role.kind: role for role in StaffRole.objects.current().filter(person=person)}
    if "coordinator" in held.keys() - wanted:
        _check_somebody_stays(person, by=by)
    for kind in held.keys() - wanted:
        _end_role(held[kind])
    for kind in wanted - held.keys():
        StaffRole.objects.create(person=person, kind=kind, appointed_by=appointed_by)
    if wanted != held.keys():
        change = [", ".join(sorted(held)), ", ".join(sorted(wanted))]
        audit.record("person.set_roles", by=by, about=person, details={"roles": change})
    for known in ("_roles", *(f"{kind}_role" for kind in StaffRole.Kind.values)):
        person.__dict__.pop(known, None)


@verb
def deactivate(person: Person, *, by: Person) -> Person:
    """The person can no longer sign in or be written to; seats stay theirs until somebody is appointed."""
    return change(person, by=by, is_active=False)


@verb
def anonymise(person: Person, *, by: Person) -> Person:
    """Takes away all that tells who it was. What was said and answered stays, under a name that tells nothing."""
    _check_not_anonymised(person)
    _check_somebody_stays(person, by=by)
    for leave in shelves.departures.entries():
        leave(person=person, by=by)
    for role in StaffRole.objects.current().filter(person=person):
        _end_role(role)
    address = f"anonymised.{person.public_id}@example.invalid"
    name = ANONYMISED.get(person.language, ANONYMISED["en"])
    _forget_letters(person, name, address)
    forget_name(StaffRole.objects.all(), "appointed_by", person.name)
    EmailAddress.objects.filter(user=person).delete()
    person.set_unusable_password()
    values = {"name": name, "email": address, "title": "", "phone": "", "is_active": False}
    _write(person, {**values, "anonymised_at": clock.now(), "password": person.password})
    audit.record("person.anonymise", by=by, about=person)
    return person


def forget_name(rows: QuerySet[Any], column: str, name: str) -> None:
    """Takes the name out of free text in `column`; what else stands there, as a body and its decision, stays."""
    for row in rows.filter(**{f"{column}__contains": name}) if name else []:
        rest = getattr(row, column).replace(name, "").strip(" ,;")
        rows.filter(pk=row.pk).update(**{column: rest})


def _write(person: Person, values: dict[str, Any]) -> None:
    """Writes the columns; a taken address is told at its field."""
    for name, value in values.items():
        setattr(person, name, value)
    try:
        with transaction.atomic():
            person.save(update_fields=list(values))
    except IntegrityError as error:
        raise _taken() from error


def _end_role(role: StaffRole) -> None:
    """A role ends yesterday; one given today is taken back."""
    if role.since >= clock.today():
        role.delete()
    else:
        role.until = clock.today() - timedelta(days=1)
        role.save(update_fields=["until"])


def _forget_letters(person: Person, name: str, address: str) -> None:
    """Letters still waiting are cancelled; the archive keeps that they were sent, not to whom or what they said."""
    for letter in Letter.objects.filter(person=person, state__in=["withheld", "queued", "waiting"]):
        states.move(letter, "cancelled")
    letters = Letter.objects.filter(person=person)
    forgotten: dict[str, Any] = {"subject": "", "text": "", "html": "", "calendar": "", "facts": {}, "secrets": {}}
    LetterTry.objects.filter(letter__in=letters).delete()
    letters.update(to_name=name, to_address=address, server_words="", **forgotten)


def _taken() -> ValidationError:
    return ValidationError({"email": _("Somebody else already has this address.")}, code="taken")


def _check_address(email: str, person: Person | None = None) -> None:
    if Person.objects.filter(email__iexact=email).exclude(pk=person.pk if person else None).exists():
        raise _taken()


def _check_not_anonymised(person: Person) -> None:
    if person.anonymised_at:
        raise ValidationError(_("An anonymised person cannot be changed."))


def _check_somebody_stays(person: Person, *, by: Person) -> None:
    """Nobody locks themselves out, and a forum is never left without a coordinator."""
    coordinators = StaffRole.objects.current().filter(kind="coordinator", person__is_active=True)
    if person == by:
        raise ValidationError(_("You cannot take away your own access. Ask another coordinator."))
    if coordinators.filter(person=person).exists() and not coordinators.exclude(person=person).exists():
        raise ValidationError(_("The forum needs at least one coordinator."))
