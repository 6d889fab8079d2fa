"""A meeting's place in the languages of the forum."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from meetings.models import Meeting


def refuse_missing(meeting: Meeting) -> None:
    """Raises ValidationError when the place lacks one of the profile's required languages."""
    codes = settings.PROFILE["required_languages"]
    missing = [settings.LANGUAGE_NAMES[code] for code in codes if not getattr(meeting, f"place_{code}")]
    if missing:
        message = _("The place is missing in a required language: %(languages)s.")
        raise ValidationError(message % {"languages": ", ".join(missing)}, code="languages")


def left_behind(before: Meeting, after: Meeting) -> list[str]:
    """The languages, by their own names, in which the place stays as it was while it changes in another one."""
    codes = settings.PROFILE["languages"]
    pairs = {code: [getattr(one, f"place_{code}") for one in (before, after)] for code in codes}
    same = [code for code, (old, new) in pairs.items() if old == new and new]
    return [settings.LANGUAGE_NAMES[code] for code in same] if len(same) < len(codes) else []
