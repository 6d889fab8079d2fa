"""The audience of this floor: the networks that work on a theme."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.audiences import Audience, Found, Param
from regions.models import Network
from regions.services import audiences
from themes.models import Theme, ThemeNetwork


def fill() -> None:
    """Called once, when the app is ready."""
    theme = Param("themes", _("Themes"), all_themes)
    shelves.audiences.put("theme_networks", Audience(_("A theme's networks"), of_themes, (theme,)), order=45)


def all_themes() -> list[tuple[str, Any]]:
    """Every theme, the newest programme's first."""
    found = Theme.objects.select_related("programme").order_by("-programme__valid_from", "number")
    return [(str(theme.pk), f"{theme.number}. {theme.name} ({theme.programme.name})") for theme in found]


def of_themes(themes: list[str] | None = None, roles: list[str] | None = None) -> Found:
    """The people of the active networks that work on the themes."""
    joined = ThemeNetwork.objects.all()
    if themes:
        joined = joined.filter(theme__in=[int(one) for one in themes if str(one).isdecimal()])
    return audiences.of_networks(Network.objects.active().filter(pk__in=joined.values("network")), roles)
