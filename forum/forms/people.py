"""What coordinators may say of a person, and how they search for one."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.models import Person, StaffRole

ROLES = [("coordinator", _("Coordinator")), ("chair", _("Chair"))]


class PersonForm(forms.Form):
    """A person, and the staff roles held from today."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Letters and sign-in codes go to this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False, widget=forms.TextInput({"type": "tel"}))
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Letters to the person are in this language.")
    )
    roles = forms.MultipleChoiceField(
        label=_("Staff roles"), choices=ROLES, required=False, widget=forms.CheckboxSelectMultiple
    )


class ChangePersonForm(PersonForm):
    """A person who is here already: may also be closed out for a time."""

    is_active = forms.BooleanField(
        label=_("Can sign in and gets letters"),
        required=False,
        help_text=_("Take this away when somebody has left. Their seats stay theirs until you appoint another."),
    )

    @classmethod
    def of(cls, person: Person, data: Any = None) -> "ChangePersonForm":
        """The form as the person is now."""
        now = {name: getattr(person, name) for name in ("name", "title", "email", "phone", "language", "is_active")}
        roles = StaffRole.objects.current().filter(person=person).values_list("kind", flat=True)
        return cls(data, initial={**now, "roles": list(roles)})


class PeopleSearch(forms.Form):
    """Narrows the list of people; upper floors add their ways from the shelf."""

    q = forms.CharField(label=_("Name, title or address"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Staff role"), required=False, choices=[("", _("All")), *ROLES])
    reach = forms.ChoiceField(
        label=_("Can be reached"),
        required=False,
        choices=[
            ("", _("All")),
            ("bounced", _("Letters do not arrive")),
            ("closed", _("Has left")),
            ("anonymised", _("Anonymised")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Adds the upper floors' choices."""
        super().__init__(*args, **kwargs)
        for entry in shelves.people_filters.entries():
            choices = [("", _("All")), *entry.choices()]
            self.fields[entry.name] = forms.ChoiceField(label=entry.label, required=False, choices=choices)

    def found(self) -> QuerySet[Person]:
        """The people that match what was understood of the search; nonsense values match everybody."""
        self.is_valid()
        asked = self.cleaned_data
        people = Person.objects.order_by("name", "pk")
        if asked.get("reach") != "anonymised":
            people = people.filter(anonymised_at=None)
        for word in asked.get("q", "").split():
            people = people.filter(Q(name__icontains=word) | Q(title__icontains=word) | Q(email__icontains=word))
        if asked.get("role"):
            people = people.filter(pk__in=StaffRole.objects.current().filter(kind=asked["role"]).values("person"))
        for entry in shelves.people_filters.entries():
            if asked.get(entry.name):
                people = entry.narrow(people, asked[entry.name])
        return reach(people, asked.get("reach", ""))


def reach(people: QuerySet[Person], kind: str) -> QuerySet[Person]:
    """Only those who can be reached no longer, and why."""
    if kind == "bounced":
        return people.filter(unreachable_since__isnull=False)
    if kind == "closed":
        return people.filter(is_active=False)
    return people.exclude(anonymised_at=None) if kind == "anonymised" else people
