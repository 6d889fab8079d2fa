"""Forms of texts that two may be writing at once."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from forum.forms.languages import InLanguages
from forum.texts import LANGUAGES
from themes.services import saving
from themes.services.plain_words import plain
from themes.services.saving import Saved, Seen

LONGEST = 20_000
SAME_FIELDS: Mapping[str, str] = {}
Result = TypeVar("Result")


def give(form: forms.BaseForm, act: Callable[[], Result], where: Mapping[str, str] = SAME_FIELDS) -> Result | None:
    """Runs `act`; what it refuses becomes the form's errors, at the field that `where` gives for the model's field."""
    try:
        return act()
    except ValidationError as error:
        for name, found in getattr(error, "error_dict", {NON_FIELD_ERRORS: error}).items():
            field = where.get(name, name)
            form.add_error(field if field in form.fields else None, found)
        return None


def long_text(rows: int, longest: int = LONGEST) -> forms.CharField:
    """A long text, kept with its spaces."""
    return forms.CharField(max_length=longest, required=False, strip=False, widget=forms.Textarea(attrs={"rows": rows}))


class Shared(InLanguages, forms.Form):
    """A form of texts that two may be writing at once: it carries which revision each part began from (`seen`).

    `over` comes from a clash: the revision that was shown there, and that saving by hand may replace.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    over = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        self.row = row
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen", saving.write_seen(saving.seen_all(row)))

    def clean(self) -> dict[str, Any]:
        """Texts as they are kept, so that what nobody has changed stays the same."""
        data = super().clean() or self.cleaned_data
        for stem in self.in_languages:
            for code in LANGUAGES:
                if f"{stem}_{code}" in data:
                    data[f"{stem}_{code}"] = plain(data[f"{stem}_{code}"])
        return data

    def began(self) -> Seen:
        """Which revision each part began from."""
        return saving.read_seen(self.cleaned_data.get("seen", ""), self.row)

    def replaces(self, by_hand: bool) -> int:
        """The revision that may be replaced: only somebody who presses the button has read the clash."""
        over = self.cleaned_data.get("over")
        return over if by_hand and over is not None else -1

    def refill(self, **values: Any) -> None:
        """Changes what the form shows when drawn again."""
        self.data = {**self.data.dict(), **values}  # type: ignore[attr-defined]

    def label_of(self, part: str) -> str:
        """A part in words: "Conclusions (Svenska)"."""
        stem, _sep, code = part.rpartition("_")
        if stem in self.in_languages and part in self.fields:
            return f"{self.in_languages[stem]} ({self.fields[part].label})"
        name = self.part_fields().get(part, part)
        return str(self.fields[name].label) if name in self.fields else part

    def part_fields(self) -> Mapping[str, str]:
        """The field that stands for a part of another name."""
        return {}

    def shown(self, part: str, row: Any) -> str:
        """What a part says in a row, in words."""
        return str(getattr(row, part, ""))

    def typed(self, part: str) -> str:
        """What was typed for a part, in words."""
        return str(self.cleaned_data.get(part) or "")

    def both(self, saved: Saved) -> list[dict[str, Any]]:
        """What is saved now beside what was typed, for each part in which they clash."""
        return [
            {"label": self.label_of(part), "saved": self.shown(part, saved.row), "typed": self.typed(part)}
            for part in saved.clashes
        ]
