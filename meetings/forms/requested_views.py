"""Asking for the regions' views for a meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Meeting
from meetings.services import requested_views

NEW = "new"


class LinkForm(forms.Form):
    """Which round, and when the plan of letters asks and reminds."""

    round = forms.ChoiceField(label=gettext_lazy("Round of views"))
    ask_before = forms.IntegerField(
        label=gettext_lazy("The regions are asked, days before the meeting"), min_value=0, max_value=365, initial=42
    )
    remind_before = forms.IntegerField(
        label=gettext_lazy("The silent are reminded, days before the last day to answer"),
        min_value=0,
        max_value=60,
        initial=7,
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        """The open rounds of the meeting's theme, and a new one."""
        one = requested_views.of(meeting)
        if one:
            known = {"round": one.round.public_id, "ask_before": one.ask_before, "remind_before": one.remind_before}
            kwargs["initial"] = known
        super().__init__(*args, **kwargs)
        self.rounds = {found.public_id: found for found in requested_views.rounds_for(meeting)}
        if one:
            self.rounds.setdefault(one.round.public_id, one.round)
        choices = [(key, str(found.title)) for key, found in self.rounds.items()]
        field: Any = self.fields["round"]
        field.choices = [*choices, (NEW, _("A new round on the meeting's theme"))]

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        days = {"ask_before": given["ask_before"], "remind_before": given["remind_before"]}
        return {"round": self.rounds.get(given["round"]), **days}
