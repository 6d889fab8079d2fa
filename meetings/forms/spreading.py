"""The secretariat's forms of what spreads a meeting's outcome."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.forms.fields import Day, Hour
from forum.forms.languages import InLanguages
from forum.texts import LANGUAGES
from meetings.services import planning

MINUTES = ((30, _("30 minutes")), (45, _("45 minutes")))


def _text() -> forms.CharField:
    return forms.CharField(max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4}))


class ParagraphForm(InLanguages, forms.Form):
    """The secretariat's own words to one region."""

    in_languages = {"text": _("Own words to the region")}
    language_hints = {"text": _("They stand first in the letter. Leave them empty when there is nothing to add.")}
    text_fi, text_sv, text_en = _text(), _text(), _text()

    def texts(self) -> dict[str, str]:
        """By column."""
        return {f"text_{code}": self.cleaned_data[f"text_{code}"].replace("\r\n", "\n") for code in LANGUAGES}


class DebriefForm(forms.Form):
    """When the debrief is, how long, and where one joins."""

    day = Day(label=_("Day"))
    starts = Hour(label=_("Begins at"))
    minutes = forms.TypedChoiceField(label=_("How long"), choices=MINUTES, coerce=int, initial=45)
    remote_link = forms.URLField(
        label=_("Link for taking part"),
        help_text=_("Those who sign up get it by letter. It is not shown to others."),
        assume_scheme="https",
    )

    def starts_at(self) -> datetime:
        """The moment it begins. Raises ValidationError for an hour that the clocks skip."""
        return planning.local_moment(self.cleaned_data["day"], self.cleaned_data["starts"])

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        said = {name: self.cleaned_data[name] for name in ("minutes", "remote_link")}
        return {**said, "starts_at": self.starts_at()}
