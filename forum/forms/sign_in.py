"""What is typed when signing in."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.utils.translation import gettext_lazy as _

from forum.services import sign_in


class AddressForm(RequestLoginCodeForm):  # type: ignore[misc]
    """The address to which the code is sent. Whether anybody has it here is told to nobody."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The address to which the forum writes to you."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        """Finds who it is, without saying so."""
        email: str = self.cleaned_data["email"].lower()
        self._user = sign_in.who(email)
        return email


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the letter. Capitals, spaces and the dash do not matter."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Eight letters, for example BCDF-GHJK. Small letters will do, and the dash may be left out."),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "short",
            }
        ),
    )

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed: that is no guess."""
        typed: Any = self.data.get(self.add_prefix("code"), "")
        return not str(typed).strip()
