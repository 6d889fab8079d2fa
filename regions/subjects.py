"""Regions as what people follow: by choice, or because they act for it."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum.following import Subject, SubjectKind, subjects
from regions.models import Mandate, Region
from regions.rules import person_regions


def fill() -> None:
    """Puts the regions on the shelf of what is followed."""
    subjects.put("region", SubjectKind(_("Regions"), find, by_duty=by_duty, of_duty=of_duty), order=20)


def find(ids: Collection[str], person: Any) -> dict[str, Subject]:
    """The regions of the codes: everybody may see them."""
    found = Region.objects.filter(code__in=ids)
    return {one.code: Subject(one.name, reverse("regions:region", args=[one.code])) for one in found}


def by_duty(ids: Collection[str]) -> dict[str, set[int]]:
    """Who acts for each region today."""
    found: dict[str, set[int]] = {}
    for column in ("region__code", "seat__region__code"):
        held = Mandate.objects.in_force().filter(**{f"{column}__in": ids}).order_by()
        for code, person in held.values_list(column, "person"):
            found.setdefault(code, set()).add(person)
    return found


def of_duty(person: Any) -> list[str]:
    """The regions the person acts for today."""
    return [region.code for region in person_regions(person)]
