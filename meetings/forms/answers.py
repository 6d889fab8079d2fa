"""What may be said in answer to an invitation."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from meetings.models import Invitation

ROOM_OR_REMOTE = [("room", _("In the room")), ("remote", _("Remotely"))]


class AnswerForm(forms.Form):
    """One form, three choices; only the chosen one's own question counts."""

    reply = forms.ChoiceField(
        choices=[("attend", ""), ("deputy", ""), ("decline", "")], error_messages={"required": _("Choose who attends.")}
    )
    mode = forms.ChoiceField(choices=ROOM_OR_REMOTE, required=False)
    reason = forms.CharField(max_length=500, required=False)
    deputy_name = forms.CharField(max_length=200, required=False)
    deputy_email = forms.EmailField(required=False)

    def clean(self) -> dict[str, Any]:
        """Asks what the chosen answer needs."""
        found = super().clean() or {}
        if found.get("reply") == "attend" and not found.get("mode"):
            self.add_error("mode", _("Choose whether you attend in the room or remotely."))
        if found.get("reply") == "decline" and not found.get("reason", "").strip():
            self.add_error("reason", _("Give a short reason."))
        return found


class OnBehalfForm(AnswerForm):
    """The coordinator writes down what was said by telephone or mail."""

    reply = forms.ChoiceField(
        label=_("The answer"),
        choices=[
            ("attend", _("The seat’s holder attends")),
            ("deputy_attends", _("The deputy attends")),
            ("deputy", _("Ask the deputy: the deputy gets a letter")),
            ("decline", _("Cannot attend")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who attends.")},
    )
    mode = forms.ChoiceField(
        label=_("In the room or remotely"), choices=ROOM_OR_REMOTE, required=False, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, help_text=_("Needed when nobody attends.")
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["deputy_name"], self.fields["deputy_email"]
        if invitation.seat is None:
            self.fields["reply"].choices = [("attend", _("The guest attends")), ("decline", _("Cannot attend"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The deputy needs a room or a remote link as well."""
        found = super().clean()
        if found.get("reply") == "deputy_attends" and not found.get("mode"):
            self.add_error("mode", _("Choose in the room or remotely."))
        return found

    def answer(self) -> dict[str, Any]:
        """The answer as the service takes it."""
        found = self.cleaned_data
        by_deputy = found["reply"] == "deputy_attends"
        reply = "attend" if by_deputy else found["reply"]
        return {"reply": reply, "mode": found["mode"], "reason": found["reason"], "as_deputy": by_deputy}


class GuestForm(forms.Form):
    """A guest's name, address and language."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)


class WithdrawForm(forms.Form):
    """Why an invitation is taken back; the person is told."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False, help_text=_("It stands in the letter."))
