"""What coordinators say of figures: a file, a live table, what a table means, and what is measured."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.forms.languages import InLanguages
from forum.texts import LANGUAGES
from regions.log_words import RHYTHMS
from regions.models import FigureSource, Indicator
from regions.services.figure_cells import Meaning, Outline

STEMS = ("name", "unit", "note", "source_name", "compared_name", "compared_unit")
PLAIN = (
    *("polarity", "value_kind", "period_type", "decimals", "compare_as", "factor", "compared_decimals", "from_sample"),
    *("note_is_mandatory", "source_address", "licence", "licence_address", "is_retired"),
)
CHOICES = [(one, RHYTHMS[one]) for one in FigureSource.Rhythm.values]
POLARITIES = [("better", _("Higher is better")), ("worse", _("Higher is worse")), ("neutral", _("Neither"))]
KINDS = [("rate", _("A rate or a share")), ("total", _("A total")), ("median", _("A median or a mean"))]
PERIODS = [("year", _("Year")), ("quarter", _("Quarter")), ("month", _("Month"))]
WAYS = [
    ("itself", _("As it is")),
    ("of_country", _("Beside the country set to 100")),
    ("change", _("As change over time")),
    ("per_inhabitant", _("Per inhabitant")),
]


class FigureFileForm(forms.Form):
    """A file of figures."""

    file = forms.FileField(label=_("File"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Says how large it may be."""
        super().__init__(*args, **kwargs)
        hint = gettext(
            "JSON-stat 2 or CSV, as statistical offices give them, or the portal's own CSV. At most %(most)s MB."
        )
        self.fields["file"].help_text = hint % {"most": settings.FIGURE_LIMIT}


class FigureAddressForm(forms.Form):
    """A live table and how often it is fetched."""

    address = forms.URLField(
        label=_("Address of the table"),
        max_length=300,
        assume_scheme="https",
        help_text=_("The table's page in the statistical office's database, or its address at the interface."),
    )
    rhythm = forms.ChoiceField(label=_("Fetched"), choices=CHOICES)


class RhythmForm(forms.Form):
    """How often a live table is fetched."""

    rhythm = forms.ChoiceField(label=_("Fetched"), choices=CHOICES)


class MeaningForm(forms.Form):
    """What a table means: an indicator for each of its contents, and one value of each other dimension."""

    def __init__(self, outline: Outline, meaning: Meaning, *args: Any, **kwargs: Any) -> None:
        """Asks of each content, and of each dimension that is neither area, time nor content."""
        super().__init__(*args, **kwargs)
        self.outline = outline
        indicators = Indicator.objects.filter(is_retired=False)
        choices = [("", _("– leave out –")), *((one.slug, one.name) for one in indicators)]
        self.known = {one.slug: one for one in indicators}
        for place, (code, label) in enumerate(outline.contents):
            known = meaning.contents.get(code)
            field = forms.ChoiceField(label=label or code, choices=choices, required=False)
            field.initial = known.slug if known else ""
            self.fields[f"content_{place}"] = field
        for place, one in enumerate(outline.others):
            values = [(code, label or code) for code, label in one.values]
            field = forms.ChoiceField(label=one.label or one.code, choices=[("", _("– choose –")), *values])
            field.initial = meaning.picks.get(one.code, "") or one.default_pick()
            self.fields[f"pick_{place}"] = field

    def clean(self) -> dict[str, Any]:
        """At least one content, and each indicator once."""
        found: dict[str, Any] = super().clean() or {}
        slugs = [slug for name, slug in found.items() if name.startswith("content_") and slug]
        if not slugs:
            raise forms.ValidationError(gettext("Choose an indicator for at least one of the contents."))
        for name, slug in list(found.items()):
            if name.startswith("content_") and slug and slugs.count(slug) > 1:
                self.add_error(name, gettext("Two contents cannot be the same indicator."))
        return found

    def contents(self) -> dict[str, Indicator | None]:
        """The indicator of each content."""
        codes = enumerate(code for code, _label in self.outline.contents)
        return {code: self.known.get(self.cleaned_data[f"content_{place}"]) for place, code in codes}

    def picks(self) -> dict[str, str]:
        """The value of each other dimension."""
        return {one.code: self.cleaned_data[f"pick_{place}"] for place, one in enumerate(self.outline.others)}


class IndicatorForm(InLanguages, forms.Form):
    """What is measured, and how it may be compared."""

    in_languages = {
        "name": _("Name"),
        "unit": _("Unit"),
        "note": _("Note on the figures"),
        "source_name": _("Source"),
        "compared_name": _("Name of what is compared"),
        "compared_unit": _("Unit of what is compared"),
    }
    language_hints = {
        "note": _("What a reader must know: definition, how it was computed, breaks in the series."),
        "compared_name": _("Only where something else than the figure itself is compared, such as its change."),
    }
    must_have = ("name",)

    polarity = forms.ChoiceField(label=_("Which way is good"), choices=POLARITIES)
    value_kind = forms.ChoiceField(label=_("Kind of figure"), choices=KINDS)
    compare_as = forms.ChoiceField(
        label=_("How it is compared"), choices=WAYS, help_text=_("Totals only as change or per inhabitant.")
    )
    period_type = forms.ChoiceField(label=_("Period"), choices=PERIODS)
    decimals = forms.IntegerField(label=_("Decimals"), min_value=0, max_value=4)
    factor = forms.IntegerField(
        label=_("Factor"), min_value=1, max_value=1_000_000_000, help_text=_("Multiplies what is shown per inhabitant.")
    )
    compared_decimals = forms.IntegerField(
        label=_("Decimals of what is compared"), min_value=0, max_value=4, required=False
    )
    from_sample = forms.BooleanField(
        label=_("From a sample"), required=False, help_text=_("Then regions are not ranked by it.")
    )
    note_is_mandatory = forms.BooleanField(label=_("The note is always shown beside the figures"), required=False)
    source_address = forms.URLField(
        label=_("Address of the source"), max_length=300, required=False, assume_scheme="https"
    )
    licence = forms.CharField(label=_("Licence"), max_length=100, required=False)
    licence_address = forms.URLField(
        label=_("Address of the licence"), max_length=300, required=False, assume_scheme="https"
    )
    is_retired = forms.BooleanField(
        label=_("Retired"), required=False, help_text=_("Not offered any more. Briefs that stand on it stay.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Adds the texts' languages, each before what is plain."""
        super().__init__(*args, **kwargs)
        widgets = {"note": forms.Textarea}
        texts = {
            f"{stem}_{code}": forms.CharField(
                max_length=2000 if stem == "note" else 200, required=False, widget=widgets.get(stem)
            )
            for stem in STEMS
            for code in LANGUAGES
        }
        self.fields = {**texts, **self.fields}
        for stem in self.in_languages:
            for code in LANGUAGES:
                self._speak(self.fields[f"{stem}_{code}"], stem, code)

    @classmethod
    def of(cls, indicator: Indicator, data: Any = None) -> "IndicatorForm":
        """The form as the indicator is now."""
        names = [*PLAIN, *(f"{stem}_{code}" for stem in STEMS for code in LANGUAGES)]
        return cls(data, initial={name: getattr(indicator, name) for name in names})

    def values(self) -> dict[str, Any]:
        """What was said, for the service."""
        return {name: value for name, value in self.cleaned_data.items() if name != "slug"}


class NewIndicatorForm(IndicatorForm):
    """A new indicator with its short name."""

    slug = forms.SlugField(
        label=_("Short name"), max_length=60, help_text=_("Names it in tables and addresses: gdp-per-capita.")
    )
