"""Regions as what a bulletin is about."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.shelves import Topic, TopicKind
from regions.models import Region


def fill() -> None:
    """Puts the regions on the shelf of topics."""
    shelves.topics.put("region", TopicKind(_("Regions"), choices, find), order=20)


def choices() -> list[Topic]:
    """All regions."""
    return [topic(one) for one in Region.objects.all()]


def find(ids: Collection[str]) -> dict[str, Topic]:
    """The regions of the codes."""
    return {one.code: topic(one) for one in Region.objects.filter(code__in=ids)}


def topic(region: Region) -> Topic:
    """A region by its code."""
    return Topic(f"region:{region.code}", region.name, reverse("regions:region", args=[region.code]))
