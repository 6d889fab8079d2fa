"""Forms that warn before they save: what was typed stays, and saving anyway is said with a tick."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, TypeVar, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from themes.forms import shared

Result = TypeVar("Result")
WHERE = {"starts_at": "day", "ends_at": "ends"}


def give(form: forms.BaseForm, act: Callable[[], Result], where: Mapping[str, str] = WHERE) -> Result | None:
    """The same as below, at the fields of meetings' forms."""
    return shared.give(form, act, where)


class Confirming(forms.Form):
    """Shows `warnings` once; the tick counts only for the warnings that were shown."""

    warned = forms.CharField(required=False, widget=forms.HiddenInput)
    confirm = forms.BooleanField(required=False, label=gettext_lazy("Save anyway"), widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.warnings: list[str] = []

    def warn(self, warnings: list[str]) -> None:
        """Stops the form at warnings that have not been confirmed."""
        shown = sha256("\0".join(warnings).encode()).hexdigest()[:16]
        if not warnings or (self.cleaned_data.get("confirm") and self.cleaned_data.get("warned") == shown):
            return
        self.warnings = warnings
        self.fields["confirm"].widget = forms.CheckboxInput()
        self.refill(warned=shown, confirm=None)
        self.add_error("confirm", _("Read the warnings. Correct what you want, or tick “Save anyway”."))

    def refill(self, **values: Any) -> None:
        """Changes what the form shows when drawn again."""
        data = cast(QueryDict, self.data).copy()
        for name, value in values.items():
            data.pop(name, None)
            if value is not None:
                data[name] = value
        self.data = data
