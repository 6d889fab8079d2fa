"""The coordinator's forms of periods without meetings: by hand, or from a calendar file."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forum import dates
from forum.forms.fields import Day
from forum.forms.languages import InLanguages
from meetings.models import BlockedPeriod
from meetings.services import blocked_periods, calendar_reading
from meetings.services.calendar_reading import MOST_BYTES, Reading

WHOM = (("", _("All meetings")), ("officials", _("Officials' meetings")), ("politicians", _("Politicians' meetings")))
VALUES = ("name_fi", "name_sv", "name_en", "first_day", "last_day", "level")


class PeriodForm(InLanguages, forms.Form):
    """A period without meetings."""

    in_languages = {"name": _("Name")}

    name_fi, name_sv, name_en = (forms.CharField(max_length=200, required=False) for _language in range(3))
    first_day = Day(label=_("First day"))
    last_day = Day(label=_("Last day"))
    level = forms.ChoiceField(choices=WHOM, required=False, label=_("Which meetings it concerns"))

    def values(self) -> dict[str, Any]:
        """The model's values."""
        return {name: self.cleaned_data[name] for name in VALUES}


def present(period: BlockedPeriod) -> dict[str, Any]:
    """What the form says of a period as it is."""
    return {name: getattr(period, name) for name in VALUES}


class FileForm(forms.Form):
    """A calendar file to look at before anything is taken in."""

    file = forms.FileField(
        label=_("Calendar file"),
        help_text=_("In the iCalendar format (.ics). Its events are shown to you before any is taken in."),
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,text/calendar"}),
    )
    source = forms.CharField(
        max_length=100,
        required=False,
        label=_("Name of the calendar"),
        help_text=_("Empty: as the file says. The same name next time tells what has changed."),
    )
    language = forms.ChoiceField(choices=[], label=_("Language of the names"))
    level = forms.ChoiceField(choices=WHOM, required=False, label=_("Which meetings the periods concern"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, settings.LANGUAGE_NAMES[code]) for code in settings.PROFILE["languages"]]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]
        self.fields["language"].initial = dates.active()

    def clean_file(self) -> Reading:
        """What the file holds. Nothing of a file that is too large is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(
                _("The file is larger than %(kb)s kB."), params={"kb": MOST_BYTES // 1000}, code="size"
            )
        return calendar_reading.read(file.read(MOST_BYTES + 1), window=blocked_periods.window())

    def given(self) -> blocked_periods.Import:
        """What may be taken in."""
        reading: Reading = self.cleaned_data["file"]
        source = self.cleaned_data["source"] or reading.name or str(_("Calendar file"))
        data = self.cleaned_data
        return blocked_periods.Import(source[:200], data["language"], data["level"], reading.entries)
