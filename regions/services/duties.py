"""Duties that are not a seat: a region's contact and approver, an organisation's members."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum import clock
from forum.models import Person
from forum.services import audit
from forum.services.verbs import verb
from regions.models import Mandate, Organisation, Region
from regions.services import terms, welcomes
from regions.services.races import one_wins


@verb
def give(
    to_act_for: Region | Organisation,
    *,
    person: Person,
    role: str,
    by: Person,
    since: date | None = None,
    until: date | None = None,
    appointed_by: str = "",
) -> Mandate:
    """Makes the person the region's contact or approver, or the organisation's member."""
    since = since or clock.today()
    terms.check_person(person)
    terms.check_days(since, until)
    body = {"region": to_act_for} if isinstance(to_act_for, Region) else {"organisation": to_act_for}
    held = Mandate.objects.filter(person=person, role=role, **body).overlapping(since, until).first()
    if held:
        terms.refuse(held, "person")
    with one_wins(_("%(name)s already has this duty.") % {"name": person.name}, "person"):
        mandate = Mandate.objects.create(
            person=person, role=role, since=since, until=until, appointed_by=appointed_by, **body
        )
    audit.record("duty.give", by=by, about=to_act_for, details=terms.words_of(mandate))
    welcomes.write(mandate, by=by)
    return mandate


@verb
def end(mandate: Mandate, *, by: Person | None, until: date | None = None) -> Mandate:
    """Ends the duty on `until` (yesterday when not said; a duty given today is taken back)."""
    about = mandate.region or mandate.organisation
    if about is None:
        raise ValidationError(_("A seat is ended on the seat's own page."))
    if mandate.since >= clock.today() and until is None:
        audit.record("duty.withdraw", by=by, about=about, details=terms.words_of(mandate))
        mandate.delete()
        return mandate
    mandate.until = terms.last_day(mandate, until)
    mandate.save(update_fields=["until"])
    audit.record("duty.end", by=by, about=about, details=terms.words_of(mandate))
    return mandate
