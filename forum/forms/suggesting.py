"""A field of free text that suggests people as one types; their whole name means them, anything else stays as words."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum.models import Person


@dataclass(frozen=True)
class Named:
    """Who was written: a person of the forum, or words (or neither)."""

    person: Person | None = None
    words: str = ""


class SuggestingInput(forms.TextInput):
    """A text input with a list of suggestions, which browsers show without scripts."""

    template_name = "forms/suggesting.html"
    suggestions: list[tuple[str, str, str]] = []

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """With the suggestions as (name, what is said beside it, in which language)."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_list"
        return {**context, "suggestions": self.suggestions}


class PersonOrWords(forms.CharField):
    """Cleaned to Named. Two people of one name are told apart by "Name <address>"."""

    widget = SuggestingInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "max_length": 200, **options})
        self.known: dict[str, list[Person]] = {}

    def ask(self, people: list[Person]) -> None:
        """Suggests these people, and knows no others."""
        self.known = {}
        for person in people:
            self.known.setdefault(plain(person.name), []).append(person)
        named = (
            (found[0].name if len(found) == 1 else full(one), one) for found in self.known.values() for one in found
        )
        self.widget.suggestions = sorted((name, one.title, one.language) for name, one in named)  # type: ignore[attr-defined]

    def shown(self, person: Person | None, words: str) -> str:
        """What stands in the field when it is opened."""
        if person is None:
            return words
        known = self.known.setdefault(plain(person.name), [])
        if person not in known:
            known.append(person)
        return full(person) if len(known) > 1 else person.name

    def clean(self, value: Any) -> Any:
        """The person whose name it is, or the words."""
        words = " ".join(str(super().clean(value) or "").split())
        by_address = {plain(full(one)): one for found in self.known.values() for one in found}
        if plain(words) in by_address:
            return Named(by_address[plain(words)])
        found = self.known.get(plain(words), []) if words else []
        if len(found) > 1:
            message = _("There are several people of this name. Choose one: %(names)s.")
            raise ValidationError(message % {"names": "; ".join(map(full, found))}, code="several")
        return Named(found[0]) if found else Named(words=words)


def full(person: Person) -> str:
    """The name with the address."""
    return f"{person.name} <{person.email}>"


def plain(words: str) -> str:
    """For comparing what was typed with a name."""
    return " ".join(words.split()).casefold()
