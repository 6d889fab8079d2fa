"""What the secretariat says of regional development discussions, and how readers look for them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from forum.forms.fields import Day
from forum.forms.languages import InLanguages
from forum.forms.records import EVERY, Search
from forum.texts import LANGUAGES
from regions.models import Organisation, Region
from themes.forms.theme_choices import offer_themes
from themes.models import Brief, Talk, Theme
from themes.services import talk_content
from themes.services.plain_words import plain
from themes.services.talk_reading import KINDS, STATES
from themes.services.talks import BODIES

LONGEST = 20_000
COLUMNS = ("kind", "held_on", "material")


def line(longest: int = 200) -> forms.CharField:
    """One language of a short text."""
    return forms.CharField(max_length=longest, required=False)


def long_text(rows: int) -> forms.CharField:
    """One language of a long text."""
    return forms.CharField(max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": rows}))


class Several(forms.ModelMultipleChoiceField):
    """Several rows, ticked; `words` says one."""

    def __init__(self, queryset: QuerySet[Any], *, words: Any = str, **options: Any) -> None:
        boxes = forms.CheckboxSelectMultiple(attrs={"class": "side-by-side"})
        super().__init__(queryset, **{"required": False, "widget": boxes, **options})
        self.words = words

    def label_from_instance(self, obj: Any) -> str:
        """The row in words."""
        return str(self.words(obj))


def theme_words(theme: Theme) -> str:
    """2. Name (2020–2023)."""
    return f"{theme.number}. {theme.name} ({theme.programme.years})"


class TalkForm(InLanguages, forms.Form):
    """A record. `revision` is the one that was opened for editing."""

    in_languages = {
        "title": _("Heading"),
        "area": _("Large area"),
        "summary": _("What was discussed"),
        "outcome": _("What was understood together"),
    }
    language_hints = {
        "title": _("Needed in every required language before it is published."),
        "area": _("What the area is called, such as Eastern Finland. Only for a discussion with a large area."),
        "outcome": _(
            "The discussion makes no binding decisions. Write what both sides see alike, and where they differ."
        ),
    }
    kind = forms.ChoiceField(label=_("Kind of discussion"), choices=list(KINDS.items()), widget=forms.RadioSelect)
    title_fi, title_sv, title_en = line(), line(), line()
    held_on = Day(label=_("Held on"))
    area_fi, area_sv, area_en = line(), line(), line()
    regions = Several(Region.objects.all(), label=_("Regions that took part"))
    organisations = Several(
        Organisation.objects.filter(forum_member=True),
        label=_("Ministries, agencies and others that took part"),
    )
    themes = Several(Theme.objects.none(), label=_("Themes"))
    briefs = Several(
        Brief.objects.public().newest_first(), label=_("Situation briefs that it was held on the ground of")
    )
    summary_fi, summary_sv, summary_en = long_text(8), long_text(8), long_text(8)
    outcome_fi, outcome_sv, outcome_en = long_text(8), long_text(8), long_text(8)
    material = forms.URLField(
        label=_("Conclusions published elsewhere"),
        help_text=_("The address of the ministry's or the region's own page. Leave it empty when there is none."),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, talk: Talk | None = None, **kwargs: Any) -> None:
        """Shows the record as it is."""
        kwargs["initial"] = {**(present(talk) if talk else {}), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        offer_themes(self, "themes")

    def clean(self) -> dict[str, Any]:
        """Texts as they are kept."""
        data = super().clean() or self.cleaned_data
        for stem in self.in_languages:
            for code in LANGUAGES:
                data[f"{stem}_{code}"] = plain(data.get(f"{stem}_{code}", ""))
        return data

    def values(self) -> dict[str, Any]:
        """What the record is made of."""
        names = [f"{stem}_{code}" for stem in talk_content.TEXTS for code in LANGUAGES]
        given = {name: self.cleaned_data[name] for name in (*COLUMNS, *names)}
        return {**given, **{name: list(self.cleaned_data[name]) for name in BODIES}}


class CorrectionForm(TalkForm):
    """A public record, with what has changed."""

    in_languages = {**TalkForm.in_languages, "note": _("What has changed")}
    language_hints = {**TalkForm.language_hints, "note": _("Everybody can read this beside the new version.")}
    note_fi, note_sv, note_en = line(500), line(500), line(500)
    reason = forms.CharField(
        label=_("Why it is published without a required language"),
        help_text=_("Only when a language is missing. The reason is kept in the log."),
        max_length=500,
        required=False,
    )

    def note(self) -> dict[str, str]:
        """What has changed, by language."""
        return {code: self.cleaned_data[f"note_{code}"] for code in LANGUAGES}


def present(talk: Talk) -> dict[str, Any]:
    """What the form says of the record as it is."""
    names = [f"{stem}_{code}" for stem in talk_content.TEXTS for code in LANGUAGES]
    columns = {name: getattr(talk, name) for name in (*COLUMNS, "revision", *names)}
    return {**columns, **{name: list(getattr(talk, name).values_list("pk", flat=True)) for name in BODIES}}


class PublishForm(forms.Form):
    """A reason is asked when a required language is missing."""

    reason = forms.CharField(
        label=_("Why it is published without a required language"),
        help_text=_("Only when a language is missing. The reason is kept in the log."),
        max_length=500,
        required=False,
    )


class TalkSearch(Search):
    """By words, kind, region, theme and year, offering what there is; staff also by state."""

    words = forms.CharField(label=_("Words"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[EVERY, *KINDS.items()])
    region = forms.ChoiceField(label=_("Region"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[EVERY, *STATES.items()])

    def __init__(self, *args: Any, among: Iterable[Talk], by_state: bool = False, **kwargs: Any) -> None:
        """Offers the regions, themes and years of the discussions it looks `among`."""
        super().__init__(*args, **kwargs)
        self.among = list(among)
        if not by_state:
            del self.fields["state"]
        regions = {one.code: str(one.name) for talk in self.among for one in talk.regions.all()}
        themes = {str(one.pk): theme_words(one) for talk in self.among for one in talk.themes.all()}
        years = {str(talk.held_on.year): str(talk.held_on.year) for talk in self.among}
        for name, found in (("region", regions), ("theme", themes), ("year", years)):
            self.fields[name].choices = [EVERY, *sorted(found.items(), key=lambda pair: pair[1].casefold())]  # type: ignore[attr-defined]

    def found(self) -> list[Talk]:
        """The discussions asked for, in the order they came."""
        return [talk for talk in self.among if self.fits(talk)]

    def fits(self, talk: Talk) -> bool:
        """Whether it is one of those asked for."""
        has = {
            "kind": {talk.kind},
            "region": {one.code for one in talk.regions.all()},
            "theme": {str(one.pk) for one in talk.themes.all()},
            "year": {str(talk.held_on.year)},
            "state": {talk.state},
        }
        words = self.value("words").casefold()
        said = " ".join(getattr(talk, f"{stem}_{code}") for stem in talk_content.TEXTS for code in LANGUAGES).casefold()
        return words in said and all(
            self.value(name) in ("", *known) for name, known in has.items() if name in self.fields
        )
