"""Whom letters go to by place: seats, regions, organisations and networks, and why each is written to or missing."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q

from forum import clock
from forum.audiences import Found, Member, Missing, Reason, in_each_language
from forum.models import Person
from forum.texts import texts_of
from regions.models import Mandate, Network, NetworkMembership, Organisation, Region, Seat


def names(row: Any) -> dict[str, str]:
    """The row's name in each language."""
    return texts_of(row, "name")


def region_code(seat: Seat) -> str:
    """The code of the seat's region, if it is one's."""
    return seat.region.code if seat.region else ""


def seats(kinds: list[str] | None = None, who: str = "") -> Found:
    """Seats in use of the kinds: the holder, else the deputy (`who` "both": both; "deputy": only the deputy)."""
    wanted = Seat.objects.in_use().with_people()
    return of_seats(wanted.of_kinds(kinds) if kinds else wanted, who)


def of_seats(wanted: Iterable[Seat], who: str = "") -> Found:
    """The people of seats fetched `with_people`."""
    found = Found()
    members, missing = [], []
    for seat in wanted:
        reached = list(people_of(seat, who))
        members += reached
        if not reached:
            missing.append(missing_of(seat))
    return found.plus(Found(merged(members), missing))


def people_of(seat: Seat, who: str) -> Iterator[Member]:
    """Who gets the seat's letter."""
    roles = ("deputy",) if who == "deputy" else ("holder", "deputy")
    for role in roles:
        person: Any = seat.holder if role == "holder" else seat.deputy
        if person and person.reachable:
            yield member_of(seat, person, role)
            if who != "both":
                return


def member_of(seat: Seat, person: Person, role: str) -> Member:
    """The holder or deputy, and why."""
    place = in_each_language(lambda: seat)
    facts = {"region": names(seat.region)} if seat.region else {}
    return Member(person, (Reason(f"seat_{role}", {"seat": place}),), place, region_code(seat), facts)


def missing_of(seat: Seat) -> Missing:
    """The seat nobody of whom can be written to."""
    why = "seat_unreachable" if seat.holder or seat.deputy else "seat_empty"
    return Missing(in_each_language(lambda: seat), Reason(why), region_code(seat))


def merged(members: Iterable[Member]) -> list[Member]:
    """Each person once, with all reasons."""
    return Found().plus(Found(list(members))).members


def regions(regions: list[str] | None = None, roles: list[str] | None = None) -> Found:
    """Those who act for the regions today, by mandate: contacts, approvers, and holders and deputies of their seats.

    A region where nobody of the roles can be written to is missing.
    """
    wanted = Region.objects.filter(code__in=regions) if regions else Region.objects.all()
    acting = Mandate.objects.in_force().with_bodies().filter(Q(region__in=wanted) | Q(seat__region__in=wanted))
    acting = acting.filter(role__in=roles) if roles else acting
    members = merged(acting_member(mandate) for mandate in acting if mandate.person.reachable)
    reached = {mandate_region(mandate).code for mandate in acting if mandate.person.reachable}
    missing = [
        Missing(names(region), Reason("region_empty"), region.code) for region in wanted if region.code not in reached
    ]
    return Found(members, missing)


def mandate_region(mandate: Mandate) -> Region:
    """The region acted for."""
    region = mandate.region or (mandate.seat.region if mandate.seat else None)
    assert region
    return region


def acting_member(mandate: Mandate) -> Member:
    """Who acts for a region, and as what."""
    region = mandate_region(mandate)
    if mandate.seat:
        return member_of(mandate.seat, mandate.person, mandate.role)
    return Member(mandate.person, (Reason(mandate.role, {"region": names(region)}),), names(region), region.code)


def organisations(organisations: list[str] | None = None) -> Found:
    """Those who act for the organisations today, by seat or membership; without a choice the forum's members."""
    wanted = Organisation.objects.forum_members()
    if organisations:
        wanted = Organisation.objects.filter(public_id__in=organisations)
    acting = Mandate.objects.in_force().with_bodies()
    acting = acting.filter(Q(organisation__in=wanted) | Q(seat__organisation__in=wanted))
    living = [mandate for mandate in acting if mandate.person.reachable]
    members = merged(organisation_member(mandate) for mandate in living)
    reached = {mandate_organisation(mandate).pk for mandate in living}
    missing = [Missing(names(one), Reason("organisation_empty")) for one in wanted if one.pk not in reached]
    return Found(members, missing)


def mandate_organisation(mandate: Mandate) -> Organisation:
    """The organisation acted for."""
    found = mandate.organisation or (mandate.seat.organisation if mandate.seat else None)
    assert found
    return found


def organisation_member(mandate: Mandate) -> Member:
    """Who acts for an organisation."""
    if mandate.seat:
        return member_of(mandate.seat, mandate.person, mandate.role)
    name = names(mandate_organisation(mandate))
    return Member(mandate.person, (Reason("organisation_member", {"organisation": name}),), name)


def networks(networks: list[str] | None = None, roles: list[str] | None = None) -> Found:
    """Members and coordinators of the networks, all that are active when none is chosen."""
    active = Network.objects.active()
    return of_networks(active.filter(public_id__in=networks) if networks else active, roles)


def of_networks(wanted: Any, roles: list[str] | None = None) -> Found:
    """The people of a queryset of networks; `roles` driver, follower, learner or coordinator."""
    chosen = list(wanted.select_related("coordinator"))
    members = [
        Member(one.coordinator, (Reason("network_coordinator", {"network": names(one)}),), names(one))
        for one in chosen
        if one.coordinator and one.coordinator.reachable and (not roles or "coordinator" in roles)
    ]
    joined = [one for one in memberships(chosen, roles) if one.person.reachable]
    members += [network_member(one) for one in joined]
    reached = {one.network_id for one in joined} | {one.pk for one in chosen if coordinated(one)}
    missing = [Missing(names(one), Reason("network_empty")) for one in chosen if one.pk not in reached]
    return Found(merged(members), missing)


def coordinated(network: Network) -> bool:
    """Whether the network's coordinator can be written to."""
    return bool(network.coordinator and network.coordinator.reachable)


def memberships(networks: list[Network], roles: list[str] | None) -> Any:
    """The memberships of today."""
    today = clock.today()
    now = Q(until=None) | Q(until__gte=today)
    found = NetworkMembership.objects.filter(now, network__in=networks, since__lte=today)
    found = found.filter(role__in=roles) if roles else found
    return found.select_related("person", "network", "region").order_by("network", "pk")


def network_member(membership: NetworkMembership) -> Member:
    """Who is in a network."""
    network = names(membership.network)
    region = membership.region
    reason = Reason("network_member", {"network": network})
    return Member(membership.person, (reason,), names(region) if region else network, region.code if region else "")
