"""Changing a meeting: what is known outside waits in a draft, and a new day shows what becomes of the deadlines."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.forms.languages import InLanguages
from meetings.forms.meeting import MeetingForm
from meetings.models import ChangeNotice, Meeting
from meetings.services import changes, offsets
from meetings.services.offsets import Shift
from meetings.services.standing import Standing

OWN = ("spelling", "draft", "seen_effect")


class MeetingEditForm(MeetingForm):
    """Shows the meeting as the draft of changes has it. `previewing`: a new day was typed, its `effect` comes first."""

    spelling = forms.BooleanField(
        required=False,
        label=_("Correction of spelling: nobody needs to be told"),
        help_text=_("Place and street are then corrected at once, without a letter. Calendars stay as they are."),
    )
    draft = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen_effect = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, meeting: Meeting, notice: ChangeNotice | None, standing: Standing, **kwargs: Any
    ) -> None:
        self.saved, self.standing = meeting, standing
        shown = changes.as_drafted(meeting, notice)
        kwargs["initial"] = {"draft": changes.revision_of(notice), **kwargs.get("initial", {})}
        super().__init__(*args, meeting=shown, **kwargs)
        self.holds_back = changes.holds_back(meeting)
        if not self.holds_back:
            del self.fields["spelling"]
        self.effect: list[Shift] = []
        self.previewing = False

    def clean(self) -> dict[str, Any]:
        """Also: a new day is saved only after its effect on the deadlines has been seen."""
        data = super().clean() or self.cleaned_data
        starts_at = data.get("starts_at")
        assert self.meeting
        if starts_at is None or self.errors.keys() - {"confirm"}:
            return data
        candidate = self.candidate()
        if candidate.day == self.meeting.day:
            return data
        self.effect = offsets.effect(self.saved, self.standing, starts_at=starts_at)
        seen = candidate.day.isoformat()
        self.previewing = data.get("seen_effect") != seen
        self.refill(seen_effect=seen)
        return data

    def values(self) -> dict[str, Any]:
        """The model's values."""
        return {name: value for name, value in super().values().items() if name not in OWN}


class ReasonForm(InLanguages, forms.Form):
    """Why the meeting changes, as the letters say it."""

    in_languages = {"reason": _("Reason, if you want to give one")}
    language_hints = {"reason": _("Stands in everybody's letter, in their own language.")}

    reason_fi = forms.CharField(max_length=300, required=False)
    reason_sv = forms.CharField(max_length=300, required=False)
    reason_en = forms.CharField(max_length=300, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def reasons(self) -> dict[str, str]:
        """The texts by column."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}
