"""Capacity: in what capacity a person can speak today: by a mandate, a network membership or a staff role."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from forum import clock
from forum.models import Person, StaffRole
from forum.rules import staff_roles_of
from forum.texts import LANGUAGES
from regions.models import Mandate, NetworkMembership, Organisation, Region
from regions.rules import mandates_of

Source = Mandate | NetworkMembership | StaffRole


@dataclass(frozen=True)
class Capacity:
    """One capacity of a person. `organisation` is the secretariat's, for staff roles."""

    source: Source
    organisation: Organisation | None = None

    @property
    def key(self) -> str:
        """Names the capacity in forms: "mandate-12"."""
        return f"{self.source._meta.model_name}-{self.source.pk}"

    @property
    def region(self) -> Region | None:
        """The region for which one speaks, if it is a region."""
        seat = getattr(self.source, "seat", None)
        return seat.region if seat else getattr(self.source, "region", None)

    @property
    def may_prepare(self) -> bool:
        """Whether an official's preparation can be said in it. A politician's words are always personal remarks."""
        seat = getattr(self.source, "seat", None)
        return seat is None or seat.kind != "politician"

    @property
    def body(self) -> str:
        """The region or organisation, in the active language."""
        source = self.source
        if isinstance(source, Mandate):
            return source.body_name
        if isinstance(source, NetworkMembership):
            return str(source.network.name)
        return str(self.organisation.name) if self.organisation else _("the forum's secretariat")

    @property
    def role(self) -> str:
        """What one is there, in the active language: "official's seat", "secretariat"."""
        source = self.source
        if isinstance(source, NetworkMembership):
            return _("network member")
        if isinstance(source, StaffRole):
            return _("chair") if source.kind == "chair" else _("secretariat")
        if source.seat is None:
            return {"contact": _("contact"), "approver": _("approver"), "member": _("member")}[source.role]
        seat = {
            "politician": _("politician's seat %(number)s") % {"number": source.seat.number},
            "official": _("official's seat"),
            "member": _("member's seat"),
            "chair": _("chair"),
        }[source.seat.kind]
        return f"{seat}, {_('deputy')}" if source.role == "deputy" else seat

    def stamp(self, person: Person) -> dict[str, dict[str, str]]:
        """The words frozen on what `person` says in this capacity, in every language."""
        words = {}
        for language in LANGUAGES:
            with override(language):
                said = {"name": person.name, "title": person.title, "title_language": person.language}
                words[language] = {**said, "body": self.body, "role": self.role}
        return words


def capacities_of(person: Any) -> list[Capacity]:
    """The capacities the person has today, asked once for each loaded person; one query for each kind there is."""
    if not isinstance(person, Person) or not person.is_active:
        return []
    if not hasattr(person, "_capacities"):
        person._capacities = _found(person)  # type: ignore[attr-defined]
    found: list[Capacity] = person._capacities  # type: ignore[attr-defined]
    return found


def _found(person: Person) -> list[Capacity]:
    joined = memberships().filter(person=person).select_related("network", "region").order_by("id")
    staff_roles = staff_roles_of(person)
    secretariat = Organisation.objects.filter(is_secretariat=True).first() if staff_roles else None
    return [
        *(Capacity(mandate) for mandate in sorted(mandates_of(person), key=lambda mandate: mandate.pk)),
        *(Capacity(membership) for membership in (joined if getattr(person, "has_membership", True) else [])),
        *(Capacity(role, secretariat) for role in staff_roles),
    ]


def memberships() -> QuerySet[NetworkMembership]:
    """Memberships of today in living networks."""
    today = clock.today()
    in_force = Q(until=None) | Q(until__gte=today), Q(network__closed_on=None)
    return NetworkMembership.objects.filter(*in_force, since__lte=today)


def has_membership() -> Exists:
    """Whether somebody is in any network today: asked in the same query as the signed-in person."""
    return Exists(memberships().filter(person=OuterRef("pk")))
