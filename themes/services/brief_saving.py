"""Saving a brief's head or one of its blocks: clashes, stamps of translations, and what has changed for the log."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum import clock
from forum.services import audit
from forum.texts import LANGUAGES
from themes.models import Brief, BriefBlock
from themes.models.translated import Translated
from themes.services.plain_words import plain


def locked(brief: Brief) -> Brief:
    """The brief as it is now; two who change it at once wait for each other. Raises ValidationError unless a draft."""
    now = Brief.objects.select_for_update().get(pk=brief.pk)
    if now.state != Brief.State.DRAFT:
        message = _("The brief is not a draft now, so it cannot be changed. Take it back to a draft first.")
        raise ValidationError(message, code="not_draft")
    return now


def change(row: Brief | BriefBlock, facts: Mapping[str, Any], *, seen: int | None, all_hold: bool) -> dict[str, Any]:
    """Sets and saves columns; gives what changed, for the log.

    `seen` is the revision the writer began from; `all_hold`: translations that were not changed still hold. Raises
    ValidationError (code "clash") when somebody else has saved it since.
    """
    if seen is not None and seen != row.revision:
        raise ValidationError(_("Somebody else has saved this since you opened it."), code="clash")
    before = {code: row.texts_in(code) for code in LANGUAGES}
    values = {name: cleaned(value) for name, value in facts.items()}
    details = audit.changes(row, values)
    for name, value in values.items():
        setattr(row, name, value)
    changed = [code for code in LANGUAGES if row.texts_in(code) != before[code]]
    stamp(row, LANGUAGES if all_hold else changed, at=clock.now())
    row.revision += 1
    row.save()
    return {name: [str(side) if side is not None else "" for side in pair] for name, pair in details.items()}


def cleaned(value: Any) -> Any:
    """Texts as they are kept."""
    return plain(value) if isinstance(value, str) else value


def stamp(row: Translated, languages: Iterable[str], *, at: datetime) -> None:
    """The texts in these languages were changed, or looked through, at the moment: against the original as it is."""
    for code in languages:
        setattr(row, f"changed_{code}", at)
        if code != row.original:
            row.sources = {**row.sources, code: row.texts_in(row.original)}
