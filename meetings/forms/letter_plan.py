"""What the coordinator says about a step of the plan of letters, and after a call."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.forms.fields import Day


class MoveForm(forms.Form):
    """The step's own day."""

    day = Day(label=_("Day of its own"), help_text=_("For example 18.3.2027. It leaves at nine in the morning."))


class SkipForm(forms.Form):
    """Why the step is left out."""

    reason = forms.CharField(label=_("Reason"), max_length=300, error_messages={"required": _("Give a short reason.")})


class CallForm(forms.Form):
    """What was said on the telephone."""

    text = forms.CharField(
        label=_("What was said"),
        help_text=_("Whom you spoke with and what they said. The answer itself you record on the next page."),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )
