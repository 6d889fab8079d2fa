"""The coordinator's form of a series of briefs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.forms.fields import Day
from forum.forms.languages import InLanguages
from forum.texts import LANGUAGES
from themes.forms.view_rounds import words
from themes.models import BriefSeries


class SeriesForm(InLanguages, forms.Form):
    """Name, what it is about, and its rhythm."""

    in_languages = {"name": _("Name"), "about": _("What it is about"), "rhythm": _("How often it comes out")}
    must_have = ("name",)
    language_hints = {"rhythm": _("In words, such as: every other month.")}

    name_fi, name_sv, name_en = (words(200) for _code in LANGUAGES)
    about_fi, about_sv, about_en = (words(2000, 3) for _code in LANGUAGES)
    rhythm_fi, rhythm_sv, rhythm_en = (words(200) for _code in LANGUAGES)
    times_a_year = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=52,
        label=_("Times a year"),
        help_text=_("Told when the rhythm is not said in words."),
    )
    ended_on = Day(
        required=False,
        label=_("Ended on"),
        help_text=_("No new review is begun in a series that has ended. For example 18.3.2027."),
    )
    slug = forms.SlugField(max_length=40, label=_("Address"), help_text=_("Small letters, numbers and hyphens."))

    def __init__(self, *args: Any, series: BriefSeries | None = None, **kwargs: Any) -> None:
        """With what the series says now."""
        now = {name: getattr(series, name) for name in self.base_fields} if series else {}
        kwargs["initial"] = {**now, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
