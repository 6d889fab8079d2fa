"""The forms of a region's view: writing it, recording one that came another way, approving, opening again."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.forms.fields import Day
from forum.forms.languages import Row
from themes.forms.shared import Shared, long_text
from themes.models import RegionView
from themes.models.region_view import FIGURE_PARTS, HORIZONS
from themes.services import view_saving, view_words
from themes.services.view_content import language_of, slots

LONGEST = {"label": 200, "value": 40, "unit": 60, "period": 60, "source": 300}
LABELS = {
    "label": gettext_lazy("What it counts"),
    "value": gettext_lazy("Value"),
    "unit": gettext_lazy("Unit"),
    "period": gettext_lazy("Period"),
    "source": gettext_lazy("Source"),
}
HINTS = {
    "value": gettext_lazy("A number, for example 12,5"),
    "unit": gettext_lazy("For example %, persons or euros"),
    "period": gettext_lazy("For example 2026 or May 2026"),
}


class ViewForm(Shared):
    """A region's view: three assessments with their grounds, an answer to each question, own figures."""

    def __init__(self, *args: Any, row: RegionView, **kwargs: Any) -> None:
        """Fields by the round's questions, each with what is saved now."""
        kwargs["initial"] = {**view_saving.typed_of(row), "language": language_of(row)}
        super().__init__(*args, row=row, **kwargs)
        self.numbers = slots(row)
        self.fields |= {**self._assessments(), **self._answers(), **self._figures()}
        for asked in self.fields.values():
            asked.in_languages = True  # type: ignore[attr-defined]  # not "(optional)": what is missing is said by the meter

    def _assessments(self) -> dict[str, forms.Field]:
        names = [(code, settings.LANGUAGE_NAMES[code]) for code in settings.PROFILE["languages"]]
        made: dict[str, forms.Field] = {
            "language": forms.ChoiceField(label=_("In which language the view is"), choices=names, required=False)
        }
        for one in HORIZONS:
            choices = [*view_words.choices(one), ("", _("not said yet"))]
            radios = forms.RadioSelect(attrs={"class": "scale-choice"})
            made[one] = forms.ChoiceField(label=view_words.ASKED[one], choices=choices, widget=radios, required=False)
            made[f"{one}_text"] = long_text(4, 4000)
            made[f"{one}_text"].label = _("Grounds: %(when)s") % {"when": view_words.LABELS[one]}
        return made

    def _answers(self) -> dict[str, forms.Field]:
        made: dict[str, forms.Field] = {}
        for key, words in self.row.round.worded:
            made[f"answer_{key}"] = long_text(6)
            made[f"answer_{key}"].label = str(words)
        return made

    def _figures(self) -> dict[str, forms.Field]:
        return {
            f"figure_{number}_{part}": forms.CharField(
                label=LABELS[part], help_text=HINTS.get(part, ""), max_length=LONGEST[part], required=False
            )
            for number in self.numbers
            for part in FIGURE_PARTS
        }

    def rows(self) -> list[Row]:
        """Own figures stand under one heading each."""
        found, figures = [], {number: self._heading(number) for number in self.numbers}
        for bound in self.visible_fields():
            kind, _sep, rest = bound.name.partition("_")
            if kind == "figure":
                figures[rest.partition("_")[0]].fields.append(bound)
            else:
                found.append(Row([bound]))
        return [*found, *figures.values()]

    def _heading(self, number: str) -> Row:
        hint = _("Optional. A figure that has been begun must have all five.") if number == "1" else ""
        return Row(legend=_("Own figure %(number)s") % {"number": number}, hint=hint)

    def values(self) -> dict[str, str]:
        """What was typed, by field."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"seen", "over"}}

    def label_of(self, part: str) -> str:
        """A part in words."""
        kind, _sep, number = part.partition("_")
        if kind == "figure":
            return _("Own figure %(number)s") % {"number": number}
        return str(self.fields[part].label)

    def shown(self, part: str, row: Any) -> str:
        """What a part says in a row."""
        return in_words(part, {name: view_saving.read(row, name) for name in view_saving.parts_of(row)[part]})

    def typed(self, part: str) -> str:
        """What was typed for a part."""
        return in_words(part, {name: self.cleaned_data.get(name, "") for name in view_saving.parts_of(self.row)[part]})


def in_words(part: str, typed: Mapping[str, str]) -> str:
    """A part as people read it: steps with their words, figures as one line."""
    if part in HORIZONS:
        step = typed[part]
        return dict(view_words.choices(part)).get(step, "")
    if part == "language":
        return str(settings.LANGUAGE_NAMES.get(typed[part], ""))
    return " · ".join(filter(None, typed.values()))


class RecordForm(ViewForm):
    """A view that came by another way than the portal."""

    field_order = ("received_how", "received_from", "received_on")

    def __init__(self, *args: Any, row: RegionView, **kwargs: Any) -> None:
        """How it came, before what it says. Nothing of the region's own draft is shown."""
        super().__init__(*args, row=row, **kwargs)
        self.initial = {"language": row.region.default_language, "seen": self.initial["seen"]}
        self.fields |= {
            "received_how": forms.ChoiceField(label=_("How the view came"), choices=list(view_words.HOW.items())),
            "received_from": forms.CharField(
                label=_("Who sent it in the region's name"),
                help_text=_("Position, not only a name: readers see this."),
                max_length=200,
            ),
            "received_on": Day(label=_("When it came")),
        }
        self.order_fields(self.field_order)

    def values(self) -> dict[str, str]:
        """What the view says."""
        return {name: value for name, value in super().values().items() if not name.startswith("received_")}

    def came(self) -> dict[str, Any]:
        """How it came."""
        given = self.cleaned_data
        return {
            "how": given["received_how"],
            "received_from": given["received_from"],
            "received_on": given["received_on"],
        }


class ApproveForm(forms.Form):
    """Approving what was shown, and nothing newer."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    read = forms.BooleanField(label=gettext_lazy("I approve this view in the name of the region"))


class ReasonForm(forms.Form):
    """Why a view is opened again, or a round called off."""

    reason = forms.CharField(
        max_length=500,
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Those whom it concerns read this in their letter."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
