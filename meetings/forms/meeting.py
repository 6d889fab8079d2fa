"""The coordinator's form of a meeting."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.forms.fields import Day, Hour
from forum.forms.languages import InLanguages
from meetings.forms.confirming import Confirming, give
from meetings.models import Cycle, Meeting, MeetingKind, Round
from meetings.services import planning
from regions.models import Region, Seat
from themes.models import Theme


class ThemeChoice(forms.ModelChoiceField):
    """Themes by number."""

    def label_from_instance(self, obj: Theme) -> str:
        """3. Name."""
        return f"{obj.number}. {obj.name}"


class RoundChoice(forms.ModelChoiceField):
    """Rounds by number."""

    def label_from_instance(self, obj: Round) -> str:
        """1: theme's name."""
        return f"{obj.number}: {obj.theme.name}"


class MeetingChoice(forms.ModelChoiceField):
    """Meetings by kind and day."""

    def label_from_instance(self, obj: Meeting) -> str:
        """Politicians' meeting Thu 18 March 2027."""
        return planning.named(obj)


class MeetingForm(InLanguages, Confirming):
    """Plans or changes one meeting. Times are typed in the profile's zone."""

    in_languages = {"place": _("Place")}

    kind = forms.ModelChoiceField(MeetingKind.objects.all(), label=_("Kind of meeting"))
    theme = ThemeChoice(Theme.objects.none(), label=_("Theme"))
    round = RoundChoice(
        Round.objects.none(), label=_("Round"), required=False, help_text=_("Empty for a meeting outside the rounds.")
    )
    prepares = MeetingChoice(
        Meeting.objects.none(),
        label=_("Prepares"),
        required=False,
        help_text=_("The politicians' meeting that this officials' meeting prepares."),
    )
    day = Day(label=_("Day"))
    starts = Hour(label=_("Starts at"), help_text=_("For example 10.00"))
    ends = Hour(label=_("Ends at"), help_text=_("For example 12.30"))
    place_fi = forms.CharField(max_length=200, required=False)
    place_sv = forms.CharField(max_length=200, required=False)
    place_en = forms.CharField(max_length=200, required=False)
    street = forms.CharField(max_length=200, required=False, label=_("Street address"))
    host_region = forms.ModelChoiceField(Region.objects.all(), required=False, label=_("Host region"))
    chair_seat = forms.ModelChoiceField(
        Seat.objects.in_use().filter(kind="chair").select_related("organisation"),
        required=False,
        label=_("Chair's seat"),
        help_text=_("Empty: the chair who leads this kind of meeting."),
    )
    remote_link = forms.URLField(
        required=False,
        assume_scheme="https",
        label=_("Link for remote participants"),
        help_text=_("Shown only to those who are invited. Never public."),
    )
    capacity = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=100_000,
        label=_("Places in the room for those who sign up"),
        help_text=_("For open events. Empty: no limit. Who comes after the last place is put on a waiting list."),
    )
    sign_up_until = Day(
        required=False,
        label=_("Last day to sign up"),
        help_text=_("For open events. Empty: the day when registration closes."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, cycle: Cycle, meeting: Meeting | None = None, **kwargs: Any) -> None:
        self.cycle, self.meeting = cycle, meeting
        kwargs["initial"] = {**(present(meeting) if meeting else {}), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        themes = cycle.programme.themes.all()
        prepared = Meeting.objects.filter(cycle=cycle, kind__level="politicians").exclude(state="cancelled")
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]
        self.fields["round"].queryset = cycle.rounds.select_related("theme")  # type: ignore[attr-defined]
        self.fields["prepares"].queryset = prepared.select_related("kind").order_by("starts_at")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Joins day and times, refuses what cannot be, warns of the rest."""
        data = super().clean() or self.cleaned_data
        if {"day", "starts", "ends", "kind", "theme"} <= data.keys() and not self.errors:
            self._refuse_sign_ups(data)
            for name, part in (("starts_at", "starts"), ("ends_at", "ends")):
                data[name] = self._moment(part)
            if not self.errors:
                candidate = self.candidate()
                give(self, lambda: planning.check(candidate, moved=self._moved(candidate)))
                if not self.errors:
                    self.warn(planning.warnings(candidate))
        return data

    def _refuse_sign_ups(self, data: dict[str, Any]) -> None:
        """Places and the last day are for open kinds; the last day is not after the event."""
        for name in ("capacity", "sign_up_until"):
            if data.get(name) is not None and not data["kind"].is_open:
                self.add_error(name, _("This kind of meeting is not open: people come by their seats."))
        if data.get("sign_up_until") and data["sign_up_until"] > data["day"]:
            self.add_error("sign_up_until", _("The last day to sign up cannot be after the event."))

    def _moment(self, part: str) -> datetime | None:
        try:
            return planning.local_moment(self.cleaned_data["day"], self.cleaned_data[part])
        except ValidationError as error:
            self.add_error(part, error)
            return None

    def candidate(self) -> Meeting:
        """The meeting as it would be, not saved."""
        pk = self.meeting.pk if self.meeting else None
        example = self.meeting.is_example if self.meeting else False
        return Meeting(pk=pk, cycle=self.cycle, is_example=example, **self.values())

    def _moved(self, candidate: Meeting) -> bool:
        before = self.meeting
        return before is None or (before.starts_at, before.ends_at) != (candidate.starts_at, candidate.ends_at)

    def values(self) -> dict[str, Any]:
        """The model's values."""
        given = self.cleaned_data
        names = set(given) - {"day", "starts", "ends", "warned", "confirm", "revision"}
        return {name: given[name] for name in names}


def present(meeting: Meeting) -> dict[str, Any]:
    """What the form says of the meeting as it is."""
    names = ("kind", "theme", "round", "prepares", "host_region", "chair_seat")
    texts = ("place_fi", "place_sv", "place_en", "street", "remote_link", "capacity", "sign_up_until", "revision")
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return {
        **{name: getattr(meeting, f"{name}_id") for name in names},
        **{name: getattr(meeting, name) for name in texts},
        "day": start.date(),
        "starts": start.time(),
        "ends": end.time(),
    }


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    reason = forms.CharField(
        max_length=300,
        label=_("Reason"),
        help_text=_("Everybody sees this on the meeting's page, and the invited get it by letter."),
    )
    sure = forms.BooleanField(label=_("Yes, cancel this meeting"))
