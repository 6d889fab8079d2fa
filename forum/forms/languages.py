"""Forms that ask a text in several languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.conf import settings
from django.forms import BoundField

from forum.texts import LANGUAGES


@dataclass
class Row:
    """What stands together in a form: one field, or a text's languages under one `legend`."""

    fields: list[BoundField] = field(default_factory=list)
    legend: Any = ""
    hint: Any = ""


class InLanguages(forms.BaseForm):
    """A form whose `in_languages` stems (`title` for `title_fi`, `title_sv`, `title_en`) are asked as one thing each.

    `must_have` names the stems that are asked in every language the country profile requires; `language_hints`
    may give a stem a hint.
    """

    in_languages: Mapping[str, Any] = {}
    must_have: tuple[str, ...] = ()
    language_hints: Mapping[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Labels each language's field with its language, in the profile's order."""
        super().__init__(*args, **kwargs)
        for stem in self.in_languages:
            for code in LANGUAGES:
                if asked := self.fields.get(f"{stem}_{code}"):
                    self._speak(asked, stem, code)

    def _speak(self, asked: Any, stem: str, code: str) -> None:
        asked.in_languages = True
        asked.label = settings.LANGUAGE_NAMES[code]
        asked.required = stem in self.must_have and code in settings.PROFILE["required_languages"]
        asked.widget.is_required = asked.required
        asked.widget.attrs["lang"] = code

    def rows(self) -> list[Row]:
        """The visible fields in order, a text's languages gathered where the first of them stands."""
        groups: dict[str, Row] = {}
        for bound in self.visible_fields():
            stem, _, code = bound.name.rpartition("_")
            if stem in self.in_languages and code in LANGUAGES:
                groups.setdefault(stem, self._row(stem)).fields.append(bound)
            else:
                groups[f"field {bound.name}"] = Row([bound])
        return [self._in_order(row) for row in groups.values()]

    def _row(self, stem: str) -> Row:
        return Row(legend=self.in_languages[stem], hint=self.language_hints.get(stem, ""))

    def _in_order(self, row: Row) -> Row:
        order = {code: place for place, code in enumerate([*settings.PROFILE["languages"], *LANGUAGES][::-1])}
        row.fields.sort(key=lambda bound: -order.get(bound.name.rpartition("_")[2], 0))
        return row
