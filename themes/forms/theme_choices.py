"""Choosing themes: those of the profile's own programme stand first."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from themes.models import Theme


def offer_themes(form: Any, name: str) -> None:
    """Offers every theme in the form's field; where one is chosen, none is chosen beforehand. One query."""
    field = form.fields[name]
    field.queryset = Theme.objects.select_related("programme").order_by("-programme__valid_from", "number")
    own = settings.PROFILE["programme"]
    themes = sorted(field.queryset, key=lambda theme: theme.programme.key != own)
    offered = [(one.pk, f"{one.number}. {one.name} ({one.programme.name})") for one in themes]
    several = isinstance(field, forms.ModelMultipleChoiceField)
    field.choices = offered if several else [("", _("Choose a theme")), *offered]
