"""What coordinators say of organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.forms.languages import InLanguages
from forum.texts import LANGUAGES
from regions.models import Organisation, Region

KINDS = [
    ("ministry", _("Ministry")),
    ("agency", _("Agency")),
    ("regional-council", _("Regional council")),
    ("association", _("Association")),
    ("advisory-council", _("Advisory council")),
    ("indigenous-parliament", _("Parliament of an indigenous people")),
    ("other", _("Other")),
]
FIELDS = ("kind", "forum_member", "unverified")
STEMS = ("name", "abbreviation")


class OrganisationForm(InLanguages, forms.Form):
    """An organisation; what its facts still lack is said in `unverified`."""

    in_languages = {"name": _("Name"), "abbreviation": _("Abbreviation")}
    must_have = ("name",)

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    name_fi = forms.CharField(max_length=200)
    name_sv = forms.CharField(max_length=200)
    name_en = forms.CharField(max_length=200)
    abbreviation_fi = forms.CharField(max_length=20)
    abbreviation_sv = forms.CharField(max_length=20)
    abbreviation_en = forms.CharField(max_length=20)
    forum_member = forms.BooleanField(
        label=_("Member of the forum"), required=False, help_text=_("A member has a seat and is invited by theme.")
    )
    areas = forms.ModelMultipleChoiceField(
        Region.objects.all(),
        label=_("Works in these regions"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave empty for the whole country."),
    )
    unverified = forms.CharField(
        label=_("What still needs checking"),
        max_length=200,
        required=False,
        help_text=_("Only the secretariat sees it."),
    )

    @classmethod
    def of(cls, organisation: Organisation, data: Any = None) -> "OrganisationForm":
        """The form as the organisation is now."""
        columns = [f"{stem}_{code}" for stem in STEMS for code in LANGUAGES]
        now = {name: getattr(organisation, name) for name in (*FIELDS, *columns)}
        return cls(data, initial={**now, "areas": organisation.areas.all()})

    def values(self) -> dict[str, Any]:
        """What was said, for the service."""
        return {**self.cleaned_data, "areas": list(self.cleaned_data["areas"])}
