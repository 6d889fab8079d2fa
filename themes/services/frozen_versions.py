"""What publishing and correcting ask of everything that is frozen in versions: languages, reasons, notes (rule 7)."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum.texts import LANGUAGES
from themes.services.plain_words import plain

LONGEST_REASON = 500


def missing_languages(words: Mapping[str, str], *, needed: bool = False) -> list[str]:
    """The required languages, by their own names, that a text lacks; none for one that nobody has or need have."""
    if not needed and not any(words.values()):
        return []
    return [settings.LANGUAGE_NAMES[code] for code in settings.PROFILE["required_languages"] if not words.get(code)]


def override(gaps: Iterable[object], reason: str) -> str:
    """The reason for publishing with these gaps; nothing when there are none. Raises ValidationError."""
    if not list(gaps):
        return ""
    if not reason.strip():
        message = _("Something is missing in a required language. Translate it, or write why you publish without it.")
        raise ValidationError({"reason": message}, code="languages")
    return plain(reason)[:LONGEST_REASON]


def note_columns(note: Mapping[str, str]) -> dict[str, str]:
    """What has changed, as a version's columns; said in every required language. Raises ValidationError by field."""
    missing = [code for code in settings.PROFILE["required_languages"] if not note.get(code, "").strip()]
    if missing:
        message = _("Say what has changed.")
        raise ValidationError({f"note_{code}": ValidationError(message, code="note") for code in missing})
    return {f"note_{code}": plain(note.get(code, "")) for code in LANGUAGES}


def said(reason: str) -> dict[str, str]:
    """The reason, where there is one, for the audit log."""
    return {"reason": reason} if reason else {}
