"""The coordinator's forms of briefs: a new one, its head, and each kind of block."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.forms.languages import InLanguages
from forum.texts import LANGUAGES
from regions.models import Indicator, Organisation
from themes.forms.theme_choices import offer_themes
from themes.forms.view_rounds import words
from themes.models import Brief, BriefBlock, BriefSeries, Theme
from themes.services import brief_options, brief_sentences, brief_words

CHARTS = [
    ("auto", gettext_lazy("Lines over the years, or bars when there is only one year")),
    ("none", gettext_lazy("No chart, only the sentence")),
]
HOLD = gettext_lazy("I have looked through the translations: they still hold")


class IndicatorChoice(forms.ModelChoiceField):
    """Indicators by their names."""

    def label_from_instance(self, obj: Indicator) -> str:
        """The name of what is compared."""
        return str(obj.shown_name)


class AboutForm(forms.Form):
    """What a brief is: its kind, its series, and the language it is written in first."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=list(brief_words.BRIEF_KINDS.items()))
    series = forms.ModelChoiceField(
        BriefSeries.objects.filter(ended_on=None),
        required=False,
        label=gettext_lazy("Series"),
        help_text=gettext_lazy("Only a review belongs to a series."),
    )
    original = forms.ChoiceField(label=gettext_lazy("Written first in"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["original"]
        field.choices = [(code, settings.LANGUAGE_NAMES[code]) for code in settings.PROFILE["languages"]]

    def clean(self) -> dict[str, Any]:
        """A review belongs to a series, others to none."""
        data = super().clean() or self.cleaned_data
        if data.get("kind") == Brief.Kind.REVIEW and not data.get("series"):
            self.add_error("series", _("Choose the series of the review."))
        if data.get("kind") != Brief.Kind.REVIEW:
            data["series"] = None
        return data


class NewBriefForm(InLanguages, AboutForm):
    """A new brief on a theme: empty, or with the structure of the theme's last one."""

    in_languages = {"title": gettext_lazy("Title that states the message")}
    language_hints = {"title": gettext_lazy("You can leave it for later.")}
    field_order = ("theme", "kind", "series", "original", "title_fi", "title_sv", "title_en", "like_last")

    theme = forms.ModelChoiceField(Theme.objects.none(), label=gettext_lazy("Theme"))
    title_fi, title_sv, title_en = (words(200) for _code in LANGUAGES)
    like_last = forms.BooleanField(
        required=False,
        label=gettext_lazy("Copy the structure of the theme's last brief"),
        help_text=gettext_lazy("Its blocks with their indicators, without the texts."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_themes(self, "theme")


class HeadForm(InLanguages, AboutForm):
    """A brief's title, lead, and why it has no figures."""

    in_languages = {
        "title": gettext_lazy("Title that states the message"),
        "lead": gettext_lazy("Lead"),
        "why_qualitative": gettext_lazy("Why there are no figures here"),
    }
    language_hints = {"why_qualitative": gettext_lazy("Only for a brief without figures.")}

    title_fi, title_sv, title_en = (words(200) for _code in LANGUAGES)
    lead_fi, lead_sv, lead_en = (words(1000, 3) for _code in LANGUAGES)
    why_qualitative_fi, why_qualitative_sv, why_qualitative_en = (words(3000, 3) for _code in LANGUAGES)
    all_hold = forms.BooleanField(required=False, label=HOLD)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, brief: Brief, **kwargs: Any) -> None:
        """Asks whether the translations hold only when some of them is older."""
        super().__init__(*args, **kwargs)
        if not brief.older:
            del self.fields["all_hold"]

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        return dict(self.cleaned_data)


class BlockForm(InLanguages, forms.Form):
    """A block's texts and settings, by its kind."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, block: BriefBlock | None = None, **kwargs: Any) -> None:
        """With what the block says now."""
        self.kind, self.block = kind, block
        kwargs["initial"] = {**(saved(block) if block else {"chart": "auto"}), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.in_languages = self.stems()
        if kind == BriefBlock.Kind.MESSAGE:
            self.language_hints = {"text": _("Leave it empty, and the standard sentence of the figures is said.")}
        self.fields = {**settings_of(kind), **self.texts(), **self.fields}
        for stem in self.in_languages:
            for code in LANGUAGES:
                self._speak(self.fields[f"{stem}_{code}"], stem, code)
        if block and block.older:
            self.fields["all_hold"] = forms.BooleanField(required=False, label=HOLD)

    def stems(self) -> dict[str, Any]:
        """The texts of this kind of block."""
        if self.kind in ("table", "views", "last_actions"):
            return {"headline": _("Heading")}
        if self.kind == "questions":
            return {f"question_{n}": _("Question %(number)s") % {"number": n} for n in range(1, 4)}
        if self.kind == "sentence":
            return {"text": _("Sentence")}
        if self.kind == "chart":
            return {"headline": _("Heading of at most ten words")}
        if self.kind == "message":
            return {"headline": _("Heading of at most ten words"), "text": _("Sentence of your own")}
        return {"headline": _("Heading"), "text": _("Text")}

    def texts(self) -> dict[str, forms.Field]:
        """The fields of the texts."""
        rows = {"text": 2 if self.kind in ("message", "sentence") else 6}
        return {
            f"{stem}_{code}": words(
                300 if stem.startswith("question") else 200 if stem == "headline" else 4000, rows.get(stem, 0)
            )
            for stem in self.in_languages
            for code in LANGUAGES
        }

    def clean(self) -> dict[str, Any]:
        """Sentences know the placeholders that they name."""
        data = super().clean() or self.cleaned_data
        for code in LANGUAGES if self.kind in ("message", "sentence") else ():
            if wrong := brief_sentences.unknown(data.get(f"text_{code}", "")):
                message = _("There is no placeholder %(wrong)s. Choose from the list.") % {"wrong": ", ".join(wrong)}
                self.add_error(f"text_{code}", ValidationError(message, code="placeholder"))
        return data

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        facts = {f"{stem}_{code}": data[f"{stem}_{code}"] for stem in self.plain_stems() for code in LANGUAGES}
        facts |= {name: data[name] for name in ("indicator", "organisation") if name in data}
        options: dict[str, Any] = {name: data[name] for name in ("chart", "indicators") if name in data}
        if self.kind == "questions":
            options = {
                "questions": [{code: data[f"{stem}_{code}"] for code in LANGUAGES} for stem in self.in_languages]
            }
        return {**facts, "options": options}

    def how(self) -> dict[str, Any]:
        """The revision that the writer began from, and whether older translations still hold."""
        return {"seen": self.cleaned_data["seen"], "all_hold": self.cleaned_data.get("all_hold", False)}

    def plain_stems(self) -> list[str]:
        """The stems that are columns."""
        return [stem for stem in self.in_languages if stem in ("headline", "text")]


def settings_of(kind: str) -> dict[str, forms.Field]:
    """What is chosen for a kind of block."""
    found: dict[str, forms.Field] = {}
    if kind in BriefBlock.WITH_INDICATOR:
        found["indicator"] = IndicatorChoice(offered(), label=_("Indicator"))
    if kind == "message":
        found["chart"] = forms.ChoiceField(label=_("Chart"), choices=CHARTS)
    if kind == "table":
        hint = _("At most %(most)s indicators.") % {"most": brief_options.MOST_ROWS}
        found["indicators"] = forms.MultipleChoiceField(
            label=_("Indicators"),
            help_text=hint,
            choices=[(one.slug, str(one.name)) for one in offered()],
            widget=forms.CheckboxSelectMultiple,
        )
    if kind == "state_view":
        bodies = Organisation.objects.filter(kind__in=["ministry", "agency"])
        found["organisation"] = forms.ModelChoiceField(bodies, label=_("Whose view it is"))
    return found


def offered() -> Any:
    """The indicators that a block may tell of, by their names."""
    return Indicator.objects.filter(is_retired=False, period_type="year")


def saved(block: BriefBlock) -> dict[str, Any]:
    """What the block says now, as the form shows it."""
    texts = {f"{stem}_{code}": getattr(block, f"{stem}_{code}") for stem in ("headline", "text") for code in LANGUAGES}
    asked = {
        f"question_{place}_{code}": question.get(code, "")
        for place, question in enumerate(block.questions, start=1)
        for code in LANGUAGES
    }
    own = {"indicator": block.indicator_id, "organisation": block.organisation_id, "seen": block.revision}
    return {"chart": "auto", **block.options, **texts, **asked, **own}


class NoteForm(InLanguages, forms.Form):
    """Publishing a new version: what changed, and who is told; a reason when a required language is missing."""

    in_languages = {"note": gettext_lazy("What has changed")}
    must_have = ("note",)
    language_hints = {"note": gettext_lazy("Readers see this with the versions.")}

    note_fi, note_sv, note_en = (words(500, 2) for _code in LANGUAGES)

    def note(self) -> dict[str, str]:
        """The note in each language."""
        return {code: self.cleaned_data.get(f"note_{code}", "") for code in LANGUAGES}


class ReasonForm(forms.Form):
    """Why something is done all the same."""

    reason = forms.CharField(max_length=500, label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
