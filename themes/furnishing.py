"""What the furnished forum talks about: programmes, themes, and one public brief a theme on real figures."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from regions.models import Network
from regions.services import figures
from themes.models import Brief, Theme
from themes.services import brief_writing, briefs, programmes

DATA = Path(__file__).parent / "data"
WITHOUT_FIGURES = "without figures"


def read(path: Path) -> Any:
    """A JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def furnish_programmes(*, today: date, say: Callable[[str], object] = print) -> None:
    """The profile's dated programmes with their themes."""
    wanted = settings.PROFILE["programmes"]
    for facts in read(settings.SEED_DATA / "programmes.json"):
        if facts["key"] in wanted:
            programmes.write(facts)
    about = read(DATA / "themes.json")
    for theme in Theme.objects.select_related("programme"):
        facts = next((one for one in about.get(theme.programme.key, []) if one["slug"] == theme.slug), None)
        if facts:
            programmes.describe(theme, facts=facts)
    say(f"programmes: {len(wanted)}, themes: {Theme.objects.count()}")


def own_themes() -> list[Theme]:
    """The themes of the profile's programme."""
    found = Theme.objects.filter(programme__key=settings.PROFILE["programme"])
    return list(found.select_related("programme").order_by("number"))


def join_networks(*, today: date, say: Callable[[str], object] = print) -> None:
    """Spreads the example networks over the themes of the profile's programme."""
    themes = own_themes()
    networks = Network.objects.filter(is_example=True).order_by("pk")
    for theme, network in zip(themes, networks, strict=False):
        programmes.join_network(theme, network=network)
    say(f"example networks: {len(networks)}")


def furnish_briefs(*, today: date, say: Callable[[str], object] = print) -> None:
    """One public brief for each theme of the profile's programme that has none."""
    version = figures.newest()
    for theme in own_themes():
        if not Brief.objects.filter(theme=theme).exists():
            facts = brief_of(theme, has_figures=version is not None)
            day = today - timedelta(days=facts["days_ago"])
            brief = brief_writing.write(theme, facts=facts, by=None)
            briefs.send_for_checking(brief, by=None)
            briefs.confirm(brief, by=None)
            briefs.publish(brief, by=None, at=datetime.combine(day, time(7), tzinfo=UTC))
    say(f"briefs: {Brief.objects.public().count()} public")


def brief_of(theme: Theme, *, has_figures: bool) -> dict[str, Any]:
    """The theme's written brief; one that stands on figures, while there are none, gives way to one that says so."""
    written = read(DATA / "briefs.json")
    own = [facts for facts in written.get(theme.programme.key, []) if facts["theme"] == theme.slug]
    usable = [facts for facts in own if has_figures or not facts["messages"]]
    if usable:
        return dict(usable[0])
    general = written[WITHOUT_FIGURES][0]
    return {**general, "days_ago": general["days_ago"] + theme.number}
