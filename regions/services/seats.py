"""Seats: who holds them, who stands in, and what follows when that changes."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from forum import clock, shelves
from forum.models import Person
from forum.services import audit
from forum.services.verbs import quiet_verb, verb
from regions.models import Mandate, Organisation, Region, Seat
from regions.services import terms, welcomes
from regions.services.races import one_wins


@verb
def appoint(
    seat: Seat,
    *,
    person: Person,
    role: str,
    by: Person,
    since: date | None = None,
    until: date | None = None,
    appointed_by: str = "",
    instead_of: str | None = None,
) -> Mandate:
    """Gives the seat a new holder or deputy; the predecessor's term ends the day before.

    `instead_of` is the public id of the mandate the coordinator saw in force ("" for none): when it is no longer
    that one, somebody else was quicker. Raises ValidationError, by field, when the days or the person do not fit.
    """
    seat = _locked(seat)
    since = since or clock.today()
    terms.check_person(person)
    terms.check_days(since, until)
    if same := Mandate.objects.filter(seat=seat, role=role, person=person, since=since, until=until).first():
        return same
    before = _present(seat, role)
    _check_nobody_was_quicker(before, instead_of)
    _check_other_chair(seat, person, role, since, until)
    _end_predecessor(seat, role, since, until, by=by)
    with one_wins(_too_late()):
        mandate = Mandate.objects.create(
            seat=seat, person=person, role=role, since=since, until=until, appointed_by=appointed_by
        )
    audit.record("seat.appoint", by=by, about=seat, details=terms.words_of(mandate))
    welcomes.write(mandate, by=by)
    _hand_over(seat, role, before, by=by)
    return mandate


@verb
def end(mandate: Mandate, *, by: Person | None, until: date | None = None) -> Mandate:
    """Ends the mandate on `until` (yesterday when not said). Open invitations are handed over at once."""
    seat = _locked(mandate.seat)  # type: ignore[arg-type]
    mandate.refresh_from_db()
    before = _present(seat, mandate.role)
    _close(mandate, terms.last_day(mandate, until), by=by)
    _hand_over(seat, mandate.role, before, by=by)
    return mandate


@verb
def withdraw(mandate: Mandate, *, by: Person) -> None:
    """Takes back an appointment made in error, as long as it began today or has not begun."""
    seat = _locked(mandate.seat)  # type: ignore[arg-type]
    if mandate.since < clock.today():
        raise ValidationError(_("The term has begun: end it instead."))
    before, details = _present(seat, mandate.role), terms.words_of(mandate)
    try:
        mandate.delete()
    except ProtectedError as error:
        raise ValidationError(_("Something has already been said under this mandate: end it instead.")) from error
    welcomes.cancel(mandate)
    audit.record("seat.withdraw", by=by, about=seat, details=details)
    _hand_over(seat, details["role"], before, by=by)


@verb
def change(seat: Seat, *, by: Person, ground: str) -> Seat:
    """Writes on what ground the seat is held."""
    details = audit.changes(seat, {"ground": ground})
    if details:
        seat.ground = ground
        seat.save(update_fields=["ground"])
        audit.record("seat.change", by=by, about=seat, details=details)
    return seat


@quiet_verb
def take_up(mandate: Mandate) -> None:
    """The day has come on which the mandate begins: what follows the seat is told once."""
    told = Mandate.objects.filter(pk=mandate.pk, taken_up_at=None).update(taken_up_at=clock.now())
    if told and mandate.seat:
        _tell(mandate.seat, mandate.role, None, mandate.person, by=None)


def _locked(seat: Seat) -> Seat:
    """The seat's row, held until the transaction ends, so that two appointments stand in line."""
    return Seat.objects.select_for_update(of=("self",)).get(pk=seat.pk)


def _present(seat: Seat, role: str) -> Mandate | None:
    """The mandate in force today."""
    return Mandate.objects.in_force().filter(seat=seat, role=role).select_related("person").first()


def _too_late() -> str:
    return _("Somebody else has just appointed a person to this seat. Look at the seat again before you change it.")


def _check_nobody_was_quicker(before: Mandate | None, instead_of: str | None) -> None:
    if instead_of is not None and instead_of != (before.public_id if before else ""):
        raise ValidationError(_too_late(), code="race")


def _check_other_chair(seat: Seat, person: Person, role: str, since: date, until: date | None) -> None:
    """One person cannot be the seat's holder and its own deputy on the same day."""
    other = Mandate.objects.filter(seat=seat, person=person).exclude(role=role).overlapping(since, until).first()
    if other:
        words = {"name": person.name, "term": terms.in_words(other)}
        raise ValidationError(
            {"person": _("%(name)s already acts for this seat in the other role (%(term)s).") % words}
        )


def _end_predecessor(seat: Seat, role: str, since: date, until: date | None, *, by: Person) -> None:
    """Ends the one whose running term reaches into the new one; any other overlap is refused."""
    held = Mandate.objects.filter(seat=seat, role=role).overlapping(since, until).select_related("person")
    for mandate in held.order_by("-since"):
        over = mandate.until is not None and mandate.until < clock.today()
        if mandate.since >= since or over:
            terms.refuse(mandate)
        _close(mandate, since - terms.DAY, by=by)


def _close(mandate: Mandate, until: date, *, by: Person | None) -> None:
    mandate.until = until
    mandate.save(update_fields=["until"])
    about = mandate.seat or mandate.region or mandate.organisation
    assert about is not None
    audit.record("seat.end", by=by, about=about, details=terms.words_of(mandate))


def _hand_over(seat: Seat, role: str, before: Mandate | None, *, by: Person | None) -> None:
    """Tells what follows the seat when its person of today is another than `before`."""
    after = _present(seat, role)
    if after and after.taken_up_at is None:
        Mandate.objects.filter(pk=after.pk).update(taken_up_at=clock.now())
    old, new = before.person if before else None, after.person if after else None
    if old != new:
        _tell(seat, role, old, new, by=by)


def _tell(seat: Seat, role: str, before: Person | None, after: Person | None, *, by: Person | None) -> None:
    for follow in shelves.handovers.entries():
        follow(seat=seat, role=role, before=before, after=after, by=by)


@verb
def open_seat(
    *, by: Person, kind: str, number: int, region: Region | None = None, organisation: Organisation | None = None
) -> Seat:
    """A new seat of a region or an organisation. Raises ValidationError when there is one already."""
    with one_wins(_("There is such a seat already.")):
        seat = Seat.objects.create(kind=kind, number=number, region=region, organisation=organisation)
    audit.record("seat.open", by=by, about=seat)
    return seat
