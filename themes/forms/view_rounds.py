"""The coordinator's form of a round of views."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.forms.fields import Day
from forum.forms.languages import InLanguages
from forum.texts import LANGUAGES
from themes.forms.theme_choices import offer_themes
from themes.models import Theme, ViewRound
from themes.services import view_rounds
from themes.services.plain_words import plain

STEMS = [f"question_{number}" for number in range(1, view_rounds.MOST_QUESTIONS + 1)]


def words(longest: int, rows: int = 0) -> forms.CharField:
    """One language of a text."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(max_length=longest, required=False, widget=widget)


class RoundForm(InLanguages, forms.Form):
    """Theme, last day, title, introduction and up to six questions, each in three languages."""

    language_hints = {"title": gettext_lazy("What the regions are asked about, in a few words.")}
    must_have = ("title",)

    theme = forms.ModelChoiceField(Theme.objects.none(), label=gettext_lazy("Theme"))
    due = Day(label=gettext_lazy("Last day to answer"), required=False)

    def __init__(self, *args: Any, round: ViewRound | None = None, **kwargs: Any) -> None:
        """With what a draft says now."""
        self.round = round
        self.in_languages = {
            "title": _("Heading"),
            "intro": _("Introduction"),
            **{stem: _("Question %(number)s") % {"number": place} for place, stem in enumerate(STEMS, start=1)},
        }
        kwargs["initial"] = {**(self._saved(round) if round else {}), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields |= self._texts()
        for stem in self.in_languages:
            for code in LANGUAGES:
                self._speak(self.fields[f"{stem}_{code}"], stem, code)
        offer_themes(self, "theme")

    def _texts(self) -> dict[str, forms.CharField]:
        made = {f"title_{code}": words(200) for code in LANGUAGES} | {
            f"intro_{code}": words(3000, 3) for code in LANGUAGES
        }
        return made | {f"{stem}_{code}": words(500, 2) for stem in STEMS for code in LANGUAGES}

    def _saved(self, round: ViewRound) -> dict[str, Any]:
        texts = {
            f"{stem}_{code}": getattr(round, f"{stem}_{code}") for stem in ("title", "intro") for code in LANGUAGES
        }
        asked = {
            f"{stem}_{code}": one.get(code, "")
            for stem, one in zip(STEMS, round.questions, strict=False)
            for code in LANGUAGES
        }
        return {"theme": round.theme_id, "due": round.due, **texts, **asked}

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        texts = {f"{stem}_{code}": plain(given[f"{stem}_{code}"]) for stem in ("title", "intro") for code in LANGUAGES}
        known = self.round.questions if self.round else []
        asked = [
            {
                **({"id": known[place]["id"]} if place < len(known) else {}),
                **{code: plain(given[f"{stem}_{code}"]) for code in LANGUAGES},
            }
            for place, stem in enumerate(STEMS)
        ]
        questions = view_rounds.numbered(asked, known)
        return {"theme": given["theme"], "due": given["due"], "questions": questions, **texts}


class DueForm(forms.Form):
    """Another last day."""

    due = Day(label=gettext_lazy("Last day to answer"))
