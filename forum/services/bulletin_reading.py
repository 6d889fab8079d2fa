"""What is read of bulletins: what is missing or old in a language, what letters and feeds say, what came of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import gettext as _

from forum.addresses import in_all_languages
from forum.models import Bulletin, BulletinSection, Letter, Subscription
from forum.services import topics
from forum.services.bulletins import PARTS
from forum.shelves import Topic
from forum.texts import LANGUAGES, texts_of

KIND = "bulletin"


def sections_of(bulletin: Bulletin) -> list[BulletinSection]:
    """Its sections in order, without those that say nothing. One query."""
    return [one for one in bulletin.sections.all() if says_something(one)]


def says_something(section: BulletinSection) -> bool:
    """Whether it has a word in any language."""
    return any(getattr(section, f"{stem}_{code}") for stem in PARTS for code in LANGUAGES)


@dataclass(frozen=True)
class Gap:
    """What lacks languages, or was translated before its original changed: `part` in words, languages by name."""

    part: str
    languages: list[str]


def missing(bulletin: Bulletin) -> list[Gap]:
    """Title, lead and sections that are written in some language and not in all that the profile requires (rule 7)."""
    rows: list[tuple[str, Any, str]] = [(_("Title"), bulletin, "title"), (_("Lead"), bulletin, "lead")]
    for place, section in enumerate(sections_of(bulletin), 1):
        said = _("Section %(place)s") % {"place": place}
        rows += [(f"{said}: {_('heading')}", section, "heading"), (f"{said}: {_('text')}", section, "text")]
    found = [Gap(part, _lacks(row, stem)) for part, row, stem in rows]
    return [gap for gap in found if gap.languages]


def _lacks(row: Any, stem: str) -> list[str]:
    if not any(getattr(row, f"{stem}_{code}") for code in LANGUAGES):
        return []
    required = settings.PROFILE["required_languages"]
    return [settings.LANGUAGE_NAMES[code] for code in required if not getattr(row, f"{stem}_{code}")]


def outdated(bulletin: Bulletin) -> list[Gap]:
    """The parts whose translations are older than the original."""
    rows: list[tuple[str, Any]] = [(_("Title and lead"), bulletin)]
    sections = enumerate(bulletin.sections.all(), 1)
    rows += [(_("Section %(place)s") % {"place": place}, section) for place, section in sections]
    found = [Gap(part, _names(row.older_than(bulletin.original))) for part, row in rows]
    return [gap for gap in found if gap.languages]


def _names(codes: Iterable[str]) -> list[str]:
    return [settings.LANGUAGE_NAMES[code] for code in codes]


def refuse_missing(bulletin: Bulletin, reason: str) -> None:
    """Nothing goes out without the required languages, unless a reason is written. Raises ValidationError."""
    if missing(bulletin) and not reason.strip():
        message = _("A required language is missing. Write the texts, or say why it goes out without them.")
        raise ValidationError({"reason": ValidationError(message, code="languages")})


def facts(bulletin: Bulletin) -> dict[str, Any]:
    """What its letters say, without language."""
    return {
        "title": texts_of(bulletin, "title"),
        "lead": texts_of(bulletin, "lead"),
        "sections": [
            {
                "heading": texts_of(one, "heading"),
                "text": texts_of(one, "text"),
                "url": texts_of(one, "link"),
            }
            for one in sections_of(bulletin)
        ],
        "bulletin_url": in_all_languages("forum:bulletin", bulletin.public_id),
    }


@dataclass(frozen=True)
class Shown:
    """A bulletin in a list, with what it is about."""

    bulletin: Bulletin
    about: list[Topic]


def with_topics(bulletins: Iterable[Bulletin]) -> list[Shown]:
    """The bulletins with their topics: as many queries as there are kinds of topics, however many bulletins."""
    listed = list(bulletins)
    found = topics.find({key for one in listed for key in one.topics})
    return [Shown(one, [found[key] for key in one.topics if key in found]) for one in listed]


@dataclass(frozen=True)
class Fate:
    """What became of a bulletin's letters, in numbers; nobody is followed."""

    sent: int = 0
    waiting: int = 0
    bounced: int = 0
    failed: int = 0
    unsubscribed: int = 0


def fates(bulletins: Iterable[Bulletin]) -> dict[str, Fate]:
    """By public id. Two queries."""
    ids = [one.public_id for one in bulletins]
    if not ids:
        return {}
    numbers: dict[str, dict[str, int]] = {public_id: {} for public_id in ids}
    written = Letter.objects.filter(kind=KIND, about_kind="bulletin", about_id__in=ids).order_by()
    for about, state, count in written.values_list("about_id", "state").annotate(n=Count("pk")):
        name = {"sent": "sent", "bounced": "bounced", "failed": "failed", "cancelled": ""}.get(state, "waiting")
        if name:
            numbers[about][name] = numbers[about].get(name, 0) + count
    ended = Subscription.objects.filter(state="ended", ended_by__in=ids).order_by()
    for about, count in ended.values_list("ended_by").annotate(n=Count("pk")):
        numbers[about]["unsubscribed"] = count
    return {public_id: Fate(**found) for public_id, found in numbers.items()}


def fate(bulletin: Bulletin) -> Fate:
    """What became of one bulletin's letters. Two queries."""
    return fates([bulletin])[bulletin.public_id]


def newest(most: int) -> list[Bulletin]:
    """The newest public bulletins. One query."""
    return list(Bulletin.objects.public()[:most])


def last_change(bulletins: list[Bulletin]) -> datetime | None:
    """When the newest of them came out."""
    return max((one.published_at for one in bulletins if one.published_at), default=None)
