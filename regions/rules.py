"""Who may, on the regions' floor: what follows from a seat, a region's duty or a membership."""

from typing import Any

import rules
from django.db.models import Exists, OuterRef

from forum.models import Person
from forum.rules import is_coordinator, is_staff
from regions.models import Mandate, Network, Region


def has_mandate() -> Exists:
    """Whether somebody has any mandate today: asked in the same query as the signed-in person."""
    return Exists(Mandate.objects.in_force().filter(person=OuterRef("pk")))


def mandates_of(person: Any) -> list[Mandate]:
    """The mandates in force today, with seat, region and organisation; asked once for each loaded person."""
    if not isinstance(person, Person) or not person.is_active or not getattr(person, "has_mandate", True):
        return []
    if not hasattr(person, "_mandates"):
        person._mandates = list(  # type: ignore[attr-defined]
            Mandate.objects.in_force()
            .of(person)
            .select_related("seat__region", "seat__organisation", "region", "organisation")
        )
    found: list[Mandate] = person._mandates  # type: ignore[attr-defined]
    return found


def region_of(mandate: Mandate) -> Region | None:
    """The region for which one acts by the mandate, through its seat or a duty of its own."""
    return mandate.seat.region if mandate.seat else mandate.region


def person_regions(person: Any) -> list[Region]:
    """The regions the person acts for today, each once, by code."""
    regions = {region.pk: region for region in map(region_of, mandates_of(person)) if region}
    return sorted(regions.values(), key=lambda region: region.code)


def has(person: Any, *roles: str, region: Region | None = None, kind: str = "") -> bool:
    """Whether a mandate of today has one of the roles, for the region and a seat of the kind where they are given."""
    return any(
        mandate.role in roles
        and (region is None or region_of(mandate) == region)
        and (not kind or (mandate.seat is not None and mandate.seat.kind == kind))
        for mandate in mandates_of(person)
    )


def may_speak_for(person: Any) -> list[Mandate]:
    """The mandates by which the person can comment: seats as holder or deputy, the contact's duty, memberships.

    An approver confirms what the region has adopted, and speaks by the seat or duty held beside it.
    """
    return [mandate for mandate in mandates_of(person) if mandate.role != Mandate.Role.APPROVER]


@rules.predicate
def holds_seat_of(person: Any, region: Region | None) -> bool:
    """Holds one of the region's seats, or is a deputy for one."""
    return region is not None and has(person, "holder", "deputy", region=region)


@rules.predicate
def official_of_region(person: Any, region: Region | None) -> bool:
    """Holder or deputy of the region's official's seat, or its contact or approver: all are officials."""
    return region is not None and (
        has(person, "holder", "deputy", region=region, kind="official")
        or has(person, "contact", "approver", region=region)
    )


@rules.predicate
def politician(person: Any) -> bool:
    """Holder or deputy of any region's politician's seat."""
    return has(person, "holder", "deputy", kind="politician")


@rules.predicate
def member(person: Any) -> bool:
    """Acts for a ministry, agency or other member of the forum: by its seat, or as its member."""
    return has(person, "holder", "deputy", kind="member") or has(person, "member")


@rules.predicate
def contact_of(person: Any, region: Region | None) -> bool:
    """Is the region's contact."""
    return region is not None and has(person, "contact", region=region)


@rules.predicate
def approver_of(person: Any, region: Region | None) -> bool:
    """Confirms in the portal what the region has adopted."""
    return region is not None and has(person, "approver", region=region)


@rules.predicate
def acts_for(person: Any, region: Region | None) -> bool:
    """Has any mandate of the region today."""
    return region is not None and region in person_regions(person)


@rules.predicate
def coordinates(person: Any, network: Network | None) -> bool:
    """Coordinates the network, or any network at work when none is named. One query."""
    if not isinstance(person, Person) or not person.is_active:
        return False
    own = Network.objects.active().filter(coordinator=person)
    return (own.filter(pk=network.pk) if network else own).exists()


rules.add_perm("regions.write_to_network", coordinates)
rules.add_perm("regions.see_seats", is_staff)
rules.add_perm("regions.manage_seats", is_coordinator)
rules.add_perm("regions.name_deputy", is_coordinator | contact_of)
rules.add_perm("regions.see_bounces", is_coordinator)
rules.add_perm("regions.manage_organisations", is_coordinator)
rules.add_perm("regions.manage_networks", is_coordinator)
rules.add_perm("regions.manage_figures", is_coordinator)
rules.add_perm("regions.see_region_seats", is_staff | acts_for)
