"""Days, hours and moments as people here write them: 18.3.2027, 10.00. ISO forms are understood too."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DAYS = ("%d.%m.%Y", "%Y-%m-%d")
HOURS = ("%H.%M", "%H:%M", "%H:%M:%S", "%H")


class DayInput(forms.DateInput):
    """A typed day."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Wide as a day is long."""
        super().__init__(attrs={"class": "short", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """18.3.2027; what was typed stays as it was typed."""
        return f"{value.day}.{value.month}.{value.year}" if isinstance(value, date) else value


class HourInput(forms.TimeInput):
    """A typed time of day."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Wide as a time is long."""
        super().__init__(attrs={"class": "short", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """10.00; what was typed stays as it was typed."""
        return f"{value.hour}.{value.minute:02}" if isinstance(value, time | datetime) else value


class Day(forms.DateField):
    """A day, with a hint that shows how to write it."""

    def __init__(self, **options: Any) -> None:
        """Takes a DateField's options."""
        hint = {"help_text": _("For example 18.3.2027")}
        super().__init__(**{"widget": DayInput, "input_formats": DAYS, **hint, **options})


class Hour(forms.TimeField):
    """A time of day in the profile's zone, with a hint that shows how to write it."""

    def __init__(self, **options: Any) -> None:
        """Takes a TimeField's options."""
        hint = {"help_text": _("For example 10.00")}
        super().__init__(**{"widget": HourInput, "input_formats": HOURS, **hint, **options})


class MomentInput(forms.SplitDateTimeWidget):
    """A day and a time side by side, each with its own name."""

    template_name = "forms/moment.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Two typed fields."""
        forms.MultiWidget.__init__(self, [DayInput, HourInput], attrs)


class Moment(forms.SplitDateTimeField):
    """A day and a time of day; cleaned to an aware datetime in the profile's zone."""

    def __init__(self, **options: Any) -> None:
        """Takes a SplitDateTimeField's options."""
        ways = {"widget": MomentInput, "input_date_formats": DAYS, "input_time_formats": HOURS}
        super().__init__(**{**ways, "help_text": _("Day and time, for example 18.3.2027 and 10.00"), **options})
