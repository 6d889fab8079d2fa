"""What has been saved of a region's view, by whom in what capacity, and what each saving changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forum.services import word_diff
from forum.services.word_diff import Piece
from themes.models import RegionView, RegionViewRevision
from themes.models.region_view import HORIZONS
from themes.services.view_words import LABELS, choices

SHOWN = 200
ONE_GO = timedelta(minutes=10)
Texts = dict[str, str]


@dataclass(frozen=True)
class Changed:
    """A field that a saving changed; `is_own`: the pieces are the region's words, in the language of the view."""

    label: Any
    pieces: list[Piece]
    is_own: bool = True


@dataclass(frozen=True)
class Saving:
    """A saving: when, by whom and for which seat or body; `set_aside` when it came second and did not stand."""

    at: datetime
    by: str
    role: str
    set_aside: bool
    changes: list[Changed]
    language: str


def of(view: RegionView, *, every: bool = False) -> list[Saving]:
    """The savings, newest first. What one person saved within ten minutes is one, unless `every` is asked for."""
    found = list(view.revisions.select_related("saved_by").order_by("-id")[: SHOWN + 1])[::-1]
    stood: Texts = {}
    made: list[Saving] = []
    for place, one in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        if not every and after and goes_on(one, after):
            continue
        made.append(saving(view, one, stood))
        stood = stood if one.set_aside else one.texts
    return [one for one in reversed(made) if one.changes]


def goes_on(one: RegionViewRevision, after: RegionViewRevision) -> bool:
    """Whether the next saving only goes on with this one."""
    same = one.saved_by_id == after.saved_by_id and one.set_aside == after.set_aside
    return same and after.saved_at - one.saved_at <= ONE_GO and one.number > 0


def saving(view: RegionView, one: RegionViewRevision, before: Texts) -> Saving:
    """A saving beside what stood before it."""
    wanted = (get_language() or "")[:2]
    stamp = one.stamp.get(wanted, {})
    by = one.saved_by.name if one.saved_by else ""
    role = ", ".join(filter(None, [stamp.get("body", ""), stamp.get("role", "")]))
    return Saving(
        one.saved_at, by, role, one.set_aside, changes(view, before, one.texts), one.texts.get("language", "")
    )


def changes(view: RegionView, before: Texts, after: Texts) -> list[Changed]:
    """The fields that differ."""
    names = [name for name in after if before.get(name, "") != after.get(name, "")]
    return [Changed(label_of(view, name), *differs(name, before.get(name, ""), after[name])) for name in names]


def differs(name: str, was: str, now: str) -> tuple[list[Piece], bool]:
    """The pieces; of steps and languages in the portal's words, of everything else in the region's own."""
    if name in HORIZONS:
        steps = dict(choices(name))
        return word_diff.of(steps.get(was, ""), steps.get(now, "")), False
    if name == "language":
        names = settings.LANGUAGE_NAMES
        return word_diff.of(str(names.get(was, "")), str(names.get(now, ""))), False
    return word_diff.of(was, now), True


def label_of(view: RegionView, name: str) -> Any:
    """A field in words."""
    if name in HORIZONS:
        return LABELS[name]
    kind, _sep, rest = name.partition("_")
    if kind == "answer":
        return dict(view.round.worded).get(rest, rest)
    if kind == "figure":
        return _("Own figure %(number)s") % {"number": rest.partition("_")[0]}
    return (
        _("Language") if name == "language" else _("Grounds: %(when)s") % {"when": LABELS[name.removesuffix("_text")]}
    )
