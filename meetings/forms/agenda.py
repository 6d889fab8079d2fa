"""The coordinator's form of an agenda item."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forum.forms.languages import InLanguages
from forum.models import Person
from meetings.models import AgendaItem
from meetings.services import agenda


def _title() -> forms.CharField:
    return forms.CharField(max_length=200, required=False)


def _summary() -> forms.CharField:
    return forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class AgendaItemForm(InLanguages, forms.Form):
    """An item of the agenda. `seen` is the mark of the text that was opened for editing."""

    in_languages = {"title": _("Heading"), "summary": _("What it is about")}
    language_hints = {"title": _("Needed in every required language before the agenda is published.")}

    title_fi = _title()
    title_sv = _title()
    title_en = _title()
    minutes = forms.IntegerField(min_value=1, max_value=600, initial=15, label=_("Minutes"))
    is_break = forms.BooleanField(required=False, label=_("This is a break"))
    summary_fi = _summary()
    summary_sv = _summary()
    summary_en = _summary()
    presenter = forms.ModelChoiceField(
        Person.objects.none(), required=False, label=_("Presenter, a person of the forum")
    )
    presenter_text = forms.CharField(
        max_length=200,
        required=False,
        label=_("Presenter in words"),
        help_text=_("When the presenter is not a person of the forum."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, item: AgendaItem | None = None, **kwargs: Any) -> None:
        self.item = item
        if item is not None:
            names = (name for name in agenda.FIELDS if name != "presenter")
            said = {name: getattr(item, name) for name in names}
            kwargs["initial"] = {**said, "presenter": item.presenter_id, "seen": agenda.mark(item)}
        super().__init__(*args, **kwargs)
        self.fields["presenter"].queryset = Person.objects.living().order_by("name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A title in some language, one presenter, and no break where people have spoken."""
        data = super().clean() or self.cleaned_data
        if not any(data.get(f"title_{code}") for code in ("fi", "sv", "en")):
            self.add_error(f"title_{settings.LANGUAGE_CODE}", _("Give the item a title in at least one language."))
        if data.get("presenter") and data.get("presenter_text"):
            self.add_error("presenter_text", _("Choose a person or write in words, not both."))
        if data.get("is_break") and self.item and agenda.has_comments(self.item):
            raise ValidationError(_("This item has been commented on, so it cannot become a break."), code="comments")
        return data

    def values(self) -> dict[str, Any]:
        """The model's values."""
        return {name: self.cleaned_data[name] for name in agenda.FIELDS}
