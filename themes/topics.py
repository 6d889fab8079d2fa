"""Themes as what a bulletin is about."""

from collections.abc import Collection

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.shelves import Topic, TopicKind
from themes.models import Theme


def fill() -> None:
    """Puts the themes on the shelf of topics."""
    shelves.topics.put("theme", TopicKind(_("Themes"), choices, find), order=10)


def choices() -> list[Topic]:
    """The themes of the profile's programme."""
    found = Theme.objects.filter(programme__key=settings.PROFILE["programme"]).select_related("programme")
    return [topic(one) for one in found.order_by("number")]


def find(ids: Collection[str]) -> dict[str, Topic]:
    """The themes of the ids: the programme's key and the theme's own."""
    pairs = {public_id: public_id.partition("/") for public_id in ids}
    rows = Theme.objects.filter(slug__in={slug for _key, _slash, slug in pairs.values()}).select_related("programme")
    return {public_id_of(one): topic(one) for one in rows if public_id_of(one) in pairs}


def public_id_of(theme: Theme) -> str:
    """The programme's key and the theme's own."""
    return f"{theme.programme.key}/{theme.slug}"


def topic(theme: Theme) -> Topic:
    """A theme by its programme and its own key."""
    url = reverse("themes:theme", args=[theme.programme.key, theme.slug])
    return Topic(f"theme:{public_id_of(theme)}", theme.name, url)
