"""The coordinator's forms of a year and its rounds."""

from datetime import time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from forum.forms.fields import Day, Hour
from forum.forms.languages import InLanguages, Row
from forum.texts import LANGUAGES
from meetings.deadlines import OFFICIALS_LEAD_DAYS
from meetings.forms.confirming import Confirming, give
from meetings.forms.meeting import ThemeChoice
from meetings.models import Cycle, Meeting, MeetingKind, Round
from meetings.services import planning, rounds
from regions.models import Region
from themes.models import Programme, Theme

HALVES = {"officials": _("Officials' meeting"), "politicians": _("Politicians' meeting")}


class ProgrammeChoice(forms.ModelChoiceField):
    """Programmes with their years."""

    def label_from_instance(self, obj: Programme) -> str:
        """Name (2020–2023)."""
        return f"{obj.name} ({obj.years})"


class CycleForm(forms.Form):
    """A year and its programme. Its deadlines are the forum's until they are changed on a page of their own."""

    year = forms.IntegerField(min_value=2000, max_value=2100, label=_("Year"))
    programme = ProgrammeChoice(
        Programme.objects.all(),
        label=_("Programme"),
        help_text=_("The year's rounds take their themes from this programme."),
    )

    def __init__(self, *args: Any, cycle: Cycle | None = None, **kwargs: Any) -> None:
        self.cycle = cycle
        super().__init__(*args, **kwargs)
        if cycle is not None:
            del self.fields["year"]


def _times(starts: str, ends: str) -> tuple[forms.Field, forms.Field, forms.Field]:
    """Day, start and end."""
    hours = [time.fromisoformat(starts), time.fromisoformat(ends)]
    return (
        Day(label=_("Day")),
        Hour(label=_("Starts at"), initial=hours[0], help_text=_("For example 10.00")),
        Hour(label=_("Ends at"), initial=hours[1], help_text=_("For example 12.30")),
    )


def _places() -> list[forms.Field]:
    """The place in three languages."""
    return [forms.CharField(max_length=200, required=False) for _language in LANGUAGES]


def _host() -> forms.Field:
    """The region that hosts."""
    return forms.ModelChoiceField(Region.objects.all(), required=False, label=_("Host region"))


def _of(row: Row, half: str) -> bool:
    """Whether the row asks about the half of the round."""
    return row.fields[0].name.startswith(f"{half}_")


class RoundForm(InLanguages, Confirming):
    """A round at once: its theme, the officials' meeting and the politicians' meeting it prepares."""

    in_languages = {f"{half}_place": _("Place") for half in HALVES}

    theme = ThemeChoice(Theme.objects.none(), label=_("Theme"))
    officials_day, officials_starts, officials_ends = _times("09:00", "15:00")
    officials_place_fi, officials_place_sv, officials_place_en = _places()
    officials_host_region = _host()
    politicians_day, politicians_starts, politicians_ends = _times("10:00", "12:30")
    politicians_place_fi, politicians_place_sv, politicians_place_en = _places()
    politicians_host_region = _host()

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        self.cycle = cycle
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = cycle.programme.themes.all()  # type: ignore[attr-defined]
        self.fields["officials_day"].required = False
        self.fields["officials_day"].help_text = _("Empty: 28 days before the politicians' meeting.")

    def parts(self) -> list[tuple[str, list[Row]]]:
        """The two meetings' headings and fields, in the order of time."""
        return [(str(name), [row for row in self.rows() if _of(row, half)]) for half, name in HALVES.items()]

    def clean(self) -> dict[str, Any]:
        """Joins days and times, proposes the officials' day, refuses what cannot be, warns of the rest."""
        data = super().clean() or self.cleaned_data
        if not self.errors:
            data["officials_day"] = data["officials_day"] or data["politicians_day"] - timedelta(OFFICIALS_LEAD_DAYS)
            self.refill(officials_day=data["officials_day"].isoformat())
            self.candidates = {half: self._candidate(half) for half in HALVES}
        if not self.errors:
            pair = [self.values(half) for half in HALVES]
            give(self, lambda: rounds.check_pair(self.cycle, *pair), {"starts_at": "politicians_day"})
        if not self.errors:
            first, then = self.candidates["officials"], self.candidates["politicians"]
            first.prepares = then  # type: ignore[union-attr]
            self.warn([*planning.warnings(first), *planning.warnings(then)])  # type: ignore[arg-type]
        return data

    def _candidate(self, half: str) -> Meeting | None:
        """One of the two meetings as it would be; its refusals become errors at its own fields."""
        where = {"starts_at": f"{half}_day", "ends_at": f"{half}_ends"}
        values = give(self, lambda: self.values(half), {})
        if values is None:
            return None
        candidate = Meeting(cycle=self.cycle, theme=self.cleaned_data["theme"], **values)
        give(self, lambda: planning.check(candidate), where)
        return candidate

    def values(self, half: str) -> dict[str, Any]:
        """The model's values of one of the two meetings."""
        given = {name.removeprefix(f"{half}_"): value for name, value in self.cleaned_data.items()}
        return {
            "kind": MeetingKind.objects.filter(level=half).order_by("order")[0],
            "starts_at": self._moment(half, "starts"),
            "ends_at": self._moment(half, "ends"),
            **{name: given[name] for name in ("place_fi", "place_sv", "place_en", "host_region")},
        }

    def _moment(self, half: str, part: str) -> Any:
        day, at = self.cleaned_data[f"{half}_day"], self.cleaned_data[f"{half}_{part}"]
        try:
            return planning.local_moment(day, at)
        except ValidationError as error:
            raise ValidationError({f"{half}_{part}": error.messages}, code="no_such_time") from error


class RoundThemeForm(forms.Form):
    """Another theme for a round."""

    theme = ThemeChoice(Theme.objects.none(), label=_("Theme"))

    def __init__(self, data: QueryDict | None = None, *, round: Round) -> None:
        super().__init__(data, initial={"theme": round.theme_id})
        self.fields["theme"].queryset = round.cycle.programme.themes.all()  # type: ignore[attr-defined]
