"""What has been saved of a section or a point, and what each saving changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from forum.services import word_diff
from forum.services.word_diff import Piece
from forum.texts import LANGUAGES
from meetings.models import NotesRevision, NotesSection, Point

SHOWN = 200
ONE_GO = timedelta(minutes=10)


@dataclass(frozen=True)
class Changed:
    """A text that a saving changed."""

    part: str
    language: str
    language_name: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Saving:
    """A saving: who and when; `set_aside` when it came second and did not stand."""

    number: int
    at: datetime
    by: str
    set_aside: bool
    changes: list[Changed]


def of(row: NotesSection | Point, *, every: bool = False) -> list[Saving]:
    """The savings, newest first. What one person saved within ten minutes is one, unless `every` is asked for."""
    found = NotesRevision.objects.filter(**_owner(row)).select_related("saved_by").order_by("-id")[: SHOWN + 1]
    revisions = list(found)[::-1]
    stood: dict[str, str] = {}
    made: list[Saving] = []
    for place, one in enumerate(revisions):
        if not every and place + 1 < len(revisions) and _same_go(one, revisions[place + 1]):
            continue
        made.append(_saving(one, stood))
        stood = stood if one.set_aside else one.texts
    return [one for one in reversed(made) if one.changes]


def _owner(row: NotesSection | Point) -> dict[str, object]:
    return {"section": row} if isinstance(row, NotesSection) else {"point": row}


def _same_go(one: NotesRevision, after: NotesRevision) -> bool:
    """Whether the next saving only goes on with this one."""
    same = one.saved_by_id == after.saved_by_id and one.set_aside == after.set_aside
    return same and after.saved_at - one.saved_at <= ONE_GO and one.number > 0


def _saving(one: NotesRevision, before: dict[str, str]) -> Saving:
    by = one.saved_by.name if one.saved_by else ""
    return Saving(one.number, one.saved_at, by, one.set_aside, _changes(before, one.texts))


def _changes(before: dict[str, str], after: dict[str, str]) -> list[Changed]:
    """The texts that differ; other columns (who raised it, who answers) are told in the audit log."""
    found = []
    for stem, words in _stems().items():
        for code in LANGUAGES:
            was, now = before.get(f"{stem}_{code}", ""), after.get(f"{stem}_{code}", "")
            if was != now:
                name = str(settings.LANGUAGE_NAMES.get(code, code))
                found.append(Changed(words, code, name, word_diff.of(was, now)))
    if before.get("contact_text", "") != (words := after.get("contact_text", "")):
        found.append(Changed(_("Contact"), "", "", word_diff.of(before.get("contact_text", ""), words)))
    return found


def _stems() -> dict[str, str]:
    return {
        "background": _("Background"),
        "conclusions": _("Conclusions"),
        "text": _("Point"),
        "answer": _("Answer and its reasons"),
    }
