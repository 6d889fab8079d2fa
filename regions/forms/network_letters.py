"""What a network's coordinator writes to its members."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from forum.forms.languages import InLanguages

LONGEST = 10_000


def fields() -> dict[str, forms.Field]:
    """Subject and text in each of the profile's languages."""
    found: dict[str, forms.Field] = {}
    for code, _name in settings.LANGUAGES:
        found[f"subject_{code}"] = forms.CharField(max_length=200, required=False)
    for code, _name in settings.LANGUAGES:
        area = forms.Textarea(attrs={"rows": 8})
        found[f"body_{code}"] = forms.CharField(max_length=LONGEST, required=False, widget=area)
    return found


class NetworkLetterForm(InLanguages, forms.Form):
    """Subject and text in one language at least."""

    in_languages = {"subject": _("Subject"), "body": _("Text")}
    language_hints = {"body": _("An empty line begins a new paragraph, a line that begins with “- ” is in a list.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Asks in the languages there are."""
        self.base_fields = {**type(self).base_fields, **fields()}  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """A language has both a subject and a text, or neither; at least one has both."""
        said: dict[str, Any] = super().clean() or {}
        for code, _name in settings.LANGUAGES:
            subject, body = said.get(f"subject_{code}"), said.get(f"body_{code}")
            if bool(subject) != bool(body):
                empty = "body" if subject else "subject"
                self.add_error(f"{empty}_{code}", _("A letter needs both a subject and a text in the same language."))
        if not self.errors and not self.texts():
            self.add_error(f"subject_{settings.LANGUAGE_CODE}", _("Write the letter in one language at least."))
        return said

    def texts(self) -> dict[str, dict[str, str]]:
        """As a mass letter keeps them; only the languages that were written in."""
        said = self.cleaned_data
        both = {code: (said.get(f"subject_{code}"), said.get(f"body_{code}")) for code, _name in settings.LANGUAGES}
        return {code: {"subject": subject, "body": body} for code, (subject, body) in both.items() if subject and body}
