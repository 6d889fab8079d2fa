"""The coordinator's form of an agenda item."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forum.forms.languages import InLanguages
from forum.forms.suggesting import Named, PersonOrWords
from forum.models import Person
from meetings.models import AgendaItem, Meeting
from meetings.services import agenda, agenda_copies


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
    presented_by = PersonOrWords(
        label=_("Presenter"),
        help_text=_("Type a name: people of the forum are suggested. Anything else stays as you wrote it."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, item: AgendaItem | None = None, **kwargs: Any) -> None:
        self.item = item
        if item is not None:
            said = {name: getattr(item, name) for name in agenda.FIELDS}
            kwargs["initial"] = {**said, "seen": agenda.mark(item)}
        super().__init__(*args, **kwargs)
        field: PersonOrWords = self.fields["presented_by"]  # type: ignore[assignment]
        field.ask(list(Person.objects.living().order_by("name")))
        if item is not None:
            self.initial["presented_by"] = field.shown(item.presenter, item.presenter_text)

    def clean(self) -> dict[str, Any]:
        """A title in some language, and no break where people have spoken."""
        data = super().clean() or self.cleaned_data
        if not any(data.get(f"title_{code}") for code in ("fi", "sv", "en")):
            self.add_error(f"title_{settings.LANGUAGE_CODE}", _("Give the item a title in at least one language."))
        if data.get("is_break") and self.item and agenda.has_comments(self.item):
            raise ValidationError(_("This item has been commented on, so it cannot become a break."), code="comments")
        return data

    def values(self) -> dict[str, Any]:
        """The model's values."""
        named: Named = self.cleaned_data["presented_by"]
        said = {"presenter": named.person, "presenter_text": named.words}
        return {**{name: self.cleaned_data[name] for name in agenda.FIELDS if name not in said}, **said}


class CopyForm(forms.Form):
    """From which meeting the agenda is copied."""

    source = forms.ModelChoiceField(
        Meeting.objects.none(), to_field_name="public_id", label=_("Meeting"), empty_label=_("Choose a meeting")
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = agenda_copies.sources(meeting)  # type: ignore[attr-defined]
        self.fields["source"].label_from_instance = agenda_copies.called  # type: ignore[attr-defined]
