"""What the regions' floor says of people: their mandates on the coordinator's pages and in their own data."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.models import Letter, Person
from forum.shelves import LetterFilter, PeopleFilter
from regions.models import Mandate, NetworkMembership, Region, Seat


def role_words(mandate: Mandate) -> str:
    """The mandate in words: "Kainuu: official, deputy"."""
    words = {"holder": _("holder"), "deputy": _("deputy"), "contact": _("contact"), "approver": _("approver")}
    role = words.get(mandate.role) or _("member")
    if mandate.seat and mandate.role == "holder":
        return f"{mandate.body_name}: {mandate.seat.role_name}"
    if mandate.seat:
        return f"{mandate.body_name}: {mandate.seat.role_name}, {role}"
    return f"{mandate.body_name}: {role}"


def duties(people: list[Person]) -> dict[int, list[str]]:
    """What each does by mandate, for a page of the list, in one query."""
    found: dict[int, list[str]] = defaultdict(list)
    for mandate in Mandate.objects.in_force().filter(person__in=people).with_bodies():
        found[mandate.person_id].append(role_words(mandate))
    return found


def mandates(request: HttpRequest, person: Person) -> dict[str, Any]:
    """The person's mandates, newest first, and networks."""
    held = Mandate.objects.of(person).with_bodies().order_by("-since")
    joined = NetworkMembership.objects.filter(person=person).select_related("network", "region", "organisation")
    return {"mandates": [(mandate, role_words(mandate)) for mandate in held], "memberships": joined}


def own_data(person: Person) -> dict[str, Any]:
    """For the person's own export."""
    held = Mandate.objects.of(person).with_bodies()
    joined = NetworkMembership.objects.filter(person=person).select_related("network")
    return {
        "mandates": [
            {"what": role_words(row), "since": row.since, "until": row.until, "appointed_by": row.appointed_by}
            for row in held
        ],
        "networks": [
            {"network": str(row.network.name), "role": row.role, "since": row.since, "until": row.until}
            for row in joined
        ],
    }


def region_choices() -> list[tuple[str, Any]]:
    """All regions."""
    return [(region.code, str(region.name)) for region in Region.objects.all()]


def of_region(people: QuerySet[Person], code: str) -> QuerySet[Person]:
    """People with a mandate of the region today."""
    acting = Mandate.objects.in_force().filter(Q(region__code=code) | Q(seat__region__code=code))
    return people.filter(pk__in=acting.values("person"))


def mandate_choices() -> list[tuple[str, Any]]:
    """What one can be here by mandate."""
    return [
        ("politician", _("Politicians")),
        ("official", _("Officials")),
        ("member", _("Members: ministries, agencies and others")),
        ("contact", _("Contacts of regions")),
        ("approver", _("Approvers of regions")),
        ("none", _("Nothing at present")),
    ]


def of_mandate(people: QuerySet[Person], kind: str) -> QuerySet[Person]:
    """People by what they are today."""
    acting = Mandate.objects.in_force()
    if kind == "none":
        return people.exclude(pk__in=acting.values("person"))
    if kind in ("contact", "approver"):
        return people.filter(pk__in=acting.filter(role=kind).values("person"))
    by_seat = Q(seat__kind=kind) | Q(role="member") if kind == "member" else Q(seat__kind=kind)
    return people.filter(pk__in=acting.filter(by_seat).values("person"))


def letters_of_region(letters: QuerySet[Letter], code: str) -> QuerySet[Letter]:
    """Letters to everybody who acts for the region, or did. The people are few and found first."""
    acting = Mandate.objects.filter(Q(region__code=code) | Q(seat__region__code=code)).order_by()
    return letters.filter(person__in=list(acting.values_list("person", flat=True).distinct()))


def named_seats(ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """Seats in words, each with its page."""
    found = Seat.objects.filter(public_id__in=ids).select_related("region", "organisation")
    return {one.public_id: (str(one), reverse("regions:seat", args=[one.public_id])) for one in found}


FILTERS = [
    PeopleFilter("region", gettext_lazy("Region"), region_choices, of_region),
    PeopleFilter("mandate", gettext_lazy("In the forum as"), mandate_choices, of_mandate),
]
LETTER_FILTERS = [LetterFilter("region", gettext_lazy("Region"), region_choices, letters_of_region)]
