"""Programmes and their themes: written from data files, as often as one likes: what says so already is not written."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings

from forum.services.keeping import corrected, keep
from forum.services.verbs import verb
from forum.texts import LANGUAGES
from regions.models import Indicator, Network, Organisation
from themes.models import Programme, Theme, ThemeIndicator, ThemeNetwork, ThemeOrganisation


def in_columns(**texts: dict[str, str]) -> dict[str, str]:
    """{"name_fi": …} from name={"fi": …}."""
    return {f"{name}_{code}": text.get(code, "") for name, text in texts.items() for code in LANGUAGES}


@verb
def write(facts: dict[str, Any]) -> Programme:
    """Writes a programme with its themes: adopted wording, official Swedish and drafts' wording where there is one."""
    columns = {
        "country": facts["country"],
        **in_columns(name=facts["name"], kind=facts["kind"]),
        "valid_from": date.fromisoformat(facts["valid_from"]),
        "valid_until": date.fromisoformat(facts["valid_until"]),
        "is_default": facts["key"] == settings.PROFILE["programme"],
        "cross_cutting": facts["cross_cutting"],
    }
    programme = keep(Programme, columns, key=facts["key"])
    for theme in facts["themes"]:
        write_theme(programme, facts=theme)
    return programme


def write_theme(programme: Programme, *, facts: dict[str, Any]) -> Theme:
    """Writes one theme of the programme."""
    columns = {
        "number": facts["number"],
        **in_columns(name=facts["name"]),
        "official_name_sv": facts.get("official_sv", ""),
        "draft_number": facts.get("draft_number"),
        "draft_name_fi": facts.get("draft_name_fi", ""),
    }
    return keep(Theme, columns, programme=programme, slug=facts["slug"])


@verb
def describe(theme: Theme, *, facts: dict[str, Any]) -> None:
    """Gives the theme its text, its indicators in order, and the bodies that work on it (those that exist here)."""
    corrected(theme, in_columns(about=facts["about"]))
    indicators = {one.slug: one for one in Indicator.objects.filter(slug__in=facts["indicators"])}
    for order, slug in enumerate((slug for slug in facts["indicators"] if slug in indicators), start=1):
        keep(ThemeIndicator, {"order": order}, theme=theme, indicator=indicators[slug])
    for organisation in named(facts["organisations"]):
        ThemeOrganisation.objects.get_or_create(theme=theme, organisation=organisation)


def named(names: list[str]) -> Iterable[Organisation]:
    """The organisations by abbreviation, or by name where they have none, in the profile's first language."""
    abbreviation, name = (f"{column}_{settings.PROFILE['default_language']}" for column in ("abbreviation", "name"))
    by_abbreviation = Organisation.objects.filter(**{f"{abbreviation}__in": names})
    return [*by_abbreviation, *Organisation.objects.filter(**{f"{name}__in": names, abbreviation: ""})]


@verb
def join_network(theme: Theme, *, network: Network) -> None:
    """The network works on the theme."""
    ThemeNetwork.objects.get_or_create(theme=theme, network=network)
