"""The coordinator's forms of notes, and the seats' remarks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.forms.fields import Day
from forum.forms.languages import InLanguages
from forum.models import Person
from forum.texts import LANGUAGES
from meetings.models import NotesSection, Point
from meetings.services import notes, saving
from meetings.services.notes_content import Gap
from themes.forms.shared import Shared as Shared
from themes.forms.shared import long_text as long_text


class SectionForm(Shared):
    """What the notes say of one agenda item, beside its points."""

    in_languages = {"background": _("Background"), "conclusions": _("Conclusions")}
    language_hints = {"background": _("It starts from what the agenda says.")}

    background_fi, background_sv, background_en = long_text(6), long_text(6), long_text(6)
    conclusions_fi, conclusions_sv, conclusions_en = long_text(6), long_text(6), long_text(6)
    contact = forms.ModelChoiceField(
        Person.objects.none(), required=False, label=_("Contact person, a person of the forum")
    )
    contact_text = forms.CharField(
        max_length=200,
        required=False,
        label=_("Contact in words"),
        help_text=_("When the contact is not a person of the forum."),
    )

    def __init__(self, *args: Any, row: NotesSection, **kwargs: Any) -> None:
        names = [name for columns in saving.SECTION_PARTS.values() for name in columns if name != "contact"]
        kwargs["initial"] = {name: getattr(row, name) for name in names} | {"contact": row.contact_id}
        super().__init__(*args, row=row, **kwargs)
        people = Person.objects.living().order_by("name")
        self.fields["contact"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One contact."""
        data = super().clean()
        if data.get("contact") and data.get("contact_text"):
            self.add_error("contact_text", _("Choose a person or write in words, not both."))
        return data

    def values(self) -> dict[str, Any]:
        """The section's columns."""
        return {name: self.cleaned_data[name] for columns in saving.SECTION_PARTS.values() for name in columns}

    def part_fields(self) -> Mapping[str, str]:
        """The contact is a person or words."""
        return {"contact": "contact"}

    def shown(self, part: str, row: NotesSection | Point) -> str:
        """The contact in words."""
        if part == "contact" and isinstance(row, NotesSection):
            return str(row.contact or row.contact_text)
        return super().shown(part, row)

    def typed(self, part: str) -> str:
        """The contact in words."""
        data = self.cleaned_data
        return str(data["contact"] or data["contact_text"]) if part == "contact" else super().typed(part)


class CheckForm(forms.Form):
    """Until when the seats can remark."""

    until = Day(label=_("Last day for remarks"), help_text=_("The seats can remark until the end of this day."))

    def clean_until(self) -> date:
        """A day to come, as the service wants it when the letters are written."""
        until: date = self.cleaned_data["until"]
        if words := notes.too_soon(until):
            raise forms.ValidationError(words)
        return until


class ConfirmForm(forms.Form):
    """Confirming before the checking time is over is said with a tick."""

    early = forms.BooleanField(required=False, label=_("Confirm although the seats still have time"))


class PublishForm(forms.Form):
    """Publishing; without a required language only with a reason."""

    reason = forms.CharField(
        max_length=500,
        required=False,
        label=_("Why the notes are published without a translation"),
        help_text=_("Kept in the audit log."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, gaps: list[Gap], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gaps = gaps
        if not gaps:
            del self.fields["reason"]


class CorrectForm(InLanguages, PublishForm):
    """What has changed since the newest version."""

    in_languages = {"note": _("What has changed")}
    must_have = ("note",)
    language_hints = {"note": _("Readers see this beside the new version.")}
    field_order = ("note_fi", "note_sv", "note_en", "tell", "reason")

    note_fi = forms.CharField(max_length=500, required=False)
    note_sv = forms.CharField(max_length=500, required=False)
    note_en = forms.CharField(max_length=500, required=False)
    tell = forms.BooleanField(
        required=False,
        label=_("Tell the seats by letter"),
        help_text=_("The letter says what has changed, as you wrote above. Leave it out for typing errors."),
    )

    def note(self) -> dict[str, str]:
        """The note in each language."""
        return {code: self.cleaned_data[f"note_{code}"] for code in LANGUAGES}


class RemarkForm(forms.Form):
    """A seat's remark on one item of the notes."""

    text = forms.CharField(
        max_length=4000, label=_("Your remark"), widget=forms.Textarea(attrs={"rows": 4}), strip=False
    )


class RemarkAnswerForm(forms.Form):
    """What became of a remark."""

    text = forms.CharField(
        max_length=4000, label=_("What became of the remark"), widget=forms.Textarea(attrs={"rows": 3}), strip=False
    )
