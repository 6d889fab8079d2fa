"""The secretariat's own subject and opening for a kind of letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forum import placeholders
from forum.forms.languages import InLanguages
from forum.forms.mailings import languages
from forum.models import LetterText


class LetterTextForm(InLanguages, forms.Form):
    """Subject and opening in each language; what is left empty is said by the portal's own words."""

    in_languages = {"subject": _("Subject"), "opening": _("Opening")}
    language_hints = {"opening": _("In place of the first paragraph. Empty: the portal's own words.")}

    def __init__(self, *args: Any, kind: str, offered: tuple[str, ...], **kwargs: Any) -> None:
        """Asks for each language of the profile."""
        self.offered = offered
        area = forms.Textarea(attrs={"rows": 5})
        subjects = {f"subject_{code}": forms.CharField(max_length=200, required=False) for code in languages()}
        openings = {
            f"opening_{code}": forms.CharField(max_length=3000, required=False, widget=area) for code in languages()
        }
        self.base_fields = {**subjects, **openings}  # type: ignore[misc]
        now = {
            f"{field}_{text.language}": getattr(text, field)
            for text in LetterText.objects.current().filter(kind=kind)
            for field in self.in_languages
        }
        super().__init__(*args, initial=now, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuses unknown placeholders and personal links, with their place in the text."""
        given = super().clean() or self.cleaned_data
        for name in list(given):
            for problem in placeholders.problems(given[name], self.offered, subject=name.startswith("subject_")):
                self.add_error(name, str(problem))
        return given

    def texts(self) -> dict[str, dict[str, str]]:
        """What was written, per language; also of a form with errors, for its preview."""
        source = self.data if self.is_bound else self.initial
        return {
            code: {field: str(source.get(f"{field}_{code}", "")).strip() for field in self.in_languages}
            for code in languages()
        }
