"""What coordinators say of seats and duties."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from forum import clock
from forum.forms.fields import Day
from forum.models import Person
from regions.models import Mandate, Seat

SOMEBODY_NEW = _("Somebody new: fill in below")
NEW = ("name", "title", "email", "language")


class LivingPerson(forms.ModelChoiceField):
    """A living person of the forum, told apart by address."""

    def __init__(self, **options: Any) -> None:
        """Anybody living."""
        super().__init__(queryset=Person.objects.living().order_by("name"), **options)

    def label_from_instance(self, obj: Any) -> str:
        """Name and address."""
        return f"{obj.name} · {obj.email}"


class DaysForm(forms.Form):
    """From when until when, and who decided it."""

    since = Day(label=_("From"), help_text=_("The first day of the term, for example 18.3.2027"))
    until = Day(label=_("Until"), required=False, help_text=_("The last day of the term. Leave empty if not known."))
    appointed_by = forms.CharField(
        label=_("Appointed by"),
        max_length=200,
        required=False,
        help_text=_("For example: regional board, 1.3.2027, 42 §"),
    )

    def term(self) -> dict[str, Any]:
        """The days and who decided."""
        return {name: self.cleaned_data[name] for name in ("since", "until", "appointed_by")}


class TermForm(DaysForm):
    """A person for a term; the person is chosen, or made in the same breath."""

    field_order = ["person", *NEW]
    person = LivingPerson(label=_("Person"), required=False, empty_label=SOMEBODY_NEW)
    name = forms.CharField(label=_("Name of the new person"), max_length=200, required=False)
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("E-mail address"), required=False, help_text=_("Letters and sign-in codes go to this address.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, required=False)

    def clean(self) -> dict[str, Any]:
        """One person: either chosen, or new with name and address."""
        said = super().clean() or {}
        if said.get("person"):
            if said.get("name") or said.get("email"):
                self.add_error("person", _("Choose a person or write a new one, not both."))
            return said
        for field in ("name", "email"):
            if not said.get(field) and field not in self.errors:
                self.add_error(field, _("Choose a person above, or write who it is."))
        return said

    def new_person(self) -> dict[str, Any] | None:
        """The new person's facts, or None when somebody was chosen."""
        if self.cleaned_data["person"]:
            return None
        return {name: self.cleaned_data[name] for name in NEW if self.cleaned_data[name]}


class AppointForm(TermForm):
    """A seat's new holder or deputy. `instead_of` is the mandate that was in force when the form was drawn."""

    instead_of = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, seat: Seat, role: str, data: Any = None) -> "AppointForm":
        """From today, instead of whoever has it now."""
        now = seat.mandate(role)
        initial = {"since": clock.today(), "language": seat.default_language}
        return cls(data, initial={**initial, "instead_of": now.public_id if now else ""})


class DeputyForm(DaysForm):
    """The deputy whom a region's contact names: by name and address, as the contact sees no list of people."""

    name = forms.CharField(label=_("The deputy’s name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"), help_text=_("Letters and sign-in codes go to this address."))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    instead_of = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ["name", "email", "language"]

    @classmethod
    def of(cls, seat: Seat, data: Any = None) -> "DeputyForm":
        """From today, instead of whoever stands in now."""
        now = seat.mandate("deputy")
        initial = {"since": clock.today(), "language": seat.default_language}
        return cls(data, initial={**initial, "instead_of": now.public_id if now else ""})

    def deputy(self) -> dict[str, Any]:
        """Who it is, instead of whom, and for how long."""
        names = ("name", "email", "language", "instead_of")
        return {**{name: self.cleaned_data[name] for name in names}, **self.term()}


class DutyForm(TermForm):
    """A region's new contact or approver, or an organisation's member."""

    @classmethod
    def of(cls, language: str, data: Any = None) -> "DutyForm":
        """From today."""
        return cls(data, initial={"since": clock.today(), "language": language})


class EndForm(forms.Form):
    """On which day a term ends."""

    until = Day(label=_("Last day"), help_text=_("Yesterday ends the term at once. For example 18.3.2027"))

    @classmethod
    def of(cls, mandate: Mandate, data: Any = None) -> "EndForm":
        """Today, unless something else was agreed."""
        return cls(data, initial={"until": mandate.until or clock.today()})


class GroundForm(forms.Form):
    """On what ground the seat is held."""

    ground = forms.CharField(
        label=_("Ground of the seat"),
        max_length=200,
        required=False,
        help_text=_("For example: largest group, opposition. Shown with the seat."),
    )


class EmptyForm(forms.Form):
    """Asks nothing: only a yes."""
