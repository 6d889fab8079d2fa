"""Programmes and their themes: written from data files, as often as one likes."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings

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
    programme, _ = Programme.objects.update_or_create(
        key=facts["key"],
        defaults={
            "country": facts["country"],
            **in_columns(name=facts["name"], kind=facts["kind"]),
            "valid_from": date.fromisoformat(facts["valid_from"]),
            "valid_until": date.fromisoformat(facts["valid_until"]),
            "is_default": facts["key"] == settings.PROFILE["programme"],
            "cross_cutting": facts["cross_cutting"],
        },
    )
    for theme in facts["themes"]:
        write_theme(programme, facts=theme)
    return programme


def write_theme(programme: Programme, *, facts: dict[str, Any]) -> Theme:
    """Writes one theme of the programme."""
    return Theme.objects.update_or_create(
        programme=programme,
        slug=facts["slug"],
        defaults={
            "number": facts["number"],
            **in_columns(name=facts["name"]),
            "official_name_sv": facts.get("official_sv", ""),
            "draft_number": facts.get("draft_number"),
            "draft_name_fi": facts.get("draft_name_fi", ""),
        },
    )[0]


@verb
def describe(theme: Theme, *, facts: dict[str, Any]) -> None:
    """Gives the theme its text, its indicators in order, and the bodies that work on it (those that exist here)."""
    for column, text in in_columns(about=facts["about"]).items():
        setattr(theme, column, text)
    theme.save()
    indicators = {one.slug: one for one in Indicator.objects.filter(slug__in=facts["indicators"])}
    for order, slug in enumerate((slug for slug in facts["indicators"] if slug in indicators), start=1):
        ThemeIndicator.objects.update_or_create(theme=theme, indicator=indicators[slug], defaults={"order": order})
    for organisation in named(facts["organisations"]):
        ThemeOrganisation.objects.get_or_create(theme=theme, organisation=organisation)


def named(names: list[str]) -> Iterable[Organisation]:
    """The organisations by Finnish abbreviation or name."""
    by_abbreviation = Organisation.objects.filter(abbreviation_fi__in=names)
    return [*by_abbreviation, *Organisation.objects.filter(name_fi__in=names, abbreviation_fi="")]


@verb
def join_network(theme: Theme, *, network: Network) -> None:
    """The network works on the theme."""
    ThemeNetwork.objects.get_or_create(theme=theme, network=network)
