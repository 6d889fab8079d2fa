"""How coordinators look for letters. Every way goes by an index, however many letters there are."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Model, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.forms.fields import Day
from forum.forms.records import EVERY, STATES, Search
from forum.models import Letter, Mailing, Person
from forum.models.letter import LetterQuerySet


class LetterSearch(Search):
    """By state, kind, receiver and day, and by what upper floors offer. `person`, `about` and `mailing` come from links
    on other pages.
    """

    state = forms.ChoiceField(label=_("State"), choices=[EVERY, *STATES.items()], required=False)
    kind = forms.ChoiceField(label=_("Kind of letter"), required=False)
    to = forms.CharField(
        label=_("Receiver"),
        max_length=200,
        required=False,
        help_text=_("A person's name or address; of others the whole address"),
    )
    since = Day(label=_("Written from"), required=False)
    until = Day(label=_("Written until"), required=False)
    person = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    about = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    mailing = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offers the kinds of letters that there are, and the upper floors' choices."""
        super().__init__(*args, **kwargs)
        kinds = sorted(((name, str(words)) for name, words in shelves.letter_kinds.named()), key=lambda one: one[1])
        self.fields["kind"].choices = [EVERY, *kinds]  # type: ignore[attr-defined]
        for entry in shelves.letter_filters.entries():
            choices = [EVERY, *entry.choices()]
            self.fields[entry.name] = forms.ChoiceField(label=entry.label, required=False, choices=choices)

    @property
    def is_narrow(self) -> bool:
        """Whether it asks for the letters of one thing or of some people."""
        names = ("to", "person", "about", "mailing", *(name for name, _entry in shelves.letter_filters.named()))
        return any(self.value(name) for name in names)

    def found(self) -> LetterQuerySet:
        """The letters asked for, newest first."""
        state, letters = self.value("state"), self.in_every_state()
        return letters.filter(state=state) if state else letters

    def in_every_state(self) -> LetterQuerySet:
        """The same, whatever their state."""
        letters = received_by(Letter.objects.newest_first(), self.value("to").strip())
        for entry in shelves.letter_filters.entries():
            if value := self.value(entry.name):
                letters = entry.narrow(letters, value)
        return letters.filter(**self._exact(), **self._days())

    def _exact(self) -> dict[str, Any]:
        exact = {name: value for name in ("kind", "about") if (value := self.value(name))}
        exact |= {
            name: key_of(model, value)
            for name, model in (("person", Person), ("mailing", Mailing))
            if (value := self.value(name))
        }
        return {"about_id" if name == "about" else name: value for name, value in exact.items()}

    def _days(self) -> dict[str, datetime]:
        since, until = self.value("since"), self.value("until")
        days = {"written_at__gte": since, "written_at__lt": until + timedelta(days=1) if until else None}
        return {name: beginning(day) for name, day in days.items() if day}


def received_by(letters: LetterQuerySet, words: str) -> LetterQuerySet:
    """Letters to people of this name or address, and to whoever else has exactly this address."""
    if not words:
        return letters
    people = Person.objects.filter(Q(name__icontains=words) | Q(email__icontains=words)).order_by()
    known = Q(person__in=list(people.values_list("pk", flat=True)))
    if "@" not in words:
        return letters.filter(known)
    return letters.alias(address=Lower("to_address")).filter(known | Q(address=words.lower()))


def key_of(model: type[Model], public_id: str) -> int:
    """The row's primary key; 0 when there is none of this public id."""
    return model._default_manager.filter(public_id=public_id).values_list("pk", flat=True).first() or 0


def beginning(day: date) -> datetime:
    """The day's first moment in the profile's zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
