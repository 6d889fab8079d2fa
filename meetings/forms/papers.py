"""The coordinator's forms about papers: a file is taken by what it holds, never by its name."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.forms.languages import InLanguages
from forum.services import sniffing
from forum.texts import LANGUAGES
from meetings.models import Meeting, Paper
from meetings.services import agenda, papers
from meetings.services.papers import Upload

ENDINGS = ",".join(f".{ending}" for ending in (*sniffing.KINDS, "jpeg"))


class PaperFileField(forms.FileField):
    """A file; cleaned to (its cleaned name, its kind, its content)."""

    widget = forms.FileInput(attrs={"accept": ENDINGS})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Looks at the size before the content, and at the content before anything else."""
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > settings.UPLOAD_LIMIT * 1_000_000:
            words = gettext("The file is larger than %(limit)s MB. Make it smaller, or publish it elsewhere.")
            raise ValidationError(words % {"limit": settings.UPLOAD_LIMIT}, code="large")
        content = file.read()
        kind = sniffing.kind_of(content)
        return sniffing.clean_name(file.name, kind), kind, content


def _title() -> forms.CharField:
    return forms.CharField(max_length=200, required=False)


class PaperForm(InLanguages, forms.Form):
    """A new paper, or one that is changed: a chosen file takes the place of the one in its language."""

    in_languages = {"title": _("Heading"), "file": _("File")}
    language_hints = {
        "title": _("Without a title the paper is called as its file."),
        "file": _("PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, PNG or JPEG. Choose a file for each language there is."),
    }

    item = forms.ChoiceField(required=False, label=_("Belongs to"))
    title_fi = _title()
    title_sv = _title()
    title_en = _title()
    file_fi = PaperFileField(required=False)
    file_sv = PaperFileField(required=False)
    file_en = PaperFileField(required=False)
    for_seats_only = forms.BooleanField(
        required=False,
        label=_("Only for those who are invited"),
        help_text=_("Others see neither the paper nor its title."),
    )

    def __init__(self, *args: Any, meeting: Meeting, paper: Paper | None = None, **kwargs: Any) -> None:
        self.paper = paper
        self.items = {row.item.public_id: row for row in agenda.timed(meeting) if not row.item.is_break}
        if paper is not None:
            initial = dict(papers.values_of(paper))
            kwargs["initial"] = initial | {"item": paper.item.public_id if paper.item else ""}
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [("", _("The whole meeting"))]
        choices += [(public_id, f"{row.number}. {row.item.title}") for public_id, row in self.items.items()]
        self.fields["item"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A new paper has a file; a paper that is changed keeps a title."""
        data = super().clean() or self.cleaned_data
        wrong = any(name.startswith("file_") for name in self.errors)
        if self.paper is None and not wrong and not self.uploads():
            self.add_error(f"file_{settings.LANGUAGE_CODE}", _("Choose the file in at least one language."))
        if self.paper is not None and not any(data.get(f"title_{code}") for code in LANGUAGES):
            self.add_error(f"title_{settings.LANGUAGE_CODE}", _("Give the paper a title in at least one language."))
        return data

    def uploads(self) -> list[Upload]:
        """The chosen files."""
        chosen = ((code, self.cleaned_data.get(f"file_{code}")) for code in LANGUAGES)
        return [Upload(code, *found) for code, found in chosen if found]

    def values(self) -> dict[str, Any]:
        """The model's values."""
        row = self.items.get(self.cleaned_data["item"])
        values = {name: self.cleaned_data[name] for name in papers.FIELDS if name != "item"}
        return values | {"item": row.item if row else None}
