"""Asking a network for its input, and giving it."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from forum import dates
from forum.forms.fields import Day
from forum.forms.languages import InLanguages
from forum.texts import LANGUAGES
from meetings.forms.papers import PaperFileField
from meetings.models import InputRequest, Meeting
from meetings.services import agenda, inputs
from meetings.services.papers import Upload


def _long() -> forms.CharField:
    return forms.CharField(required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))


class AskForm(InLanguages, forms.Form):
    """Whom, about what, by when."""

    in_languages = {"question": _("What is asked")}
    must_have = ("question",)

    network = forms.ChoiceField(label=_("Working group or network"), help_text=_("First those of the meeting's theme."))
    item = forms.ChoiceField(required=False, label=_("Agenda item"))
    due = Day(label=_("By"), help_text=_("The last day to give the input."))
    question_fi = _long()
    question_sv = _long()
    question_en = _long()

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.networks = {one.public_id: one for one in inputs.networks_for(meeting)}
        self.items = {row.item.public_id: row for row in agenda.timed(meeting) if not row.item.is_break}
        networks = [(key, str(one.name)) for key, one in self.networks.items()]
        items = [(key, f"{row.number}. {row.item.title}") for key, row in self.items.items()]
        self.fields["network"].choices = networks  # type: ignore[attr-defined]
        self.fields["item"].choices = [("", _("The whole meeting")), *items]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        row = self.items.get(given["item"])
        question = {f"question_{code}": given[f"question_{code}"] for code in LANGUAGES}
        return {
            "network": self.networks[given["network"]],
            "item": row.item if row else None,
            "due": given["due"],
            **question,
        }


class ReportForm(forms.Form):
    """The network's input: words, a file, or both."""

    report = forms.CharField(
        label=_("The input"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 12})
    )
    language = forms.ChoiceField(label=_("In which language it is"), choices=settings.LANGUAGES)
    file = PaperFileField(
        label=_("File"), required=False, help_text=_("PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, PNG or JPEG.")
    )

    @classmethod
    def of(cls, request: InputRequest, data: Any = None, files: Any = None) -> "ReportForm":
        """What has been given before, to be changed."""
        initial = {"report": request.report, "language": request.language or dates.active()}
        return cls(data, files, initial=initial)

    def said(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        files = [Upload(given["language"], *given["file"])] if given.get("file") else []
        return {"text": given["report"], "language": given["language"], "files": files}
