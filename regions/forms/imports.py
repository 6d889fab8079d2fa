"""Sending a table."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.services import sheets
from regions.services.bulk import KINDS


class ImportForm(forms.Form):
    """What kind of table, and the file."""

    kind = forms.ChoiceField(
        label=_("What the table holds"), choices=[(key, kind.label) for key, kind in KINDS.items()]
    )
    file = forms.FileField(label=_("File"), help_text=_("CSV or XLSX, at most 2 MB and 1,000 rows."))

    def content(self) -> bytes:
        """The file's bytes; of a file that is too large only so many that reading refuses it."""
        return bytes(self.cleaned_data["file"].read(sheets.LARGEST + 1))
