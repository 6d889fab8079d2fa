"""What is read of regional development discussions: the record as shown, and lists of them on other pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from forum.texts import LocalText, from_dict
from themes.models import Talk, TalkVersion
from themes.models.talk import TalkQuerySet
from themes.services import talk_content

SHOWN = 8
SCREENFUL = 6
KINDS = {"region": _("With a region"), "area": _("With a large area"), "theme": _("On a theme")}
STATES = {
    "draft": _("draft"),
    "checking": _("for checking"),
    "confirmed": _("confirmed"),
    "public": _("public"),
}


@dataclass(frozen=True)
class Named:
    """Something the record names: its page's key and its name."""

    key: str
    name: LocalText
    number: int = 0


@dataclass(frozen=True)
class Shown:
    """A record in the reader's language."""

    kind: Any
    title: LocalText
    area: LocalText
    summary: LocalText
    outcome: LocalText
    held_on: date
    material: str
    regions: list[Named]
    organisations: list[Named]
    themes: list[tuple[str, str, Named]]
    briefs: list[Named]


def shown(talk: Talk, version: TalkVersion | None) -> Shown:
    """The version as frozen; without one the record as it is written now."""
    content = version.content if version else talk_content.of(talk)
    themes = [Named(row["key"], from_dict(row["name"]), row["number"]) for row in content["themes"]]
    return Shown(
        kind=KINDS[content["kind"]],
        **{stem: from_dict(content[stem]) for stem in talk_content.TEXTS},
        held_on=date.fromisoformat(content["held_on"]),
        material=content["material"],
        regions=[Named(row["code"], from_dict(row["name"])) for row in content["regions"]],
        organisations=[Named(row["id"], from_dict(row["name"])) for row in content["organisations"]],
        themes=[(*one.key.split("/", 1), one) for one in themes],  # type: ignore[misc]
        briefs=[Named(row["id"], from_dict(row["title"])) for row in content["briefs"]],
    )


def is_long(talks: TalkQuerySet, query: Mapping[str, Any]) -> bool:
    """Whether a list is worth narrowing: it has more than a screenful, or is narrowed already. One query at most."""
    return bool(query) or talks.count() > SCREENFUL


def public_of(**about: Any) -> list[Talk]:
    """The newest public ones about a region, theme or brief (`regions=…`). One query."""
    return list(Talk.objects.public().filter(**about).newest_first()[:SHOWN])
