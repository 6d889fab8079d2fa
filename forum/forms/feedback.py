"""What may be said to the secretariat without an account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class FeedbackForm(forms.Form):
    """A message, and an address only if an answer is wanted."""

    ABOUT = (
        ("accessibility", _("Accessibility: something here is hard or impossible to use")),
        ("content", _("Something that is said here")),
        ("other", _("Something else")),
    )

    about = forms.ChoiceField(label=_("What is it about?"), choices=ABOUT, widget=forms.RadioSelect)
    message = forms.CharField(
        label=_("Your message"),
        help_text=_("If something did not work, tell what you were doing and with which device or aid."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    page = forms.CharField(label=_("Which page is it about?"), required=False, max_length=300)
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Only if you want an answer. It is used for nothing else."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_page(self) -> str:
        """One line: what is written here becomes part of a letter's line."""
        page: Any = self.cleaned_data["page"]
        return " ".join(str(page).split())
