"""Choosing themes: those of the profile's own programme stand first."""

from typing import Any

from django.conf import settings

from themes.models import Theme


def offer_themes(form: Any, name: str, *, none: str = "") -> None:
    """Offers every theme in the form's field; `none` in words, where choosing none is possible. One query."""
    field = form.fields[name]
    field.queryset = Theme.objects.select_related("programme").order_by("-programme__valid_from", "number")
    own = settings.PROFILE["programme"]
    themes = sorted(field.queryset, key=lambda theme: theme.programme.key != own)
    offered = [(one.pk, f"{one.number}. {one.name} ({one.programme.name})") for one in themes]
    field.choices = [("", none), *offered] if none else offered
