"""Translated: texts written in one language and translated, which know when a translation has fallen behind."""

from typing import Any

from django.conf import settings
from django.db import models

from forum.texts import LANGUAGES

Texts = dict[str, Any]


def first_language() -> str:
    """The profile's own language, in which texts are written first unless said otherwise."""
    return str(settings.PROFILE["default_language"])


class Translated(models.Model):
    """`original` is the language written first; `changed_xx` says when a language's texts were last changed.

    `sources` keeps, for each translation, the original as it was when the translation was last changed or looked
    through: {"sv": {"title": "…"}}; what has changed since is the difference.
    """

    STEMS: tuple[str, ...] = ()

    original = models.CharField(max_length=2, default=first_language)
    changed_fi = models.DateTimeField(null=True, blank=True)
    changed_sv = models.DateTimeField(null=True, blank=True)
    changed_en = models.DateTimeField(null=True, blank=True)
    sources = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True

    def texts_in(self, code: str) -> Texts:
        """The row's texts in a language, by stem."""
        return {stem: getattr(self, f"{stem}_{code}") for stem in self.STEMS}

    def is_older(self, code: str) -> bool:
        """Whether the texts in this language were translated from an original that has changed since."""
        if code == self.original or not any(self.texts_in(code).values()):
            return False
        mine, first = getattr(self, f"changed_{code}"), getattr(self, f"changed_{self.original}")
        return bool(mine and first and mine < first) and self.sources.get(code) != self.texts_in(self.original)

    @property
    def older(self) -> list[str]:
        """The languages whose translation is older than the original."""
        return [code for code in LANGUAGES if self.is_older(code)]
