"""What a person may change about themselves."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.models import Person


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """One's own name, title, phone and language."""

    class Meta:
        model = Person
        fields = ("name", "title", "phone", "language", "both_languages")
        labels: ClassVar[dict[str, Any]] = {
            "name": _("Name"),
            "title": _("Title"),
            "phone": _("Phone"),
            "language": _("Language"),
            "both_languages": _("My letters in both languages"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "title": _("For example: Regional Development Director"),
            "phone": _("Only the secretariat sees it. They call when an answer is missing."),
            "language": _("Your letters and your desk are in this language."),
            "both_languages": _("The other official language of the forum follows below your own."),
        }
        widgets: ClassVar[dict[str, Any]] = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "title": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "language": forms.RadioSelect,
        }
