"""Who may, on the ground floor: staff roles, and what follows from them."""

from typing import Any

import rules
from django.db.models import OuterRef, Subquery

from forum.models import Person, StaffRole

KINDS: list[str] = list(StaffRole.Kind.values)


def role_of_kind(kind: str) -> Subquery:
    """The staff role of the kind that somebody holds today: asked in the same query as the signed-in person."""
    return Subquery(StaffRole.objects.current().filter(person=OuterRef("pk"), kind=kind).values("pk")[:1])


def staff_roles_of(person: Any) -> list[StaffRole]:
    """The staff roles a person holds today, asked once for each loaded person."""
    if not isinstance(person, Person) or not person.is_active:
        return []
    if not hasattr(person, "_roles"):
        person._roles = _roles_found(person)  # type: ignore[attr-defined]
    found: list[StaffRole] = person._roles  # type: ignore[attr-defined]
    return found


def _roles_found(person: Person) -> list[StaffRole]:
    """From the facts that came with the person, or else from the database."""
    if not all(hasattr(person, f"{kind}_role") for kind in KINDS):
        return list(StaffRole.objects.current().filter(person=person))
    held = {kind: pk for kind in KINDS if (pk := getattr(person, f"{kind}_role"))}
    return [StaffRole.from_db(None, ["id", "person_id", "kind"], [pk, person.pk, kind]) for kind, pk in held.items()]


def roles_of(person: Any) -> frozenset[str]:
    """The kinds of the staff roles a person holds today."""
    return frozenset(role.kind for role in staff_roles_of(person))


@rules.predicate
def is_coordinator(person: Any) -> bool:
    """Holds the coordinator's role today."""
    return "coordinator" in roles_of(person)


@rules.predicate
def is_chair(person: Any) -> bool:
    """Holds the chair's role today."""
    return "chair" in roles_of(person)


is_staff = is_coordinator | is_chair

rules.add_perm("forum.work_as_staff", is_staff)
rules.add_perm("forum.coordinate", is_coordinator)
rules.add_perm("forum.change_person", is_coordinator)
rules.add_perm("forum.see_letters", is_coordinator)
rules.add_perm("forum.see_audit", is_coordinator)
rules.add_perm("forum.answer_feedback", is_coordinator)
rules.add_perm("forum.write_bulletins", is_coordinator)
rules.add_perm("forum.see_mailings", is_staff)
rules.add_perm("forum.write_mailings", is_coordinator)
rules.add_perm("forum.confirm_mailings", is_staff)
rules.add_perm("forum.change_letter_texts", is_coordinator)
rules.add_perm("forum.read_mail", is_coordinator)
