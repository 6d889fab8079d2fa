"""What may be said of action points: by the coordinator who writes them, by their owners, and by who looks for them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from forum.forms.fields import Day
from forum.forms.languages import InLanguages
from forum.forms.records import EVERY, Search
from forum.models import Person
from forum.texts import LANGUAGES
from meetings.models import ActionPoint, AgendaItem, Meeting
from meetings.services import actions
from meetings.services.action_words import OVERDUE, STATES, UNFINISHED, is_in
from meetings.states import ACTION_MOVES
from regions.models import Organisation, Region

FIELDS = ("owner", "contact", "due", "region", "item")
DERIVED = ((UNFINISHED, _("Unfinished action points")), (OVERDUE, _("Overdue action points")))
TEXTS = tuple(f"{stem}_{code}" for stem in actions.TEXTS for code in LANGUAGES)


def _title() -> forms.CharField:
    return forms.CharField(max_length=300, required=False)


def _details() -> forms.CharField:
    return forms.CharField(max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ItemChoice(forms.ModelChoiceField):
    """Items of the agenda by their titles."""

    def label_from_instance(self, obj: AgendaItem) -> str:
        """The item's title."""
        return str(obj.title)


class ActionForm(InLanguages, forms.Form):
    """An action point. `revision` is the one that was opened for editing."""

    in_languages = {"title": _("What will be done"), "details": _("In more words")}
    language_hints = {"title": _("Needed in every required language before it is published.")}

    title_fi = _title()
    title_sv = _title()
    title_en = _title()
    owner = forms.ModelChoiceField(
        Organisation.objects.all(), label=_("Owner"), help_text=_("The organisation that promised to do it.")
    )
    contact = forms.ModelChoiceField(
        Person.objects.none(),
        required=False,
        label=_("Contact person"),
        help_text=_("Gets the letters beside those who hold the owner's seats, and can tell how it goes."),
    )
    due = Day(label=_("Due"))
    region = forms.ModelChoiceField(
        Region.objects.all(), required=False, label=_("Region"), help_text=_("When it is for one region.")
    )
    item = ItemChoice(AgendaItem.objects.none(), required=False, label=_("Agenda item"))
    details_fi = _details()
    details_sv = _details()
    details_en = _details()
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, meeting: Meeting, action: ActionPoint | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {**(present(action) if action else {}), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = Person.objects.living().order_by("name")  # type: ignore[attr-defined]
        items = meeting.agenda_items.filter(is_break=False, purpose="").order_by("position")
        self.fields["item"].queryset = items  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A title in some language."""
        data = super().clean() or self.cleaned_data
        if not any(data.get(f"title_{code}") for code in LANGUAGES):
            self.add_error(f"title_{settings.LANGUAGE_CODE}", _("Say in at least one language what will be done."))
        return data

    def values(self) -> dict[str, Any]:
        """The model's values."""
        return {name: self.cleaned_data[name] for name in (*TEXTS, *FIELDS)}


def present(action: ActionPoint) -> dict[str, Any]:
    """What the form says of the action point as it is."""
    ids = {name: getattr(action, f"{name}_id") for name in FIELDS if name != "due"}
    return {**{name: getattr(action, name) for name in (*TEXTS, "due", "revision")}, **ids}


class ReportForm(forms.Form):
    """How it goes: the state, words about it, and perhaps another day. The coordinator drops, and opens again."""

    state = forms.ChoiceField(label=_("State"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("How it goes"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In your own language. Everybody can read this on the action point's page."),
    )
    proposed_due = Day(
        label=_("Propose another day"),
        required=False,
        help_text=_("Only when the present day does not hold. The coordinator decides. For example 18.3.2027"),
    )
    reason = forms.CharField(label=_("Why another day is needed"), max_length=500, required=False)

    def __init__(self, *args: Any, action: ActionPoint, **kwargs: Any) -> None:
        kwargs["initial"] = {"state": action.state, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        moves = ACTION_MOVES[action.state] - {"dropped"} if action.state != "dropped" else frozenset[str]()
        reachable = {action.state, *moves}
        self.fields["state"].choices = [(key, words) for key, words in STATES.items() if key in reachable]  # type: ignore[attr-defined]
        if not action.is_unfinished:
            del self.fields["proposed_due"], self.fields["reason"]


class DropForm(forms.Form):
    """Why an action point is dropped."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, help_text=_("Everybody can read this on the action point's page.")
    )


class DayForm(forms.Form):
    """What the coordinator says to a proposed day."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("accept", _("Take the proposed day")), ("keep", _("Let the present day stand"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        help_text=_("Needed when the day stays. Everybody can read this on the action point's page."),
    )


class ActionSearch(Search):
    """By theme, owner, region and state, offering what there is. `meeting` comes from links on other pages."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[EVERY, *DERIVED, *STATES.items()],
    )
    meeting = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    sort = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, among: Iterable[ActionPoint], **kwargs: Any) -> None:
        """Offers the themes, owners and regions of the action points it looks `among`."""
        super().__init__(*args, **kwargs)
        self.among = list(among)
        for name, words in (("theme", theme_words), ("owner", str), ("region", str)):
            found = {key_of(one, name): str(words(getattr(one, name))) for one in self.among if getattr(one, name)}
            choices = sorted(found.items(), key=lambda pair: pair[1].casefold())
            self.fields[name].choices = [EVERY, *choices]  # type: ignore[attr-defined]

    def found(self) -> list[ActionPoint]:
        """The action points asked for, in the order they came."""
        asked = {name: self.value(name) for name in ("theme", "owner", "region", "meeting") if self.value(name)}
        found = [one for one in self.among if all(key_of(one, name) == value for name, value in asked.items())]
        state = self.value("state")
        return [one for one in found if is_in(one, state)] if state else found


def key_of(action: ActionPoint, name: str) -> str:
    """What stands in the address for the action point's theme, owner, region or meeting."""
    if name == "theme":
        return f"{action.theme.programme.key}:{action.theme.slug}"
    if name == "region":
        return action.region.code if action.region else ""
    return str(getattr(action, name).public_id)


def theme_words(theme: Any) -> str:
    """2. Name (2020–2023)."""
    return f"{theme.number}. {theme.name} ({theme.programme.years})"
