"""The coordinator's forms of a draft of a year: its rules, its rounds, its name."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forum import dates
from forum.forms.fields import Day, Hour
from forum.forms.languages import InLanguages, Row
from forum.texts import LANGUAGES
from meetings.forms.cycle import ProgrammeChoice
from meetings.services import plan_reading, proposing
from meetings.services.plan_facts import Half, Planned
from meetings.services.plan_reading import Draft
from meetings.services.plan_rules import LEVELS, MOST_ROUNDS, OFFICIALS, POLITICIANS, LevelRules, Rules
from themes.models import Programme

HALVES = {OFFICIALS: _("Officials' meeting"), POLITICIANS: _("Politicians' meeting")}
REMOTE, USUAL = "remote", "usual"
LONGEST_NAME = 96


def weekdays() -> list[tuple[str, str]]:
    """Monday to Friday by number."""
    return [(str(number), dates.WEEKDAYS[dates.active()][number].capitalize()) for number in range(5)]


def level_fields() -> tuple[forms.Field, ...]:
    """What is asked of one level's meetings: weekdays, the best of them, times, whether regions host."""
    return (
        forms.MultipleChoiceField(choices=weekdays, widget=forms.CheckboxSelectMultiple, label=_("Weekdays")),
        forms.ChoiceField(choices=weekdays, label=_("Best weekday")),
        Hour(label=_("Starts at")),
        Hour(label=_("Ends at")),
        forms.BooleanField(required=False, label=_("The regions host in turn, first those that have hosted least")),
    )


def a_number(least: int, most: int, label: Any, hint: Any = "") -> forms.IntegerField:
    """A whole number."""
    return forms.IntegerField(min_value=least, max_value=most, label=label, help_text=hint)


class NameForm(forms.Form):
    """The draft's name."""

    name = forms.CharField(max_length=LONGEST_NAME, label=_("Name of the draft"))


class RulesForm(InLanguages, forms.Form):
    """The rules a year is proposed from."""

    in_languages = {"place": _("Place of meetings that no region hosts")}

    name = forms.CharField(max_length=LONGEST_NAME, label=_("Name of the draft"))
    rounds = a_number(
        1, MOST_ROUNDS, _("Number of rounds"), _("Each round is an officials' and a politicians' meeting.")
    )
    programme = ProgrammeChoice(Programme.objects.filter(themes__isnull=False).distinct(), label=_("Programme"))
    rotate = forms.BooleanField(required=False, label=_("Themes take turns: those least covered come first"))
    lead = a_number(
        7,
        90,
        _("Days from the officials' meeting to the politicians' meeting"),
        _("Usually 28. Fewer than 21 are warned of."),
    )
    distance = a_number(1, 120, _("Days between rounds, at least"))
    earliest_week = a_number(1, 53, _("Earliest week"))
    latest_week = a_number(1, 53, _("Latest week"))
    spread = forms.BooleanField(required=False, label=_("Spread the rounds evenly over the year"))
    officials_weekdays, officials_best, officials_starts, officials_ends, officials_hosted = level_fields()
    remote = a_number(0, MOST_ROUNDS, _("How many of them are held remotely"), _("The last ones of the year."))
    politicians_weekdays, politicians_best, politicians_starts, politicians_ends, politicians_hosted = level_fields()
    place_fi, place_sv, place_en = (forms.CharField(max_length=200, required=False) for _language in LANGUAGES)
    remote_link = forms.URLField(
        required=False,
        assume_scheme="https",
        label=_("Link for remote participants"),
        help_text=_("On every meeting, so that everybody may take part remotely. Shown only to those invited."),
    )

    def __init__(self, *args: Any, plan_name: str | None = None, rules: Rules, programme: Any, **kwargs: Any) -> None:
        """Begins with the rules; without `plan_name` the name is not asked."""
        initial = {"name": plan_name, "programme": programme, **first_values(rules)}
        super().__init__(*args, initial=initial, **kwargs)
        if plan_name is None:
            del self.fields["name"]

    def parts(self) -> list[tuple[Any, list[Row]]]:
        """The form's headings with their fields."""
        names = {
            _("The year"): ("name", "rounds", "programme", "rotate"),
            _("Days"): ("lead", "distance", "spread", "earliest_week", "latest_week"),
            HALVES[OFFICIALS]: (*(f"officials_{part}" for part in PARTS), "remote"),
            HALVES[POLITICIANS]: tuple(f"politicians_{part}" for part in PARTS),
            _("Where the meetings are"): ("place_fi", "place_sv", "place_en", "remote_link"),
        }
        rows = self.rows()
        return [(head, [row for row in rows if row.fields[0].name in own]) for head, own in names.items()]

    def clean(self) -> dict[str, Any]:
        """Weeks and times come in their order, the best weekday is one of those chosen."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if (data.get("latest_week") or 53) < (data.get("earliest_week") or 1):
            self.add_error(
                "latest_week", ValidationError(_("The latest week comes before the earliest."), code="order")
            )
        if (data.get("remote") or 0) > (data.get("rounds") or 0):
            self.add_error("remote", ValidationError(_("There are not so many rounds."), code="remote"))
        for level in LEVELS:
            self.clean_level(level, {name: data.get(f"{level}_{name}") for name in PARTS})
        return data

    def clean_level(self, level: str, given: Mapping[str, Any]) -> None:
        """One level's weekdays and times."""
        if given["weekdays"] and given["best"] and given["best"] not in given["weekdays"]:
            message = _("The best weekday must be one of the weekdays chosen.")
            self.add_error(f"{level}_best", ValidationError(message, code="best"))
        if given["starts"] and given["ends"] and given["ends"] <= given["starts"]:
            message = _("The meeting must end after it starts.")
            self.add_error(f"{level}_ends", ValidationError(message, code="end_before_start"))

    def rules(self) -> Rules:
        """The rules as given."""
        given = self.cleaned_data
        plain = (
            "rounds",
            "lead",
            "distance",
            "earliest_week",
            "latest_week",
            "spread",
            "rotate",
            "remote",
            "remote_link",
        )
        levels: dict[str, Any] = {
            level: LevelRules(
                weekdays=tuple(int(number) for number in given[f"{level}_weekdays"]),
                best=int(given[f"{level}_best"]),
                starts=f"{given[f'{level}_starts']:%H:%M}",
                ends=f"{given[f'{level}_ends']:%H:%M}",
                hosted=given[f"{level}_hosted"],
            )
            for level in LEVELS
        }
        place = {code: given[f"place_{code}"] for code in LANGUAGES}
        return Rules(**{name: given[name] for name in plain}, place=place, **levels)


PARTS = ("weekdays", "best", "starts", "ends", "hosted")


def first_values(rules: Rules) -> dict[str, Any]:
    """What the form says of rules as they are."""
    values = {name: value for name, value in vars(rules).items() if name not in {*LEVELS, "place"}}
    values |= {f"place_{code}": rules.place.get(code, "") for code in LANGUAGES}
    for level in LEVELS:
        own = rules.level(level)
        values |= {
            f"{level}_weekdays": [str(number) for number in own.weekdays],
            f"{level}_best": str(own.best),
            f"{level}_starts": time.fromisoformat(own.starts),
            f"{level}_ends": time.fromisoformat(own.ends),
            f"{level}_hosted": own.hosted,
        }
    return values


class RoundsForm(forms.Form):
    """All rounds of a draft at once: each day, theme and place can be typed over."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        self.draft = draft
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = draft.plan.revision
        themes = [(str(pk), plan_reading.theme_words(theme)) for pk, theme in draft.themes.items()]
        regions = [(str(pk), str(region.name)) for pk, region in draft.regions.items()]
        places = [(USUAL, draft.usual_place), (REMOTE, _("Remote meeting")), (_("Hosted by"), regions)]
        for one in draft.rounds:
            self.add_round(one, themes, places)

    def add_round(self, one: Planned, themes: list[tuple[str, str]], places: list[Any]) -> None:
        """The fields of one round."""
        fields: dict[str, forms.Field] = {
            "theme": forms.ChoiceField(choices=themes, initial=str(one.theme), label=_("Theme"))
        }
        for level in LEVELS:
            half = one.half(level)
            where = REMOTE if half.remote else str(half.host or USUAL)
            fields[f"{level}_day"] = Day(initial=half.day, label=_("Day"), help_text="")
            fields[f"{level}_where"] = forms.ChoiceField(choices=places, initial=where, label=_("Where"))
        for name, field in fields.items():
            self.fields[f"{one.number}_{name}"] = field

    def rounds(self) -> list[Planned]:
        """The rounds as given."""
        return [
            Planned(
                one.number, int(self.cleaned_data[f"{one.number}_theme"]), *(self.half(one, level) for level in LEVELS)
            )
            for one in self.draft.rounds
        ]

    def half(self, one: Planned, level: str) -> Half:
        """One of the round's meetings as given."""
        day, where = (self.cleaned_data[f"{one.number}_{level}_{part}"] for part in ("day", "where"))
        return Half(day, int(where) if where.isdecimal() else None, where == REMOTE)


def moved(rounds: list[Planned], wish: str) -> list[Planned]:
    """The rounds after a press of a button such as "2 officials 7" or "2 both -7" (round, which, days); else as they
    are.
    """
    try:
        number, which, days = wish.split()
        levels, distance = LEVELS if which == "both" else (which,), int(days)
    except ValueError:
        return rounds
    if abs(distance) != 7 or not set(levels) <= set(LEVELS):
        return rounds
    return [
        Planned(
            one.number,
            one.theme,
            *(proposing.moved(one.half(level), distance) if level in levels else one.half(level) for level in LEVELS),
        )
        if str(one.number) == number
        else one
        for one in rounds
    ]
