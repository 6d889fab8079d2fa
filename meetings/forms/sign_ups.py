"""Signing up for an open event."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from forum import dates
from meetings.forms.answers import ROOM_OR_REMOTE


class SignUpForm(forms.Form):
    """Who comes, and how. `full`: the room has no place left; `remote`: one can take part remotely."""

    name = forms.CharField(label=_("Name"), max_length=100, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=150,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    mode = forms.ChoiceField(label=_("In the room or remotely"), choices=ROOM_OR_REMOTE, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language of the letters"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, full: bool = False, remote: bool = True, **kwargs: Any) -> None:
        kwargs["initial"] = {"language": dates.active(), "mode": "remote" if full and remote else "room"}
        super().__init__(*args, **kwargs)
        room = _("In the room: the room is full, you are put on the waiting list") if full else ROOM_OR_REMOTE[0][1]
        choices = [("room", room), *(ROOM_OR_REMOTE[1:] if remote else [])]
        self.fields["mode"].choices = choices  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What the service takes."""
        return {name: self.cleaned_data[name] for name in ("name", "email", "organisation", "language", "mode")}
