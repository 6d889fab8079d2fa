"""Organisations: making and changing them. Their members are duties."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from forum.models import Person
from forum.services import audit
from forum.services.verbs import verb
from forum.texts import LANGUAGES
from regions.models import Organisation, Region, Seat


@verb
def create(*, by: Person, areas: list[Region] | None = None, **fields: Any) -> Organisation:
    """A new organisation; a member of the forum gets its seat at once."""
    _check_name(fields)
    organisation = Organisation.objects.create(**fields)
    organisation.areas.set(areas or [])
    _seat_member(organisation)
    audit.record("organisation.create", by=by, about=organisation)
    return organisation


@verb
def change(organisation: Organisation, *, by: Person, areas: list[Region] | None = None, **fields: Any) -> Organisation:
    """Changes names, kind, membership and areas. A body that joins gets a seat; one that leaves keeps its history."""
    _check_name(fields, organisation)
    details: dict[str, Any] = dict(audit.changes(organisation, fields))
    for name, value in fields.items():
        setattr(organisation, name, value)
    organisation.save()
    if areas is not None and set(areas) != set(before := list(organisation.areas.all())):
        organisation.areas.set(areas)
        details["areas"] = [", ".join(str(region) for region in some) for some in (before, areas)]
    _seat_member(organisation)
    if details:
        audit.record("organisation.change", by=by, about=organisation, details=details)
    return organisation


def _check_name(fields: dict[str, Any], organisation: Organisation | None = None) -> None:
    """Raises ValidationError when it has no name, or another organisation already has it."""
    names = {f"name_{code}": fields.get(f"name_{code}", "") for code in LANGUAGES}
    if not any(names.values()):
        raise ValidationError({"name_fi": _("Give the organisation a name.")})
    for field, name in names.items():
        same = Organisation.objects.filter(Q(**{f"{field}__iexact": name})).exclude(
            pk=organisation.pk if organisation else 0
        )
        if name and same.exists():
            raise ValidationError({field: _("There is already an organisation with this name.")})


def _seat_member(organisation: Organisation) -> None:
    """A member of the forum has one seat, unless it already has one; councils sit through their region's seats."""
    if organisation.forum_member and organisation.kind != Organisation.Kind.REGIONAL_COUNCIL:
        Seat.objects.get_or_create(organisation=organisation, kind="member", number=1)
